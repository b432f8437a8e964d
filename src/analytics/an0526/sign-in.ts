/**
 * A sign-in at an identity provider from a network and with a program that are not the person's: the session it opens
 * is worth all that it leads to. A new telephone or a journey looks the same, so it weighs little until more follows.
 */

import { isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isNeutral } from './client.ts';
import type { Context } from './parameters.ts';

/** People replace telephones and travel: each counts for so much at most. */
const MOST_FROM_PLACE = 8;
const MOST_FROM_PROGRAM = 6;

export function judgeSignIn(event: Event, at: Context): Judgement[] {
  const { action, outcome, provider, principal, client } = event;
  if (action !== 'signin' || outcome !== 'success' || provider === 'aws' || principal.kind === 'service')
    return [];
  if (client.trusted === true || isNeutral(client)) return [];
  const where = placeSurprise(at.surprise.of('where'), client);
  if (!where.never || where.bits < at.parameters.leastSurprise) return [];
  const using = at.surprise.of('with');
  const evidence = together(
    [
      atMost(surprising(event, 'place new for the person', where), MOST_FROM_PLACE),
      atMost(surprising(event, 'program new for the person', using), MOST_FROM_PROGRAM),
    ],
    isRisky(client),
  );
  return [{ detection: 'unusual-sign-in', evidence, foldBy: `${principal.uid}|${client.network ?? ''}` }];
}

function atMost(evidence: Evidence, most: number): Evidence {
  return evidence.bits <= most ? evidence : { ...evidence, bits: most };
}
