/**
 * The long-term key of a build system is found in a repository: it is tried, assumes a forgotten role, steps from
 * there into the shared account, and reads secrets.
 */

import { readSecret } from '../aws/calls.ts';
import { assumedRole, userWithKey } from '../aws/identity.ts';
import { assumeRole } from '../aws/mint.ts';
import type { Call, Session } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import type { Organisation } from '../organisation.ts';
import { ACCOUNTS, HOME_REGION } from '../organisation.ts';
import type { Campaign, Staging } from '../stage.ts';
import { drawIntruder, type Intruder } from './intruder.ts';
import { drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'stolen-long-term-key';

const STEPS = {
  tried: { step: 1, what: 'the stolen key is used from elsewhere', analytics: ['AN0526', 'AN1470'] },
  role: { step: 2, what: 'it assumes a role it never assumed', analytics: ['AN0717', 'AN0526'] },
  chain: { step: 3, what: 'the role steps into the shared account', analytics: ['AN0717', 'AN0526'] },
  secrets: { step: 4, what: 'secrets are read', analytics: ['AN1157', 'AN0717'] },
} as const;

export const stolenLongTermKey: Campaign = {
  id: ID,
  run(organisation, staging) {
    const log = new Recorder(ID, staging.random);
    const intruder = drawIntruder(staging);
    const at = drawMoment(staging, 2);
    const key = organisation.keys.find(({ user }) => user.id === organisation.users.mail.id);
    if (key === undefined) throw new RangeError('no user with a long-term key');
    const session = sessionFrom(
      userWithKey(key.user, key.id),
      intruder.ip,
      intruder.agent('sts:GetCallerIdentity'),
    );
    const looks: Call[] = [{ operation: 'sts:GetCallerIdentity', region: HOME_REGION }];
    if (!staging.stealthy) {
      looks.push(
        { operation: 'iam:ListRoles', region: 'us-east-1', request: { maxItems: 100 } },
        { operation: 's3:ListBuckets', region: HOME_REGION },
      );
    }
    log.series(STEPS.tried, at, intruder.pause, session, looks);
    const climbed = climb(log, organisation, session, at + 4 * intruder.pause, intruder, staging);
    readSecrets(log, climbed, at + 8 * intruder.pause, intruder, staging);
    return { events: log.events, labels: log.labels };
  },
};

function climb(
  log: Recorder,
  { roles }: Organisation,
  from: Session,
  at: number,
  intruder: Intruder,
  { random }: Staging,
): Session {
  const step = { sessionName: `session-${random.between(100, 999)}`, region: HOME_REGION, duration: 3600 };
  const agent = intruder.agent('sts:AssumeRole');
  const first = assumeRole(random, at, { ...from, userAgent: agent }, { ...step, role: roles.migration });
  log.addAll(STEPS.role, at, first.records);
  const forgotten = sessionFrom(assumedRole(first.session), intruder.ip, agent);
  const later = at + 2 * intruder.pause;
  const second = assumeRole(random, later, forgotten, { ...step, role: roles.vaultReader });
  log.addAll(STEPS.chain, later, second.records);
  return sessionFrom(
    assumedRole(second.session),
    intruder.ip,
    intruder.agent('secretsmanager:GetSecretValue'),
  );
}

function readSecrets(
  log: Recorder,
  session: Session,
  at: number,
  intruder: Intruder,
  { stealthy }: Staging,
): void {
  const place = { account: ACCOUNTS.shared, region: HOME_REGION };
  const names = ['identity-sync/credentials', 'payments/processor-key', 'identity-sync/saml-signing-key'];
  const calls = names.slice(0, stealthy ? 1 : 3).map((name) => readSecret(place, name));
  log.series(STEPS.secrets, at, intruder.pause, session, calls);
}
