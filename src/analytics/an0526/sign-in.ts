/**
 * A sign-in at an identity provider from a network and with a program that are not the person's: the session it opens
 * is worth all that it leads to. A new telephone or a journey looks the same, so it weighs little until more follows.
 */

import { fact, isRisky, placeSurprise, surprising, together, weighing } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isNeutral } from './client.ts';
import type { Context } from './parameters.ts';

const DAY = 86_400_000;
const REMEMBER = 90 * DAY;

export function judgeSignIn(event: Event, at: Context): Judgement[] {
  const { action, outcome, provider, principal, client } = event;
  if (action !== 'signin' || outcome !== 'success' || provider === 'aws' || principal.kind === 'service')
    return [];
  if (client.trusted === true || isNeutral(client)) return [];
  const where = placeSurprise(at.surprise.of('where'), client);
  if (!where.never || where.bits < at.parameters.leastSurprise) return [];
  const using = at.surprise.of('with');
  const byCode = codeEvidence(event, at);
  const odd = together(
    [
      atMost(surprising(event, 'place new for the person', where), THRESHOLDS.signInPlace.bits),
      atMost(surprising(event, 'program new for the person', using), THRESHOLDS.signInProgram.bits),
    ],
    isRisky(client) || byCode !== undefined,
  );
  const evidence = byCode === undefined ? odd : [byCode, ...odd];
  return [{ detection: 'unusual-sign-in', evidence, foldBy: `${principal.uid}|${client.network ?? ''}` }];
}

/** Signed in for a machine that showed a code, which this person does not do day by day. */
function codeEvidence(event: Event, { recall }: Context): Evidence | undefined {
  if (!isByCode(event)) return undefined;
  const first = recall.get(codeKey(event));
  if (typeof first === 'number' && event.time - first >= DAY) return undefined;
  return fact(
    event,
    'device-code',
    'signed in by a code typed elsewhere',
    String(event.details['application'] ?? event.operation),
    'a sign-in on the machine itself',
  );
}

/** Notes who signs in that way: whoever did so a day before, or longer, is used to it. */
export function rememberCode(event: Event, { recall }: Context): void {
  if (event.outcome !== 'success' || !isByCode(event)) return;
  const first = recall.get(codeKey(event));
  recall.set(codeKey(event), typeof first === 'number' ? first : event.time, event.time + REMEMBER);
}

function isByCode({ action, details }: Event): boolean {
  return action === 'signin' && /^device.?code$/i.test(String(details['authProtocol'] ?? ''));
}

function codeKey({ principal }: Event): string {
  return `device code ${principal.uid}`;
}

function atMost(evidence: Evidence, most: number): Evidence {
  return evidence.bits <= most ? evidence : weighing(evidence, most);
}
