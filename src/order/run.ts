/**
 * A run: up to some ten thousand events in time order, packed into a few buffers and some small objects, so that it
 * crosses between threads as a few copies and lies on disk in a few reads. What goes together (who called, from
 * where, what was done) is stored once per run as a part; a row says which parts it is made of.
 */

import type { Event } from '../model/event.ts';
import type { Texts } from './text-bytes.ts';

/** One column of 32-bit numbers per name: numbers of parts, `targets` an offset; then where the record lies. */
export const COLUMNS = ['setting', 'deed', 'caller', 'client', 'targets', 'extra', 'file', 'record'] as const;

export const WIDTH = COLUMNS.length;

/**
 * What a part of each kind is made of: positions of texts or values, offset by one so that 0 says "undefined". Principals,
 * credentials and sessions are parts of their own, named by their number offset by one: texts cross between threads in
 * a fraction of the time that objects take.
 */
export const PARTS = {
  settings: ['source', 'provider', 'scope', 'region'],
  deeds: ['operation', 'action', 'outcome', 'error', 'access'],
  callers: ['principal', 'credential', 'session'],
  principals: ['uid', 'kind', 'name', 'scope'],
  /** `mfa` is one of {@link MFA}. */
  credentials: ['uid', 'kind', 'mfa'],
  sessions: ['uid', 'name', 'issuedAt', 'onBehalfOf', 'workload'],
  clients: ['ip', 'userAgent', 'service', 'endpoint', 'said'],
  /** What few events have; the first part says none of it. */
  extras: ['issued', 'subject', 'details', 'pair'],
} as const;

/** Whether there was a second factor, by its number in a credential. */
export const MFA = [undefined, false, true] as const;

/** Targets of this kind seldom come twice: to look each up costs more than to store a few again. */
export const OBJECT = 'object';

/** Numbers a target takes. */
export const TARGET_WIDTH = 3;

export type PartKind = keyof typeof PARTS;

/** The parts of a run: of each kind end to end. */
export interface Parts extends Readonly<Record<PartKind, Int32Array>> {
  /**
   * Lists of targets, each its length and then three numbers a target: kind, uid, name. A name below zero is the
   * uid's tail of so many characters. The first list is empty.
   */
  readonly targets: Int32Array;
}

/** A packed run. All buffers are exactly as long as their content. */
export interface Run {
  readonly count: number;
  readonly times: Float64Array;
  /** See {@link tieRank}. */
  readonly ranks: Uint8Array;
  /** Row-major, {@link WIDTH} numbers an event. */
  readonly cells: Int32Array;
  readonly uids: Texts;
  readonly parts: Parts;
  /** What parts are made of, by position: texts, and numbers and small plain objects. */
  readonly texts: Texts;
  readonly values: readonly unknown[];
}

/**
 * Order of events of the same millisecond (CloudTrail writes whole seconds): what issues a credential comes
 * before what uses it, and of the two records of a cross-account call the one that knows the caller comes first.
 */
export function tieRank(event: Pick<Event, 'action' | 'issued' | 'principal'>): number {
  const mints = event.issued.length > 0 || event.action === 'token.mint' || event.action === 'signin' ? 0 : 2;
  return mints + (event.principal.kind === 'account' ? 1 : 0);
}

/** Of a {@link tieRank}. */
export function isMint(rank: number): boolean {
  return rank < 2;
}

/** What a number or a small object takes on average. */
const VALUE_BYTES = 160;

/** Memory a run takes, about. */
export function runBytes(run: Run): number {
  return (
    buffersOf(run).reduce((sum, { byteLength }) => sum + byteLength, 0) + run.values.length * VALUE_BYTES
  );
}

/**
 * The same run as an object of one shape, whether this thread has made it, another has sent it, or it comes from the
 * disk: what reads runs is then compiled once.
 */
export function uniform(run: Run): Run {
  const { count, times, ranks, cells, uids, texts, values } = run;
  const { settings, deeds, callers, principals, credentials, sessions, clients, extras, targets } = run.parts;
  const parts = { settings, deeds, callers, principals, credentials, sessions, clients, extras, targets };
  return { count, times, ranks, cells, uids, parts, texts, values };
}

function buffersOf({ times, ranks, cells, uids, texts, parts }: Run) {
  const ofTexts = [uids.offsets, uids.bytes, texts.offsets, texts.bytes];
  return [times, ranks, cells, ...ofTexts, ...Object.values(parts)];
}
