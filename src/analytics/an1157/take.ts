/** Our own take on AN1157: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: {
    priority: 'now',
    why: 'The identity provider decides who is who everywhere else. One deceived help desk or one added provider gives an outsider every application at once, with valid sign-ins.',
  },
  technical:
    'Locks are opened for somebody else (password, second factor, temporary pass), key material is made or taken out, or a setting is changed so that other people’s assertions are believed. What makes it an intrusion is usually the next step: the account is entered from the resetter’s own address, the new provider vouches for somebody, the new secret is used from elsewhere.',
  telemetry: [
    'Audit log and sign-ins of every identity provider in use: a reset without the sign-in after it is half a story.',
    'Old and new value of changed settings; without them easing and tightening look alike.',
    'Vault data access logs, which most providers leave off.',
  ],
  direction: [
    'Join the act with what follows instead of reporting every reset.',
    'Know the help desk and its habits; then its exceptions stand out: an administrator’s factor, an odd hour, a rented server.',
    'Count people and secrets per hour against the principal’s own busiest hour, not against one number for all.',
  ],
  mitigations: [
    'Let nobody reset factors of administrators without a second person.',
    'Verify callers by something a stranger cannot look up.',
    'Use factors that cannot be phished, and alarm on every change of federation and domains.',
    'Keep secrets in vaults whose reading is logged, and give programs identities instead of secrets.',
  ],
  limits: [
    'A help desk that is deceived at its own desk, for an account then entered from the victim’s usual network, stays quiet.',
    'What a certificate or metadata document really contains is for people to read.',
    'Secrets in plain configuration or code are read without any log.',
  ],
  confidence: {
    level: 'high',
    why: 'High for joined acts and for changes of trust, which are rare and logged whole; medium for first reads of secrets, which new software does every week.',
  },
};
