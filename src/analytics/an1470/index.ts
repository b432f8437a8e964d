/**
 * AN1470: lasting credentials made, imported or revived in the cloud: for somebody else, outside the console, by
 * principals that do not do so, and what happens with them in their first minutes. Temporary tokens are not judged here.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { learnHabit } from '../../contract/habit.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import type { Action } from '../../model/action.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { judgeEquipped, judgeGrant } from './administrator.ts';
import { detections } from './detections.ts';
import { judgeDormant } from './dormant.ts';
import { judgeFirstUse } from './first-use.ts';
import { isKeyRead, judgeKeyRead } from './key-read.ts';
import { isOfCloud, type Kind, kindOf } from './kinds.ts';
import { judgeUnusualCreator } from './own.ts';
import { type Context, parameters } from './parameters.ts';
import { concernsRoot, judgeRoot, judgeRootKey } from './root.ts';
import { judgeSignIn, rememberPassword } from './sign-in.ts';
import { judgeFactor, judgeForSomeoneElse } from './someone-else.ts';
import { judgeKeyPair, judgePushedKey } from './ssh.ts';
import { take } from './take.ts';

const HABITUAL: ReadonlySet<Action> = new Set([
  'credential.create',
  'credential.import',
  'credential.reset',
  'factor.change',
  'privilege.grant',
]);

export const an1470 = defineAnalytic({
  attack: 'AN1470',
  technique: 'T1098.001',
  strategy: 'DET0531',
  title: 'Lasting credentials made outside the ordinary way',
  listensTo: [
    'credential.create',
    'credential.import',
    'credential.reset',
    'factor.change',
    'privilege.grant',
    'signin',
    'use',
    'token.mint',
    'credential.read',
    'resource.access',
  ],
  parameters,
  take,
  telemetry: [
    'CloudTrail management events of us-east-1, where IAM and console sign-ins are recorded whatever the region',
    'CloudTrail management events of every region: key pairs, Instance Connect, Transfer, and the first use of new keys',
    'Google Cloud audit logs (Admin Activity is always on); Microsoft Entra audit and service principal sign-in logs, and the Azure activity log of every subscription',
    'responseElements of CreateAccessKey: without the new key’s id its use cannot be tied to its making',
  ],
  falsePositives: [
    'joiners: an administrator makes passwords and keys for new colleagues; declare administrators, or list them in iamRoleBaseline',
    'provisioning and rotation by program: declare it under automation with its network and program',
    'the first set-up of an account, when root makes the first administrator',
    'engineers who push their key to machines with Instance Connect: learned after a few days',
  ],
  detections,
  judge(event, at) {
    if (event.principal.kind === 'service' || !isOfCloud(event)) return NONE;
    const judgements = allOf(
      judgeAct(event, at),
      judgeFirstUse(event, at),
      judgeRootKey(event, at),
      judgeDormant(event, at),
    );
    if (HABITUAL.has(event.action) || isKeyRead(event)) learnHabit(event, at.recall);
    return judgements;
  },
});

const ON_MACHINES: ReadonlySet<Kind> = new Set(['pushed key', 'project-wide key', 'machine password']);

function judgeAct(event: Event, at: Context): readonly Judgement[] {
  switch (event.action) {
    case 'credential.create':
    case 'credential.import':
    case 'credential.reset':
      return judgeCredential(event, at);
    case 'factor.change':
      return judgeFactor(event, at);
    case 'privilege.grant':
      return judgeGrant(event, at);
    case 'credential.read':
      return judgeKeyRead(event, at);
    case 'signin':
      return judgeSignIn(event, at);
    default:
      return NONE;
  }
}

function judgeCredential(event: Event, at: Context): readonly Judgement[] {
  const kind = kindOf(event);
  if (kind === undefined) return NONE;
  if (kind === 'console password') rememberPassword(event, at);
  if (concernsRoot(event, kind, at)) return judgeRoot(event, kind, at);
  if (ON_MACHINES.has(kind)) return judgePushedKey(event, kind, at);
  if (kind === 'key pair') return judgeKeyPair(event, at);
  return [
    ...judgeForSomeoneElse(event, kind, at),
    ...judgeUnusualCreator(event, kind, at),
    ...judgeEquipped(event, kind, at),
  ];
}
