/** Merges sorted runs into one stream of events in time order, each uid once. */

import type { Event } from '../model/event.ts';
import { createCanonical } from './canonical.ts';
import { compareCopies } from './copies.ts';
import { isMint, type Run, uniform } from './run.ts';
import type { RunReader } from './spill.ts';
import { type EnrichClient, Unpacker } from './unpack.ts';

/** A run came with events older than what was already given out: the order cannot be kept, begin again with all runs. */
export class OutOfOrder extends Error {}

/** Takes runs as they come and gives out their events in order, as far as the caller says that order is certain. */
export interface Merger {
  /** Throws {@link OutOfOrder} when an event of it should have been given out already. */
  add(reader: RunReader): void;
  /** Gives out events before `until` (epoch ms), `most` of them at once; false when none is left below `until`. */
  drain(until: number, most: number): boolean;
  /** Events that were the same record again. */
  readonly duplicate: number;
}

/**
 * Calls `take` with every event, ordered by time, then rank, then uid. The order, and so everything built on it,
 * does not depend on which run an event lies in. The same record again comes right after itself; of several, the one
 * that says most is given out, of equals that of the first file. Only a copy that says so little that its rank is
 * another comes later.
 */
export function createMerger(enrich: EnrichClient, take: (event: Event) => void): Merger {
  const canonical = createCanonical();
  const heap: Cursor[] = [];
  let duplicate = 0;
  let lastTime = Number.NEGATIVE_INFINITY;
  let lastRank = 0;
  let lastUid = '';
  // What issued credentials at the moment at hand: a copy that does not say so comes later, and is a copy still.
  const minted = new Set<string>();
  // The event to give out next, once it is known that the same record does not come again and says more.
  let held: Unpacker | undefined;
  let heldRun: Run | undefined;
  let heldRow = 0;
  const release = (): void => {
    if (held !== undefined) take(held.event(heldRow, lastUid));
    held = undefined;
  };
  const hold = ({ unpack, row, run }: Cursor): void => {
    held = unpack;
    heldRun = run;
    heldRow = row;
  };
  const turnTo = ({ time, rank }: Cursor): void => {
    if (time !== lastTime && minted.size > 0) minted.clear();
    lastTime = time;
    lastRank = rank;
  };
  const give = (cursor: Cursor): void => {
    const uid = cursor.uid();
    const isOfLast = cursor.time === lastTime && cursor.rank === lastRank;
    if (isOfLast && uid === lastUid) {
      duplicate++;
      if (held !== undefined && isBetter(cursor, heldRun, heldRow)) hold(cursor);
      return;
    }
    if (!isOfLast) turnTo(cursor);
    if (minted.size > 0 && minted.has(uid)) {
      duplicate++;
      return;
    }
    release();
    hold(cursor);
    lastUid = uid;
    if (isMint(cursor.rank) && minted.size < MOST_MINTED) minted.add(uid);
  };
  return {
    add(reader) {
      const cursor = Cursor.open(reader, (run) => new Unpacker(run, enrich, canonical));
      if (cursor === undefined) return;
      if (cursor.time <= lastTime) throw new OutOfOrder();
      heap.push(cursor);
      rise(heap, heap.length - 1);
    },
    drain(until, most) {
      for (let given = 0; given < most; given++) {
        const [top] = heap;
        if (top === undefined || top.time >= until) {
          release();
          return false;
        }
        give(top);
        if (top.advance()) sink(heap, 0);
        else removeTop(heap);
      }
      return true;
    },
    get duplicate() {
      return duplicate;
    },
  };
}

/** At one moment; more can only come from hostile input, whose copies may then count again. */
const MOST_MINTED = 10_000;

function isBetter({ run, row }: Cursor, held: Run | undefined, heldRow: number): boolean {
  return held !== undefined && compareCopies(run, row, held, heldRow) < 0;
}

/** All at once: for runs that are there already. */
export function mergeRuns(
  readers: readonly RunReader[],
  enrich: EnrichClient,
  take: (event: Event) => void,
): { readonly duplicate: number } {
  const merger = createMerger(enrich, take);
  for (const reader of readers) merger.add(reader);
  merger.drain(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return merger;
}

/** Where reading stands in a run, slice after slice. */
class Cursor {
  run: Run;
  unpack: Unpacker;
  row = 0;
  time = 0;
  rank = 0;
  private readonly reader: RunReader;
  private readonly open: (run: Run) => Unpacker;
  private text: string | undefined;

  private constructor(reader: RunReader, run: Run, open: (run: Run) => Unpacker) {
    this.reader = reader;
    this.open = open;
    this.run = uniform(run);
    this.unpack = open(this.run);
    this.turnTo(0);
  }

  /** Undefined of a run without events. */
  static open(reader: RunReader, open: (run: Run) => Unpacker): Cursor | undefined {
    const run = reader.next();
    return run === undefined ? undefined : new Cursor(reader, run, open);
  }

  /** Uid of the current row, decoded at most once. */
  uid(): string {
    this.text ??= this.unpack.uid(this.row);
    return this.text;
  }

  /** Moves to the next row; false at the end of the run. */
  advance(): boolean {
    if (this.row + 1 < this.run.count) {
      this.turnTo(this.row + 1);
      return true;
    }
    const next = this.reader.next();
    if (next === undefined) return false;
    this.run = uniform(next);
    this.unpack = this.open(this.run);
    this.turnTo(0);
    return true;
  }

  private turnTo(row: number): void {
    this.row = row;
    this.time = this.run.times[row] ?? 0;
    this.rank = this.run.ranks[row] ?? 0;
    this.text = undefined;
  }
}

function before(a: Cursor, b: Cursor): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.uid() < b.uid();
}

function removeTop(heap: Cursor[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0);
}

function rise(heap: Cursor[], from: number): void {
  let at = from;
  const moved = heap[at];
  while (moved !== undefined && at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !before(moved, parent)) break;
    heap[at] = parent;
    at = above;
    heap[at] = moved;
  }
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
