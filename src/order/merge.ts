/** Merges sorted runs into one stream of events in time order, each uid once. */

import type { Event } from '../model/event.ts';
import type { Run } from './run.ts';
import type { RunReader } from './spill.ts';
import { createCanonical, type EnrichClient, type Unpacker, unpacker } from './unpack.ts';

export interface Merged {
  /** Events that were the same record again. */
  duplicate: number;
}

/**
 * Calls `take` with every event, ordered by time, then rank, then uid. The order, and so everything built on it,
 * does not depend on which run an event lies in. The same record again comes right after itself.
 */
export function mergeRuns(
  readers: readonly RunReader[],
  enrich: EnrichClient,
  take: (event: Event) => void,
): Merged {
  const canonical = createCanonical();
  const heap = readers.flatMap(
    (reader) => openCursor(reader, (run) => unpacker(run, enrich, canonical)) ?? [],
  );
  for (let at = Math.floor(heap.length / 2) - 1; at >= 0; at--) sink(heap, at);
  const merged: Merged = { duplicate: 0 };
  let lastTime = Number.NaN;
  let lastUid = '';
  for (let top = heap[0]; top !== undefined; top = heap[0]) {
    const uid = top.uid();
    if (top.time === lastTime && uid === lastUid) merged.duplicate++;
    else take(top.unpack.event(top.row, uid));
    lastTime = top.time;
    lastUid = uid;
    if (!advance(top)) {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) break;
      if (last !== top) heap[0] = last;
    }
    sink(heap, 0);
  }
  return merged;
}

interface Cursor {
  readonly reader: RunReader;
  readonly open: (run: Run) => Unpacker;
  run: Run;
  unpack: Unpacker;
  row: number;
  time: number;
  rank: number;
  /** Uid of the current row, decoded at most once. */
  uid(): string;
}

function openCursor(reader: RunReader, open: (run: Run) => Unpacker): Cursor | undefined {
  const run = reader.next();
  if (run === undefined) return undefined;
  let uidRow = -1;
  let uidRun: Run | undefined;
  let uid = '';
  const cursor: Cursor = {
    reader,
    open,
    run,
    unpack: open(run),
    row: 0,
    time: run.times[0] ?? 0,
    rank: run.ranks[0] ?? 0,
    uid() {
      if (uidRow !== cursor.row || uidRun !== cursor.run) {
        uid = cursor.unpack.uid(cursor.row);
        uidRow = cursor.row;
        uidRun = cursor.run;
      }
      return uid;
    },
  };
  return cursor;
}

/** Moves to the next row; false at the end of the run. */
function advance(cursor: Cursor): boolean {
  cursor.row++;
  if (cursor.row >= cursor.run.count) {
    const next = cursor.reader.next();
    if (next === undefined) return false;
    cursor.run = next;
    cursor.unpack = cursor.open(next);
    cursor.row = 0;
  }
  cursor.time = cursor.run.times[cursor.row] ?? 0;
  cursor.rank = cursor.run.ranks[cursor.row] ?? 0;
  return true;
}

function before(a: Cursor, b: Cursor): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.uid() < b.uid();
}

function sink(heap: Cursor[], from: number): void {
  let at = from;
  const moved = heap[at];
  if (moved === undefined) return;
  for (;;) {
    let child = 2 * at + 1;
    const left = heap[child];
    if (left === undefined) break;
    const right = heap[child + 1];
    const least = right !== undefined && before(right, left) ? right : left;
    if (least === right) child++;
    if (!before(least, moved)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = moved;
}
