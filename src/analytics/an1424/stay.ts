/**
 * What is done next from a place where a workload's credential did not belong: the calls that by themselves are nothing
 * new belong to the same finding, and a call the role never made can make one of what was a mere oddity before.
 */

import { isOdd, surprising } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { LEVEL_BITS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { placeOf } from './describe.ts';
import type { Context } from './parameters.ts';
import { pinnedEvidence } from './pinned.ts';
import { isSharedPlace } from './whereabouts.ts';

/** Credentials of a workload live six hours at most; those of Azure and Google a day. */
const REMEMBER = 24 * 3_600_000;

/** Keeps what was found of the credential at this place. */
export function keepPlace(event: Event, at: Context, judgement: Judgement, whereBits: number): void {
  const bits = judgement.evidence.reduce((sum, each) => sum + (each.held ? each.bits : 0), 0);
  const kept = [judgement.detection, judgement.foldBy ?? '', bits, whereBits, event.uid];
  at.recall.set(keyOf(event), kept, event.time + REMEMBER);
}

/** A later call from there. */
export function judgeContinued(event: Event, at: Context): readonly Judgement[] {
  const kept = at.recall.knows('stay') ? at.recall.get(keyOf(event)) : undefined;
  if (!Array.isArray(kept)) return NONE;
  const [detection, foldBy, bits, whereBits, first] = kept;
  if (typeof bits !== 'number' || typeof whereBits !== 'number') return NONE;
  // What was found at first is a finding by itself.
  if (bits >= LEVEL_BITS.low) {
    const evidence = [since(event, bits, String(first))];
    return [{ detection: String(detection), evidence, foldBy: String(foldBy) }];
  }
  const what = at.surprise.of('what');
  const pinned = pinnedEvidence(event, at);
  if (!isOdd(what) || pinned.length === 0 || isSharedPlace(event, at)) return NONE;
  const evidence = [
    since(event, whereBits, String(first)),
    surprising(event, 'call new for the role', what),
    ...pinned,
  ];
  const judgement = { detection: String(detection), evidence, foldBy: String(foldBy) };
  keepPlace(event, at, judgement, whereBits);
  return [judgement];
}

function since(event: Event, bits: number, first: string): Evidence {
  return {
    condition: 'goes on from where it does not belong',
    held: true,
    observed: placeOf(event.client),
    expected: 'the networks of the workload',
    bits,
    events: [event.uid, first],
  };
}

function keyOf({ credential, client }: Event): string {
  return `stay ${credential?.uid ?? ''} ${client.network ?? ''} ${client.prefix ?? ''}`;
}
