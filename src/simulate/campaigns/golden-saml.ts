/**
 * Whoever holds the signing key of the identity provider can be anybody: an assertion for an administrator arrives
 * from an address nobody has seen, without a sign-in at the portal before it, and is spent at once.
 */

import { createAccessKey, readSecret } from '../aws/calls.ts';
import { accessKeyId, assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import type { Campaign } from '../stage.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'golden-saml';

const STEPS = {
  forged: {
    step: 1,
    what: 'a forged assertion mints an administrator’s session',
    analytics: ['AN0717', 'AN0526'],
  },
  looks: { step: 2, what: 'the session looks round', analytics: ['AN0526'] },
  secrets: { step: 3, what: 'it reads secrets', analytics: ['AN0717', 'AN1157'] },
  key: { step: 4, what: 'it makes an access key for a service user', analytics: ['AN1470'] },
} as const;

export const goldenSaml: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const log = new Recorder(ID, random);
    const victim = drawVictim(organisation.people, random, ({ duty }) => duty === 'administrator');
    const intruder = drawIntruder(staging, victim.office.country);
    const at = drawMoment(staging, 2, victim.zone);
    const role = permissionSet(organisation, ACCOUNTS.shared, 'administrator');
    const userAgent = intruder.agent('sts:AssumeRoleWithSAML');
    const by = { email: victim.email, ip: intruder.ip, userAgent };
    const minted = signInToRole(random, at, by, role, stealthy ? undefined : 43_200);
    log.addAll(STEPS.forged, at, minted.records);
    const session = (operation: string) =>
      sessionFrom(assumedRole(minted.session), intruder.ip, intruder.agent(operation));
    const { pause } = intruder;
    for (const [n, operation] of ['sts:GetCallerIdentity', 'secretsmanager:ListSecrets'].entries())
      log.act(STEPS.looks, at + (n + 1) * pause, session(operation), { operation, region: HOME_REGION });
    const place = { account: ACCOUNTS.shared, region: HOME_REGION };
    const names = ['identity-sync/saml-signing-key', 'identity-sync/credentials', 'payments/processor-key'];
    for (const [n, name] of names.slice(0, stealthy ? 1 : 3).entries()) {
      const call = readSecret(place, name);
      log.act(STEPS.secrets, at + (n + 3) * pause, session(call.operation), call);
    }
    const user = organisation.users.dormant;
    const made = at + 8 * pause;
    const key = createAccessKey(user, accessKeyId('AKIA', random), made);
    log.act(STEPS.key, made, session(key.operation), key);
    return { events: log.events, labels: log.labels };
  },
};
