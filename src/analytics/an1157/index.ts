/**
 * AN1157: passwords and key material retrieved or reset, and sign-on settings changed, by somebody not expected to.
 * Credentials of IAM users are AN1470's; what stolen secrets are used for outside the cloud is in no log read here.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { learnHabit } from '../../contract/habit.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { detections } from './detections.ts';
import { isKeyMaterial, judgeKeyMaterial, judgeMachinePassword } from './machines.ts';
import { type Context, parameters } from './parameters.ts';
import { judgePassword, judgeRootFactor } from './passwords.ts';
import { judgeSecret, rememberWrite } from './secrets.ts';
import { judgeSetting } from './sso.ts';

export const an1157 = defineAnalytic({
  attack: 'AN1157',
  technique: 'T1552',
  strategy: 'DET0412',
  title: 'Secrets retrieved and sign-on settings changed by somebody not expected to',
  listensTo: [
    'credential.read',
    'credential.reset',
    'credential.import',
    'sso.change',
    'trust.change',
    'privilege.grant',
    'factor.change',
    'resource.access',
  ],
  parameters,
  telemetry: [
    'CloudTrail management events of every region: GetSecretValue, GetParameter and GetPasswordData are among them',
    'CloudTrail of the account and region that IAM Identity Center runs in',
    'us-east-1 for IAM federation, root sign-in and recovery events',
  ],
  falsePositives: [
    'a new application, or a new version, that reads its secrets for the first time',
    'planned rotation of federation certificates, moves between identity providers: approved changes in the context file absorb them',
    'vendors that are given a role: the first role for a vendor’s account is reported, further ones by the same hand are not',
    'backups and inventories of secrets: reported once, then known as the busiest hour of their principal',
  ],
  detections,
  judge(event, at) {
    if (event.principal.kind === 'service') return [];
    if (event.action === 'resource.access') {
      rememberWrite(event, at);
      return [];
    }
    const judgements = judgeAct(event, at);
    if (event.action !== 'credential.read' || isKeyMaterial(event)) learnHabit(event, at.recall);
    return judgements;
  },
});

function judgeAct(event: Event, at: Context): readonly Judgement[] {
  switch (event.action) {
    case 'credential.read':
      return [...judgeSecret(event, at), ...judgeMachinePassword(event, at), ...judgeKeyMaterial(event, at)];
    case 'credential.import':
      return judgeKeyMaterial(event, at);
    case 'credential.reset':
      return judgePassword(event, at);
    case 'factor.change':
      return judgeRootFactor(event, at);
    case 'sso.change':
    case 'trust.change':
    case 'privilege.grant':
      return judgeSetting(event, at);
    default:
      return [];
  }
}
