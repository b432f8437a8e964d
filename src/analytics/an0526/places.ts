/**
 * Where a temporary token is used, beside where it was asked for and where else it is in use. A laptop that changes
 * networks takes its token along, so a second network says little until the first goes on being used.
 */

import { fact, isRisky, note, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { isExit, wasSharedExit } from '../../contract/exits.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode, UsePlace } from '../../lineage/credential-node.ts';
import type { Credential, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { areApart, isNeutral, isRented, placeText, spanText } from './client.ts';
import type { Context } from './parameters.ts';
import { judgeReturn, rememberSecond } from './return.ts';
import { farFrom, raceEvidence } from './travel.ts';

const MINUTE = 60_000;

export function judgePlaces(event: Event, at: Context): readonly Judgement[] {
  const { credential } = event;
  if (credential === undefined || !(at.fresh.network || at.fresh.back)) return NONE;
  // Instances, tasks and functions have a question of their own: AN1424.
  if (event.session?.workload !== undefined || isNeutral(event.client) || !isToken(credential, event))
    return NONE;
  const node = at.lineage.node(credential.uid);
  if (node === undefined) return NONE;
  if (at.fresh.back) return judgeReturn(event, at, node);
  const other = lastOther(node, event);
  const second = other === undefined ? NONE : judgeSecond(event, at, node, other);
  return second.length > 0 ? second : judgeMove(event, at, node);
}

/** Console sessions of AWS have no id that lasts; one id for all tokens of a principal says nothing of any of them. */
function isToken({ uid, kind }: Credential, { provider }: Event): boolean {
  const session = kind === 'session-token' || (kind === 'console-session' && provider !== 'aws');
  return session && !MANY_TOKENS.test(uid);
}

const MANY_TOKENS = /^(?:gcp:(?:attached|federated):|google:token:|gcp:delegated:principal)/;

/** The place the token was last used at before this event, if that is another one. */
function lastOther(node: CredentialNode, event: Event): UsePlace | undefined {
  let last: UsePlace | undefined;
  for (const place of node.places) {
    if (place.first > event.time || place.event === event.uid) continue;
    if (isNeutral(place.client) || !areApart(place.client, event.client)) continue;
    if (last === undefined || place.last > last.last) last = place;
  }
  return last;
}

function judgeSecond(event: Event, at: Context, node: CredentialNode, other: UsePlace): readonly Judgement[] {
  if (other.client.trusted === true && event.client.trusted === true) return NONE;
  const where = placeSurprise(at.surprise.of('where'), event.client);
  // Gateways that take turns, workers that share a broker's token: the principal is at home in both.
  if (!where.never && where.bits < THRESHOLDS.oddity.bits) return [];
  const from = { time: Math.min(other.last, event.time), client: other.client, event: other.event };
  const away = event.time - from.time;
  const race = raceEvidence(from, event, at);
  if (away > at.parameters.togetherWithin * MINUTE && race === undefined) return [];
  if (isExit(event, at.recall, at.surprise)) return [];
  rememberSecond(event, at, node, other, where.bits);
  const walk = !at.fresh.agent && !isRented(event.client) && !isRented(other.client);
  const evidence = [
    fact(
      event,
      walk ? 'changed-network' : 'two-places-at-once',
      'one token, two networks',
      `${placeText(event.client)}, ${spanText(away)} after ${placeText(other.client)}`,
      'one token, one network',
      [other.event],
    ),
    ...surprises(event, at, !walk),
    ...(race === undefined ? [] : [race]),
  ];
  return [{ detection: 'used-in-two-places', evidence, foldBy: node.uid }];
}

function judgeMove(event: Event, at: Context, node: CredentialNode): readonly Judgement[] {
  const { mint } = node;
  if (mint === undefined || mint.by.kind === 'service' || isNeutral(mint.client)) return NONE;
  if (!areApart(mint.client, event.client)) return NONE;
  if (mint.client.trusted === true && event.client.trusted === true) return NONE;
  const distance = farFrom(mint.client, event, at);
  if (distance === undefined) return [];
  // Who came through an exit of many sits anywhere; in a rented place they do not.
  if (wasSharedExit(mint.client, at.recall) && !isRisky(event.client)) return [];
  if (isExit(event, at.recall, at.surprise)) return [];
  const race = raceEvidence({ time: mint.time, client: mint.client, event: mint.event }, event, at);
  const evidence: Evidence[] = [
    fact(
      event,
      'moved-since-mint',
      'far from where it was asked for',
      `${placeText(event.client)}, at least ${Math.round(distance)} km from ${placeText(mint.client)}`,
      `within ${at.parameters.geoIpDistanceThreshold} km`,
      [mint.event],
    ),
    note(event, 'asked for by', true, `${mint.by.name} with ${mint.operation}`, 'the same place'),
  ];
  if (race !== undefined) evidence.push(race, ...surprises(event, at, false));
  // Who travels is in a new place by nature: it counts only beside another program or a kind of network to distrust.
  else if (isRisky(event.client) || at.surprise.of('with').bits >= THRESHOLDS.oddity.bits)
    evidence.push(...surprises(event, at, true));
  return [{ detection: 'moved-since-mint', evidence, foldBy: node.uid }];
}

function surprises(event: Event, at: Context, supported: boolean): Evidence[] {
  return together(
    [
      surprising(event, 'place new for the principal', placeSurprise(at.surprise.of('where'), event.client)),
      surprising(event, 'program new for the principal', at.surprise.of('with')),
    ],
    supported,
  );
}
