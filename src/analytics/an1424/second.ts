/**
 * Two networks for one workload, both of the kind it may use. Gateways are replaced and instances get new addresses,
 * so a second network says little until the first goes on being used, or the program is another one too.
 */

import { fact, isOdd, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { delivery, placeOf, workloadOf } from './describe.ts';
import type { Context } from './parameters.ts';
import { pinnedEvidence } from './pinned.ts';
import { keepPlace } from './stay.ts';
import { type Elsewhere, isSamePlace, isSharedPlace, lastElsewhere } from './whereabouts.ts';

const MINUTE = 60_000;
/** Credentials of a workload live six hours at most. */
const REMEMBER = 6 * 3_600_000;

/** To be asked before {@link judgeSecond}: a place or a program that does not belong to the role. */
export function isOddPlace(at: Context): boolean {
  return at.surprise.of('where').bits >= THRESHOLDS.oddity.bits || isOtherProgram(at);
}

function isOtherProgram({ fresh, surprise }: Context): boolean {
  return fresh.agent && surprise.of('with').bits >= THRESHOLDS.oddity.bits;
}

export function judgeSecond(event: Event, at: Context, credentials: readonly string[]): readonly Judgement[] {
  const elsewhere = lastElsewhere(event, at, credentials);
  if (elsewhere === undefined || isSharedPlace(event, at)) return NONE;
  if (!isRecent(event, at, elsewhere)) return judgePinned(event, at, elsewhere);
  const where = at.surprise.of('where');
  const { place, node } = elsewhere;
  if (isOlder(at.lineage.node(event.credential?.uid ?? ''), node)) {
    const evidence = bothInUse(event, place.event, placeOf(place.client));
    const judged = judgement(event, [
      ...evidence,
      second(event, where.bits),
      ...(where.bits >= THRESHOLDS.wholeOddity.bits ? pinnedEvidence(event, at) : []),
      ...delivery(event),
    ]);
    keepPlace(event, at, judged, where.bits);
    return [judged];
  }
  if (event.credential !== undefined) {
    const kept = [event.uid, placeOf(event.client), where.bits, place.event];
    at.recall.set(`second ${event.credential.uid}`, kept, event.time + REMEMBER);
  }
  return [moved(event, at, elsewhere, isOtherProgram(at))];
}

/**
 * The first network was left a while ago, as when a gateway is replaced. But a workload that called from one network
 * for days, and now does what it never did, or with another program, from a network it never used, has not moved.
 */
function judgePinned(event: Event, at: Context, elsewhere: Elsewhere): readonly Judgement[] {
  if (!isOdd(at.surprise.of('where')) || pinnedEvidence(event, at).length === 0) return NONE;
  return [moved(event, at, elsewhere, false)];
}

/**
 * A private address without an endpoint: logs that leave the endpoint out look so, and anonymised ones. Another
 * program there, while the gateway is still in use, makes it a second holder.
 */
export function judgePrivate(
  event: Event,
  at: Context,
  credentials: readonly string[],
): readonly Judgement[] {
  if (!at.fresh.agent || !at.surprise.of('with').never || !at.surprise.of('where').never) return NONE;
  const elsewhere = lastElsewhere(event, at, credentials);
  if (!isRecent(event, at, elsewhere)) return NONE;
  const { place } = elsewhere;
  return [
    judgement(event, [
      ...bothInUse(event, place.event, placeOf(place.client)),
      surprising(event, 'network new for the role', at.surprise.of('where')),
      surprising(event, 'program new for the role', at.surprise.of('with')),
      ...delivery(event),
    ]),
  ];
}

function moved(event: Event, at: Context, { place }: Elsewhere, otherProgram: boolean): Judgement {
  const name = otherProgram ? 'pinned-elsewhere' : 'changed-network';
  const expected = `${workloadOf(event)} was calling from ${placeOf(place.client)}`;
  const pinned = pinnedEvidence(event, at);
  const surprises = [
    surprising(event, 'network new for the role', at.surprise.of('where')),
    surprising(event, 'program new for the role', at.surprise.of('with')),
    ...(pinned.length > 0 && isOdd(at.surprise.of('what'))
      ? [surprising(event, 'call new for the role', at.surprise.of('what'))]
      : []),
  ];
  const several = otherProgram || surprises.filter(({ bits }) => bits >= THRESHOLDS.oddity.bits).length > 1;
  const judged = judgement(event, [
    fact(event, name, 'two networks, one workload', placeOf(event.client), expected, [place.event]),
    ...(otherProgram ? surprises : together(surprises, false)),
    ...(several ? [...pinned, ...delivery(event)] : []),
  ]);
  keepPlace(event, at, judged, at.surprise.of('where').bits);
  return judged;
}

function isRecent(event: Event, at: Context, elsewhere: Elsewhere | undefined): elsewhere is Elsewhere {
  return elsewhere !== undefined && event.time - elsewhere.last <= at.parameters.timeWindow * MINUTE;
}

/** The first network goes on being used: nothing was replaced. */
export function judgeReturn(event: Event, at: Context): readonly Judgement[] {
  if (!at.recall.knows('second')) return NONE;
  const node = at.lineage.node(event.credential?.uid ?? '');
  const kept = at.recall.get(`second ${event.credential?.uid ?? ''}`);
  if (node === undefined || !Array.isArray(kept)) return [];
  const [uid, text, bits, first] = kept;
  const other = node.places.find((place) => place.event === uid);
  const here = node.places.find((place) => isSamePlace(place.client, event.client));
  if (other === undefined || here?.event !== first || typeof bits !== 'number') return [];
  if (event.time - Math.min(other.last, event.time) > at.parameters.timeWindow * MINUTE) return [];
  return [
    judgement(event, [
      ...bothInUse(event, other.event, String(text)),
      { ...second(event, bits), observed: String(text), events: [other.event] },
      ...(bits >= THRESHOLDS.wholeOddity.bits ? pinnedEvidence(event, at) : []),
      ...delivery(event),
    ]),
  ];
}

function bothInUse(event: Event, other: string, otherPlace: string): Evidence[] {
  const observed = `${placeOf(event.client)} and ${otherPlace}`;
  return [
    fact(event, 'pinned-elsewhere', 'two networks, one workload', observed, 'one network', [other]),
    fact(event, 'both-in-use', 'both in use at once', observed, 'a new gateway takes the place of the old'),
  ];
}

function second(event: Event, bits: number): Evidence {
  return {
    condition: 'second network new for the role',
    held: true,
    observed: placeOf(event.client),
    expected: 'networks the role has called from before',
    bits: Math.min(THRESHOLDS.wholeOddity.bits, bits),
    events: [event.uid],
  };
}

/** The workload has its next credential already and uses it elsewhere: who holds on to the old one is not there. */
function isOlder(own: CredentialNode | undefined, other: CredentialNode): boolean {
  return own !== undefined && own.uid !== other.uid && beginOf(own) < beginOf(other);
}

function beginOf({ mint, use }: CredentialNode): number {
  return Math.min(mint?.time ?? Number.POSITIVE_INFINITY, use?.first ?? Number.POSITIVE_INFINITY);
}

function judgement(event: Event, evidence: readonly Evidence[]): Judgement {
  return {
    detection: 'second-network',
    evidence,
    foldBy: `${event.principal.uid}|${event.session?.workload?.id ?? ''}`,
  };
}
