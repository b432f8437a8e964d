/**
 * Identities nobody has seen for long: their first act after it. Disuse by itself is no wrong; only together with a new
 * place or program, or with a password that somebody else has just set, is it told.
 */

import { fact, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { isNew } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const DAY = 24 * 3_600_000;

/** A user signs in, or uses a key, after long disuse and not from where it did before. */
export function judgeDormant(event: Event, at: Context): readonly Judgement[] {
  if (event.outcome !== 'success' || event.principal.kind !== 'user') return NONE;
  if (event.action !== 'signin' && !at.fresh.network && !at.fresh.credential) return NONE;
  const idle = idleDays(event, at);
  if (idle === undefined || idle < at.parameters.dormantAfter || !isNew(at.surprise, 'where')) return NONE;
  const odd = [
    surprising(event, 'network new for the user', placeSurprise(at.surprise.of('where'), event.client)),
    surprising(event, 'program new for the user', at.surprise.of('with')),
  ];
  const evidence = [...dormantEvidence(event, at), ...together(odd, isRisky(event.client))];
  const summary = summarise(event, `was active for the first time in ${Math.floor(idle)} days,`);
  return [{ detection: 'dormant-user-active', evidence, foldBy: event.principal.uid, summary }];
}

/** Whether the identity was out of use until now, or never seen in logs that go back a while. */
export function dormantEvidence(event: Event, at: Context): Evidence[] {
  const idle = idleDays(event, at);
  const { organisation } = at.surprise;
  const unseen = idle === undefined && organisation.days >= THRESHOLDS.enoughHistory.days;
  if (!unseen && (idle === undefined || idle < at.parameters.dormantAfter)) return [];
  return [
    fact(
      event,
      'dormant-identity',
      'out of use before',
      unseen
        ? `${event.principal.name} was never seen in ${Math.floor(organisation.days)} days of logs`
        : `${event.principal.name} was last seen ${Math.floor(idle ?? 0)} days ago`,
      `users active within ${at.parameters.dormantAfter} days`,
    ),
  ];
}

function idleDays(event: Event, { surprise }: Context): number | undefined {
  const { last } = surprise.principal;
  return last === undefined ? undefined : (event.time - last) / DAY;
}
