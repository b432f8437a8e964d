/** Evidence in the few forms analytics need, so that they read as lists of conditions. */

import { lessened, type Surprise } from '../baseline/surprise.ts';
import type { SurpriseOf } from '../baseline/view.ts';
import type { Client, Event } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';
import { THRESHOLDS } from './thresholds.ts';
import { type WeightName, weight } from './weights.ts';

/** A condition with a fixed weight from the table. `more`: earlier events it rests on. */
export function fact(
  event: Event,
  name: WeightName,
  condition: string,
  observed: string,
  expected: string,
  more: readonly string[] = [],
): Evidence {
  return { condition, held: true, observed, expected, bits: weight(name), events: [event.uid, ...more] };
}

/** A condition as heavy as it is surprising. */
export function surprising(event: Event, condition: string, surprise: Surprise): Evidence {
  return new Surprising(condition, surprise, surprise.bits, [event.uid]);
}

/** The same condition with another weight. */
export function weighing(evidence: Evidence, bits: number): Evidence {
  if (!(evidence instanceof Surprising)) return { ...evidence, bits };
  evidence.surprise.settle?.();
  return new Surprising(evidence.condition, evidence.surprise, bits, evidence.events);
}

/** A class, because a spread would write the account of normal, which asks every peer and is read of few. */
class Surprising implements Evidence {
  readonly condition: string;
  readonly surprise: Surprise;
  readonly held: boolean;
  readonly bits: number;
  readonly events: readonly string[];

  constructor(condition: string, surprise: Surprise, bits: number, events: readonly string[]) {
    this.condition = condition;
    this.surprise = surprise;
    this.held = surprise.bits > 0;
    this.bits = bits;
    this.events = events;
  }

  get observed(): string {
    const { feature, value } = this.surprise;
    return value === '' ? 'nothing to compare' : `${feature} ${value}`;
  }

  get expected(): string {
    return this.surprise.normal;
  }
}

/** Worth saying, not worth weighing. */
export function note(
  event: Event,
  condition: string,
  held: boolean,
  observed: string,
  expected: string,
): Evidence {
  return { condition, held, observed, expected, bits: 0, events: [event.uid] };
}

/** Never seen, and more than one of several values that somebody is at home with. */
export function isOdd(surprise: Surprise): boolean {
  return surprise.never && surprise.bits >= THRESHOLDS.oddity.bits;
}

/**
 * Surprises weighed together. One oddity is everyday life (a journey, a new tool, a renumbered network), so alone it
 * stays below the least level reported; two at once, or one with other support, count in full.
 */
export function together(
  evidence: readonly Evidence[],
  supported: boolean,
  mostAlone: number = THRESHOLDS.wholeOddity.bits,
): Evidence[] {
  const counted = supported || evidence.filter(({ bits }) => bits >= THRESHOLDS.oddity.bits).length > 1;
  const strongest = evidence.reduce(
    (most, { bits }, at) => (bits > (evidence[most]?.bits ?? 0) ? at : most),
    0,
  );
  return evidence.map((each, at) => {
    if (counted) return each.bits < THRESHOLDS.everyday.bits ? weighing(each, 0) : each;
    return weighing(each, at === strongest ? Math.min(each.bits, mostAlone) : 0);
  });
}

/** Whether network or program are of the kinds intruders prefer; the engine weighs them, others lean on them. */
export function isRisky({ trusted, networkKind, agentKind }: Client): boolean {
  if (agentKind === 'offensive' || agentKind === 'script') return true;
  return trusted !== true && (networkKind === 'hosting' || networkKind === 'vpn' || networkKind === 'tor');
}

/**
 * An address block at which several peers are seen stands for an exit they share (a VPN, a proxy, an office), whatever
 * its owner is called: it does not tell where any of them sits.
 */
export function isSharedExit({ company }: SurpriseOf): boolean {
  return company >= THRESHOLDS.sharedExit.principals;
}

/** Another address block of a provider it knows tells little: homes and mobile phones are renumbered all the time. */
export function placeSurprise(surprise: Surprise, { networkKind }: Client): Surprise {
  const most = THRESHOLDS.renumbered.bits;
  if (surprise.feature !== 'prefix' || surprise.bits <= most) return surprise;
  const shared = networkKind === 'cloud' || networkKind === 'hosting';
  return shared || surprise.unseen?.includes('network') === true ? surprise : lessened(surprise, most);
}
