/** A token that was used elsewhere is used in its first network again: what had moved away never left. */

import { fact } from '../../contract/evidence.ts';
import { isExit } from '../../contract/exits.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode, UsePlace } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isRented, placeText, spanText } from './client.ts';
import type { Context } from './parameters.ts';
import { raceEvidence } from './travel.ts';

const MINUTE = 60_000;
/** The longest life a role session can have. */
const REMEMBER = 12 * 60 * MINUTE;

/** Notes a second network that is in use beside the first, and how surprising it was. */
export function rememberSecond(
  event: Event,
  at: Context,
  node: CredentialNode,
  first: UsePlace,
  bits: number,
): void {
  const known = [first.network, event.uid, event.time, bits];
  at.recall.set(`second ${node.uid}`, known, event.time + REMEMBER);
}

export function judgeReturn(event: Event, at: Context, node: CredentialNode): Judgement[] {
  const kept = at.recall.get(`second ${node.uid}`);
  if (!Array.isArray(kept)) return [];
  const [first, uid, since, bits] = kept;
  const second = node.places.find((place) => place.event === uid);
  if (first !== event.client.network || typeof since !== 'number' || second === undefined) return [];
  const time = Math.min(second.last, event.time);
  if (event.time - time > at.parameters.togetherWithin * MINUTE) return [];
  if (isExit(event, at.recall, at.surprise)) return [];
  const observed = `${placeText(event.client)} again, ${spanText(event.time - time)} after ${placeText(second.client)}`;
  // A browser's session is in the telephone's network one minute and back in the office the next.
  const walk = event.provider !== 'aws' && event.client.trusted === true && !isRented(second.client);
  const evidence: Evidence[] = [
    fact(
      event,
      walk ? 'changed-network' : 'two-places-at-once',
      'one token, two networks',
      observed,
      'one token, one network',
      [second.event],
    ),
    fact(event, 'both-in-use', 'first network still in use', observed, 'what moves away stays away'),
    {
      condition: 'second place new for the principal',
      held: true,
      observed: placeText(second.client),
      expected: 'places it was used from before',
      bits: Math.min(THRESHOLDS.wholeOddity.bits, typeof bits === 'number' ? bits : 0),
      events: [second.event],
    },
  ];
  const race = raceEvidence({ time, client: second.client, event: second.event }, event, at);
  if (race !== undefined) evidence.push(race);
  return [{ detection: 'used-in-two-places', evidence, foldBy: node.uid }];
}
