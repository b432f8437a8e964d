/**
 * A run: up to some ten thousand events in time order, packed into a few buffers and one dictionary, so that it
 * crosses between threads without copying and lies on disk in a few reads. Every value that repeats (principals,
 * operations, addresses) is stored once per run.
 */

import type { Event } from '../model/event.ts';

/** One column of 32-bit numbers per name; dictionary positions are offset by one so that 0 says "undefined". */
export const COLUMNS = [
  'source',
  'provider',
  'scope',
  'region',
  'operation',
  'action',
  'outcome',
  'error',
  'access',
  'principal',
  'credential',
  'session',
  'ip',
  'userAgent',
  'service',
  'endpoint',
  'said',
  'targets',
  'targetCount',
  'issued',
  'subject',
  'details',
  'pair',
  'file',
  'record',
] as const;

export const WIDTH = COLUMNS.length;
/** Numbers a target takes. */
export const TARGET_WIDTH = 3;

/** A packed run. All buffers are exactly as long as their content. */
export interface Run {
  readonly count: number;
  readonly times: Float64Array;
  /** See {@link tieRank}. */
  readonly ranks: Uint8Array;
  /** Row-major, {@link WIDTH} numbers an event. */
  readonly cells: Int32Array;
  /**
   * Targets, three numbers each (kind, uid, name): an event's are `targetCount` of them from `targets` on. A name
   * below zero is the uid's tail of so many characters.
   */
  readonly targets: Int32Array;
  /** Where each uid begins in `uidBytes`; one more entry than events. */
  readonly uidOffsets: Uint32Array;
  readonly uidBytes: Uint8Array;
  /** Strings and small plain objects, by position. */
  readonly dictionary: readonly unknown[];
}

/**
 * Order of events of the same millisecond (CloudTrail writes whole seconds): what issues a credential comes
 * before what uses it, and of the two records of a cross-account call the one that knows the caller comes first.
 */
export function tieRank(event: Pick<Event, 'action' | 'issued' | 'principal'>): number {
  const mints = event.issued.length > 0 || event.action === 'token.mint' || event.action === 'signin' ? 0 : 2;
  return mints + (event.principal.kind === 'account' ? 1 : 0);
}

/** A dictionary entry is a string or a small object; this is what one takes on average. */
const DICTIONARY_ENTRY_BYTES = 120;

/** Memory a run takes, about. */
export function runBytes(run: Run): number {
  return (
    buffersOf(run).reduce((sum, { byteLength }) => sum + byteLength, 0) +
    run.dictionary.length * DICTIONARY_ENTRY_BYTES
  );
}

/** The buffers to hand over (not copy) when a run crosses threads. */
export function transferables(run: Run): ArrayBuffer[] {
  return buffersOf(run).map(({ buffer }) => buffer as ArrayBuffer);
}

function buffersOf(run: Run) {
  return [run.times, run.ranks, run.cells, run.targets, run.uidOffsets, run.uidBytes];
}
