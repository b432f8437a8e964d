/** Evidence in the few forms analytics need, so that they read as lists of conditions. */

import type { Surprise } from '../baseline/surprise.ts';
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
  const observed = surprise.value === '' ? 'nothing to compare' : `${surprise.feature} ${surprise.value}`;
  return {
    condition,
    held: surprise.bits > 0,
    observed,
    // Written only for the few that are read: the account of normal asks every peer.
    get expected() {
      return surprise.normal;
    },
    bits: surprise.bits,
    events: [event.uid],
  };
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
export function isOdd({ never, bits }: Surprise): boolean {
  return never && bits >= THRESHOLDS.oddity.bits;
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
    if (counted) return each.bits < THRESHOLDS.everyday.bits ? { ...each, bits: 0 } : each;
    return { ...each, bits: at === strongest ? Math.min(each.bits, mostAlone) : 0 };
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
  return shared || surprise.unseen?.includes('network') === true ? surprise : { ...surprise, bits: most };
}
