/**
 * Two networks for one workload, both of the kind it may use. Gateways are replaced and instances get new addresses,
 * so a second network says little until the first goes on being used, or the program is another one too.
 */

import { fact, surprising, together } from '../../contract/evidence.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { delivery, placeOf, workloadOf } from './describe.ts';
import type { Context } from './parameters.ts';
import { type Elsewhere, isSamePlace } from './whereabouts.ts';

const MINUTE = 60_000;
/** Below it the network is one of several the role is at home in: gateways of other zones, a fleet's addresses. */
const ODD_BITS = 4;
/** The second network was one oddity when it came up; told again it counts no more than that. */
const MOST_FROM_SECOND = 8;
/** Credentials of a workload live six hours at most. */
const REMEMBER = 6 * 3_600_000;

export function judgeSecond(event: Event, at: Context, elsewhere: Elsewhere | undefined): Judgement[] {
  if (!isRecent(event, at, elsewhere)) return [];
  const where = at.surprise.of('where');
  const otherProgram = at.fresh.agent && at.surprise.of('with').bits >= ODD_BITS;
  if (where.bits < ODD_BITS && !otherProgram) return [];
  const { place, node } = elsewhere;
  if (isOlder(at.lineage.node(event.credential?.uid ?? ''), node)) {
    const evidence = bothInUse(event, place.event, placeOf(place.client));
    return [judgement(event, [...evidence, second(event, where.bits), ...delivery(event)])];
  }
  if (event.credential !== undefined) {
    const kept = [event.uid, placeOf(event.client), where.bits, place.event];
    at.recall.set(`second ${event.credential.uid}`, kept, event.time + REMEMBER);
  }
  return [moved(event, at, elsewhere, otherProgram)];
}

/**
 * A private address without an endpoint: logs that leave the endpoint out look so, and anonymised ones. Another
 * program there, while the gateway is still in use, makes it a second holder.
 */
export function judgePrivate(event: Event, at: Context, elsewhere: Elsewhere | undefined): Judgement[] {
  if (!at.fresh.agent || !at.surprise.of('with').never || !isRecent(event, at, elsewhere)) return [];
  if (!at.surprise.of('where').never) return [];
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
  const surprises = [
    surprising(event, 'network new for the role', at.surprise.of('where')),
    surprising(event, 'program new for the role', at.surprise.of('with')),
  ];
  return judgement(event, [
    fact(event, name, 'two networks, one workload', placeOf(event.client), expected, [place.event]),
    ...(otherProgram ? surprises : together(surprises, false)),
    ...delivery(event),
  ]);
}

function isRecent(event: Event, at: Context, elsewhere: Elsewhere | undefined): elsewhere is Elsewhere {
  return elsewhere !== undefined && event.time - elsewhere.last <= at.parameters.timeWindow * MINUTE;
}

/** The first network goes on being used: nothing was replaced. */
export function judgeReturn(event: Event, at: Context): Judgement[] {
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
    bits: Math.min(MOST_FROM_SECOND, bits),
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
