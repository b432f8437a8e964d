/** Our own take on AN0717: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: {
    priority: 'now',
    why: 'Whoever can mint sessions holds every door those sessions open, and keeps it after the first stolen key is found. This is how a small leak becomes the loss of what matters most.',
  },
  technical:
    'A stolen key or signing secret is traded for sessions of other identities, often through several roles, until one of them reaches secrets, data or the audit log. Each trade is an ordinary call; the pair of caller and role, the place and what follows are not.',
  telemetry: [
    'Issuance and use joined into one trail: the chain tells what no single record does.',
    'Sign-ins at the identity provider beside sessions in the cloud; a session without a sign-in is only visible with both.',
    'Data events on what is declared most valuable, or the last step is missing.',
  ],
  direction: [
    'Ask whether this caller has ever assumed this role, not whether roles are assumed.',
    'Weigh a mint by where its chain ends: high-value resources turn a curiosity into an incident.',
    'Treat administrator sessions handed to federated users as facts to be explained, not as anomalies.',
  ],
  mitigations: [
    'Write down who may assume what, and let trust policies say the same.',
    'Take the right to federate away from users who never need it.',
    'Guard the signing keys of federation like root keys, and rotate them at both ends when in doubt.',
  ],
  limits: [
    'A forged assertion for a person who is signed in at that hour, from their network, looks like them.',
    'A caller that assumes any role every day has no unusual pairs.',
    'Accounts whose logs are not read break the trail at their border.',
  ],
  confidence: {
    level: 'high',
    why: 'The chain is built from ids that the provider logs, so what it says about descent is exact; how unusual a first step was remains an estimate.',
  },
};
