/**
 * Programs and people given leave to act as others: domain-wide delegation, consent for a whole organisation,
 * permissions over the directory, impersonation. And their first use, when something about it is wrong.
 */

import { fact, isRisky, placeSurprise, surprising } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { after, DAY, type Deed, doubtEvidence, follow, isDeedsPlace, keepDeed, recallDeed } from './deeds.ts';
import { doubtOf, isStrangePlace, oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSetting } from './parameters.ts';

/** Permissions with which a program reads everybody's mail and files, or gives itself any other right. */
const SWEEPING =
  /RoleManagement\.ReadWrite|AppRoleAssignment\.ReadWrite|Application\.ReadWrite|Directory\.ReadWrite|Directory\.AccessAsUser|UserAuthenticationMethod\.ReadWrite|Mail\.(Read|Send)|Files\.(Read|ReadWrite)\.All|Sites\.(FullControl|ReadWrite)|full_access_as_app|EWS\.AccessAsUser|auth\/(gmail|drive|admin\.directory|cloud-platform)|mail\.google\.com|okta\.(users|apps|roles|idps|policies)\.manage|(update|create):(users|clients|connections|users_app_metadata)/i;

/** Consent and permissions granted to a program; rights of people are AN1470's. */
export function judgeConsent(event: Event, at: Context): Judgement[] {
  const { details } = event;
  const permissions = details['permissions'] ?? details['scopes'] ?? details['settingNew'];
  const impersonation = details['ssoScope'] === 'delegation';
  const sweeping = typeof permissions === 'string' && SWEEPING.test(permissions);
  if (!isWatchedSetting(at, 'delegation') || !(impersonation || (isOfProgram(event) && sweeping))) return [];
  const odd = oddities(event, at, 'program');
  rememberDelegation(event, at, doubtOf(odd));
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const whom = event.subject?.name ?? event.targets[0]?.name ?? event.principal.name;
  const evidence = [
    fact(
      event,
      'delegation',
      'may act as others',
      `${whom}: ${String(permissions ?? event.operation).slice(0, 120)}`,
      'people and programs act as themselves',
    ),
    ...pathOf(event, at),
    ...odd,
  ];
  return [{ detection: 'delegation-granted', evidence, foldBy: `${event.principal.uid}|${whom}` }];
}

/** Permissions the caller merely holds are told of every call; a grant names the program they are for. */
function isOfProgram({ operation, provider, details }: Event): boolean {
  if (provider === 'aws' || provider === 'gcp' || provider === 'azure') return false;
  const held = operation.startsWith('graph:');
  return !held && details['role'] !== 'owner' && typeof details['groupName'] !== 'string';
}

export function rememberDelegation(event: Event, at: Context, doubt: number): void {
  const { details, subject, targets } = event;
  const ids = new Set<unknown>([
    details['clientId'],
    subject?.uid,
    ...targets
      .filter(({ kind }) => kind === 'service-principal' || kind === 'application')
      .map(({ uid }) => uid),
  ]);
  const keys = [...ids].filter((id) => typeof id === 'string' && id !== '').map((id) => `granted ${id}`);
  keepDeed(event, at, keys, 'leave to act as others', doubt, at.parameters.newTrustWindow * DAY);
}

/** A new program's first use is expected; from the granter's own place, a hidden path or an odd grant, it is not. */
export function judgeDelegationUse(event: Event, at: Context): readonly Judgement[] {
  // AWS has no such leave: who acts as another there, takes a role.
  if (event.provider === 'aws' || !at.recall.knows('granted')) return NONE;
  if (event.outcome === 'failure' || event.client.trusted === true) return NONE;
  if (!(at.fresh.credential || at.fresh.network)) return NONE;
  const [key, deed] = delegationOf(event, at);
  if (deed === undefined || deed.time >= event.time) return NONE;
  if (deed.followed !== '' && deed.followed !== event.uid && !isStrangePlace(event, at)) return [];
  follow(at.recall, key, deed, event, deed.time + at.parameters.newTrustWindow * DAY);
  const same = isDeedsPlace(deed, event.client);
  const doubt = doubtEvidence(event, deed);
  const moved = isStrangePlace(event, at);
  if (!(same && event.principal.uid !== deed.by) && !isRisky(event.client) && doubt.length === 0 && !moved)
    return [];
  const evidence = [
    fact(
      event,
      'delegation',
      'may act as others',
      `${deed.what}, by ${deed.byName}`,
      'programs act as themselves',
      [deed.event],
    ),
    fact(event, 'issuer-used', 'first use of it', `${after(event, deed)} later`, 'not used yet', [
      deed.event,
    ]),
    ...doubt,
    ...(same
      ? [
          fact(
            event,
            'creator-signs-in',
            'used from where it was granted',
            event.client.ip ?? '',
            `another place than that of ${deed.byName}`,
            [deed.event],
          ),
        ]
      : []),
    surprising(event, 'network new for the program', placeSurprise(at.surprise.of('where'), event.client)),
  ];
  return [
    {
      detection: 'delegation-used',
      evidence,
      foldBy: event.principal.uid,
      summary: summarise(event, `used the leave to act as others that ${deed.byName} had granted it,`),
    },
  ];
}

/** A program given leave is at it whatever it does; a person given it signs in for much else. */
function delegationOf(
  { principal, action, details }: Event,
  { recall }: Context,
): [key: string, deed?: Deed] {
  const own = principal.kind === 'user' && action !== 'token.mint' ? undefined : principal.uid;
  for (const id of [details['clientId'], own]) {
    if (typeof id !== 'string') continue;
    const deed = recallDeed(recall, `granted ${id}`);
    if (deed !== undefined) return [`granted ${id}`, deed];
  }
  return [''];
}
