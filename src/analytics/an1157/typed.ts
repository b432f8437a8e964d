/**
 * A password typed where the user name belongs. Identity providers write that text into their log, for everybody to
 * read who may. Our events never hold it: what shows is a failed sign-in of nobody, because no login was typed, and
 * somebody's success from the same address and program moments later. AWS hides such names itself.
 */

import { fact } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { after, MINUTE } from './deeds.ts';
import { type Context, isWatchedSecret } from './parameters.ts';

/** Whoever typed into the wrong box sees it, and tries again at once. */
const NEXT_TRY = 2 * MINUTE;

export function rememberTyped(event: Event, { recall }: Context): void {
  if (event.outcome !== 'failure' || event.principal.kind !== 'unknown' || event.client.ip === undefined)
    return;
  if (event.provider !== 'aws') recall.set(keyOf(event), [event.uid, event.time], event.time + NEXT_TRY);
}

/** The first to get in from there, and nobody after them: an office has one address for all. */
export function judgeTyped(event: Event, at: Context): readonly Judgement[] {
  if (!at.recall.knows('typed')) return NONE;
  const { principal, outcome, client, time } = event;
  if (outcome !== 'success' || client.ip === undefined || principal.kind === 'unknown') return NONE;
  const kept = at.recall.get(keyOf(event));
  if (!Array.isArray(kept) || !isWatchedSecret(at, 'password')) return NONE;
  const [uid, typed] = kept;
  if (typeof typed !== 'number' || typed > time) return NONE;
  at.recall.set(keyOf(event), false, time - 1);
  const ago = after(event, { time: typed });
  const evidence = [
    fact(
      event,
      'typed-as-name',
      'something other than a login typed as the name',
      `${ago} before, from ${client.ip}`,
      'the login, and the password in its own box',
      [String(uid)],
    ),
  ];
  const summary = summarise(
    event,
    `signed in ${ago} after something that is no login was typed as the name,`,
  );
  return [{ detection: 'password-in-the-log', evidence, foldBy: principal.uid, summary }];
}

function keyOf({ provider, client }: Event): string {
  return `typed ${provider} ${client.ip ?? ''} ${client.agent ?? ''}`;
}
