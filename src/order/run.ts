/**
 * A run: up to some ten thousand events in time order, packed into a few buffers, so that it crosses between threads
 * without copying, lies on disk in a few reads, and is nothing the garbage collector looks at. Every value that
 * repeats (principals, operations, addresses) is stored once per run.
 */

import type { Event, SaidOfAddress } from '../model/event.ts';
import type { Texts } from './text-bytes.ts';

/**
 * One column of 32-bit numbers per name. Most hold the position of a value among the run's values of its kind, offset
 * by one so that 0 says "undefined".
 */
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
  'issuedCount',
  'subject',
  'details',
  'detailCount',
  'pair',
  'file',
  'record',
] as const;

export const WIDTH = COLUMNS.length;

/** Numbers that a row of each table takes. */
export const TABLE_WIDTH = {
  /** uid, kind, name. */
  targets: 3,
  /** uid, kind, holder, session, expiry. */
  issued: 5,
  /** Name, type ({@link DETAIL_TYPES}), value. */
  details: 3,
  /** uid, kind, name, scope. */
  principals: 4,
  /** uid, kind, second factor (0 = not said, 1 = without, 2 = with). */
  credentials: 3,
  /** uid, name, time of issue, on whose behalf, the workload's kind, id and delivery. */
  sessions: 7,
} as const;

/** Of a detail's value; of the truth values the type says all. */
export const DETAIL_TYPES = { text: 0, number: 1, false: 2, true: 3 } as const;

/** What each event has of its own. */
export interface RunRows {
  readonly count: number;
  readonly times: Float64Array;
  /** See {@link tieRank}. */
  readonly ranks: Uint8Array;
  /** Row-major, {@link WIDTH} numbers an event. */
  readonly cells: Int32Array;
  readonly uids: Texts;
}

/**
 * What the events of a run share: tables of numbers, row-major, that refer to texts, to numbers and to one another by
 * position, offset by one. A name below zero is the uid's tail of so many characters.
 */
export interface RunValues {
  readonly targets: Int32Array;
  readonly issued: Int32Array;
  readonly details: Int32Array;
  readonly principals: Int32Array;
  readonly credentials: Int32Array;
  readonly sessions: Int32Array;
  /** Those that need not fit into 32 bits: times, and values of details. */
  readonly numbers: Float64Array;
  readonly texts: Texts;
  /** Few: one an address at most. */
  readonly said: readonly SaidOfAddress[];
}

/** A packed run. All buffers are exactly as long as their content. */
export interface Run extends RunRows, RunValues {}

/**
 * Order of events of the same millisecond (CloudTrail writes whole seconds): what issues a credential comes
 * before what uses it, and of the two records of a cross-account call the one that knows the caller comes first.
 */
export function tieRank(event: Pick<Event, 'action' | 'issued' | 'principal'>): number {
  const mints = event.issued.length > 0 || event.action === 'token.mint' || event.action === 'signin' ? 0 : 2;
  return mints + (event.principal.kind === 'account' ? 1 : 0);
}

/** What is said of an address is a small object; this is what one takes on average. */
const SAID_BYTES = 240;

/** Memory a run takes, about. */
export function runBytes(run: Run): number {
  return buffersOf(run).reduce((sum, { byteLength }) => sum + byteLength, 0) + run.said.length * SAID_BYTES;
}

/** The buffers to hand over (not copy) when a run crosses threads. */
export function transferables(run: Run): ArrayBuffer[] {
  return buffersOf(run).map(({ buffer }) => buffer as ArrayBuffer);
}

function buffersOf(run: Run) {
  const { times, ranks, cells, targets, issued, details, principals, credentials, sessions, numbers } = run;
  const texts = [run.uids.offsets, run.uids.bytes, run.texts.offsets, run.texts.bytes];
  const tables = [targets, issued, details, principals, credentials, sessions];
  return [times, ranks, cells, ...tables, numbers, ...texts];
}
