/**
 * AN1157: passwords and key material retrieved or reset, and sign-on settings changed, by somebody not expected to; and
 * what follows on it. Credentials of IAM users are AN1470's; what is done outside the logs read here is not seen.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { rememberExit } from '../../contract/exits.ts';
import { learnHabit } from '../../contract/habit.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import { ACTIONS, type Action } from '../../model/action.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { judgeConsent, judgeDelegationUse } from './delegations.ts';
import { detections } from './detections.ts';
import { isTold, rememberDirectory } from './directory.ts';
import { judgeIssuerUse } from './issuers.ts';
import { isKeyMaterial, isMachineSecret, judgeKeyMaterial, judgeMachinePassword } from './machines.ts';
import { judgeNewSecret, judgeSecretUse } from './new-secrets.ts';
import { type Context, parameters } from './parameters.ts';
import { judgeDatabaseOrRoot, judgeRootFactor } from './passwords.ts';
import { learnPlace } from './places.ts';
import { judgeReset } from './resets.ts';
import { judgeRetrieval } from './retrieval.ts';
import { judgeSecret, rememberWrite } from './secrets.ts';
import { judgeSetting } from './sso.ts';
import { rememberStanding } from './standing.ts';
import { take } from './take.ts';
import { judgeTakeover } from './takeover.ts';
import { judgeTyped, rememberTyped } from './typed.ts';

export const an1157 = defineAnalytic({
  attack: 'AN1157',
  technique: 'T1552',
  strategy: 'DET0412',
  title: 'Secrets retrieved and sign-on settings changed by somebody not expected to',
  listensTo: [
    'credential.read',
    'credential.reset',
    'credential.import',
    'credential.create',
    'sso.change',
    'trust.change',
    'privilege.grant',
    'factor.change',
    'resource.access',
    'signin',
    'token.mint',
    'use',
  ],
  parameters,
  take,
  telemetry: [
    'CloudTrail management events of every region: GetSecretValue, GetParameter and GetPasswordData are among them',
    'CloudTrail of the account and region that IAM Identity Center runs in',
    'us-east-1 for IAM federation, root sign-in and recovery events',
    'the audit log of every identity provider in use (Okta, Entra ID, Google Workspace, Auth0, OneLogin, Duo, PingOne, JumpCloud, Keycloak), with sign-ins: without them nothing tells what a reset or a new provider was for',
    'Entra: service principal and non-interactive sign-ins, Microsoft Graph activity; Azure Key Vault and Google Secret Manager data access logs, all off by default',
  ],
  falsePositives: [
    'a new application, or a new version, that reads its secrets for the first time',
    'planned rotation of federation certificates, moves between identity providers: approved changes in the context file absorb them',
    'vendors that are given a role: the first role for a vendor’s account is reported, further ones by the same hand are not',
    'a help desk that is not declared, in its first days: who resets on three days is known for it',
    'a traveller who was locked out, had the password reset, and signs in from the hotel',
    'a new application whose secret is first used from a rented server',
    'backups and inventories of secrets: reported once, then known as the busiest hour of their principal',
  ],
  detections,
  judge(event, at) {
    const { action } = event;
    if (isTold(event, at)) return NONE;
    if (event.principal.kind === 'service' && !TOLD_OF_SERVICES.has(action)) return NONE;
    if (action === 'resource.access') rememberWrite(event, at);
    const used = judgeSecretUse(event, at);
    if (!ACTS.has(action)) return allOf(used, judgeFollowing(event, at));
    const judgements = allOf(used, judgeAct(event, at));
    rememberStanding(event, at);
    rememberDirectory(event, at);
    if (isHabitual(event)) learnHabit(event, at.recall);
    return judgements;
  },
});

/** What providers' own services do to people's locks: their support staff acts under such names. */
const TOLD_OF_SERVICES: ReadonlySet<Action> = new Set(['credential.reset', 'factor.change']);
/** Uses, which may follow on an act. */
const FOLLOWS: readonly Action[] = ['signin', 'token.mint', 'use', 'resource.access'];
const ACTS: ReadonlySet<Action> = new Set(ACTIONS.filter((action) => !FOLLOWS.includes(action)));

/** Reading secrets is learned by the baseline alone; whose habit it is to look up devices is asked for. */
function isHabitual(event: Event): boolean {
  if (event.action !== 'credential.read' || isKeyMaterial(event)) return true;
  return event.provider !== 'aws' && (isMachineSecret(event) || event.subject !== undefined);
}

function judgeFollowing(event: Event, at: Context): readonly Judgement[] {
  switch (event.action) {
    case 'signin':
      return judgeSignIn(event, at);
    case 'token.mint':
      return allOf(judgeIssuerUse(event, at), judgeDelegationUse(event, at));
    case 'use':
      return judgeDelegationUse(event, at);
    default:
      return NONE;
  }
}

function judgeAct(event: Event, at: Context): readonly Judgement[] {
  switch (event.action) {
    case 'credential.read':
      return allOf(
        judgeSecret(event, at),
        judgeMachinePassword(event, at),
        judgeKeyMaterial(event, at),
        judgeRetrieval(event, at),
      );
    case 'credential.create':
    case 'credential.import':
      return allOf(judgeKeyMaterial(event, at), judgeReset(event, at), judgeNewSecret(event, at));
    case 'credential.reset':
      return allOf(judgeDatabaseOrRoot(event, at), judgeReset(event, at), judgeNewSecret(event, at));
    case 'factor.change':
      return allOf(judgeRootFactor(event, at), judgeReset(event, at), judgeEnrolment(event, at));
    case 'sso.change':
      return judgeSetting(event, at);
    case 'trust.change':
      return event.details['secretType'] === undefined ? judgeSetting(event, at) : judgeNewSecret(event, at);
    case 'privilege.grant':
      return allOf(judgeSetting(event, at), judgeConsent(event, at));
    default:
      return NONE;
  }
}

function judgeSignIn(event: Event, at: Context): readonly Judgement[] {
  rememberExit(event, at.recall, at.surprise);
  const judgements = allOf(
    judgeTakeover(event, at),
    judgeIssuerUse(event, at),
    judgeDelegationUse(event, at),
    judgeTyped(event, at),
  );
  rememberTyped(event, at);
  learnPlace(event, at);
  return judgements;
}

/** One's own factor, put in after somebody took the old one away: by the owner, or by whoever talked them into it. */
function judgeEnrolment(event: Event, at: Context): readonly Judgement[] {
  const own = event.details['selfService'] === true && event.details['factor'] === 'added';
  return own ? judgeTakeover(event, at) : NONE;
}
