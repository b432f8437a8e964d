/** Roles opened to another account or to everybody, the quietest way to leave a door open. */

import { fact, note } from '../../contract/evidence.ts';
import { habitEvidence, inUsualPlace, isHabit, pathEvidence } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** How long an account that was let in before counts as known. */
const KNOWN = 90 * 24 * 3_600_000;
const MOST_OUTSIDERS = 20;
const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;

export function judgeRoleTrust(event: Event, at: Context): Judgement[] {
  if (event.details['trustsOutside'] !== true) return [];
  const outsiders = outsidersOf(event);
  const known = outsiders.length > 0 && outsiders.every((account) => isKnown(event, account, at));
  if (event.outcome === 'success') remember(event, outsiders, at);
  // Partners let in again by those who let them in: the second role for the same vendor.
  if (known && inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const role = event.targets[0]?.name ?? event.targets[0]?.uid ?? 'a role';
  const who =
    outsiders.length === 0
      ? 'everybody'
      : `${event.provider === 'aws' ? 'account ' : ''}${outsiders.slice(0, 5).join(', ')}`;
  const declared = at.context.automation(event.principal) !== undefined;
  const evidence = [
    known
      ? note(event, 'trusted account', true, `${who}, trusted by other roles before`, 'accounts known here')
      : fact(
          event,
          'outside-trust',
          'role opened to the outside',
          `${role} trusts ${who}`,
          `principals of ${event.provider === 'aws' ? 'account ' : ''}${event.scope}`,
        ),
    ...(declared ? [] : pathEvidence(event)),
    ...habitEvidence(event, at.surprise, 'object'),
  ];
  return [
    {
      detection: 'trust-opened',
      evidence,
      foldBy: `${event.principal.uid}|${role}`,
      ...summariseDone(event, `opened the role ${role} to ${who}`),
    },
  ];
}

/** Account ids named in the trust that are not the role's own; elsewhere than in AWS, who is named. */
function outsidersOf(event: Event): string[] {
  const trusted = event.details['trustedPrincipals'];
  if (typeof trusted !== 'string') return [];
  if (event.provider !== 'aws') return [...new Set(trusted.split(/[ ,]+/))].slice(0, MOST_OUTSIDERS);
  return [...new Set(trusted.match(ACCOUNT) ?? [])].filter((account) => account !== event.scope);
}

function isKnown(event: Event, account: string, at: Context): boolean {
  const first = at.recall.get(keyOf(event, account));
  return typeof first === 'string' && first !== event.uid;
}

function remember(event: Event, accounts: readonly string[], at: Context): void {
  for (const account of accounts) {
    const key = keyOf(event, account);
    const before = at.recall.get(key);
    at.recall.set(key, typeof before === 'string' ? before : event.uid, event.time + KNOWN);
  }
}

function keyOf(event: Event, account: string): string {
  return `trusted ${event.scope} ${account}`;
}
