/**
 * Files to events in time order: reading, sorting, enriching. What scanning and following a trail have in common.
 *
 * Days whose files have all been read are given out while later days are still being read. That a file holds nothing
 * older than its path says is only likely: where it does, everything begins again, and all is read before anything is
 * given out. Either way the events and their order are the same.
 */

import type { Config } from '../config/config.ts';
import type { Context } from '../contract/context.ts';
import { openAddressDatabases } from '../enrich/databases.ts';
import { createEnricher } from '../enrich/enrich.ts';
import type { InputFile } from '../input/input-file.ts';
import { DEFAULT_LIMITS, type Limits } from '../input/limits.ts';
import type { Event } from '../model/event.ts';
import { createMerger, type Merger, OutOfOrder } from '../order/merge.ts';
import { createRunStore } from '../order/spill.ts';
import { readAll, readingOrder } from './reading.ts';
import type { FileOutcome, Order } from './reading-messages.ts';

export interface EventsRequest {
  readonly files: readonly InputFile[];
  readonly config: Config;
  readonly context: Context;
  readonly threads: number;
  readonly progress?: Progress;
}

/** Told how far the run is; never asked for anything. */
export interface Progress {
  /** Bytes as they lie on the disk. */
  reading(bytes: number, total: number): void;
  judging(events: number, total: number): void;
}

/** Who takes the events. Made anew when everything begins again. */
export interface EventTaker {
  /** `total`: events read so far, of which this is one. */
  take(event: Event, total: number): void;
}

export interface EventsOutcome<T> {
  readonly taker: T;
  /** In the order of the files. */
  readonly outcomes: readonly FileOutcome[];
  /** The same record again, in another file or twice in one. */
  readonly duplicate: number;
  readonly spilled: number;
  readonly notes: readonly string[];
}

/** Bytes of events held in memory before they go to a temporary file. */
const DEFAULT_MEMORY = 160 * 1024 * 1024;
/** Events given out before reading threads are listened to again. */
const BREATH = 2048;

export async function eventsInOrder<T extends EventTaker>(
  request: EventsRequest,
  begin: () => Promise<T>,
): Promise<EventsOutcome<T>> {
  const orders = readingOrder(request.files);
  // A pipe is read once: with one among the files there is no beginning again.
  if (request.files.some(({ size }) => size === 0)) return attempt(request, await begin(), unhinted(orders));
  try {
    return await attempt(request, await begin(), orders);
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    return attempt(request, await begin(), unhinted(orders));
  }
}

/** Orders of which nothing is taken for certain: all are read before anything is given out. */
function unhinted(orders: readonly Order[]): Order[] {
  return orders.map((order) => ({ ...order, earliest: undefined }));
}

async function attempt<T extends EventTaker>(
  request: EventsRequest,
  taker: T,
  orders: readonly Order[],
): Promise<EventsOutcome<T>> {
  const { addressData, limits } = request.config;
  const files = [addressData.city, addressData.country, addressData.asn].filter((path) => path !== undefined);
  const databases = openAddressDatabases({ files });
  const enricher = createEnricher({ networks: request.context.network, databases });
  const store = createRunStore(limits.memory ?? DEFAULT_MEMORY);
  const reading = progressOf(request, orders);
  const merger = createMerger(enricher.client, (event) => taker.take(event, reading.events));
  const pump = createPump(merger);
  try {
    await readAll(orders, {
      threads: request.threads,
      limits: limitsOf(request.config),
      run: (run) => merger.add(store.keep(run)),
      files(outcomes) {
        reading.done(outcomes);
        pump.until(reading.complete());
      },
      pause: pump.idle,
    });
    pump.until(Number.POSITIVE_INFINITY);
    await pump.idle();
    const outcomes = reading.outcomes.sort((a, b) => a.index - b.index);
    return { taker, outcomes, duplicate: merger.duplicate, spilled: store.spilled, notes: databases.notes };
  } finally {
    pump.stop();
    store.close();
  }
}

/** Keeps account of which files are done, and so of the time before which nothing is missing. */
function progressOf(request: EventsRequest, orders: readonly Order[]) {
  const total = orders.reduce((sum, { file }) => sum + file.size, 0);
  const read = new Set<number>();
  let first = 0;
  const outcomes: FileOutcome[] = [];
  let bytes = 0;
  let events = 0;
  return {
    outcomes,
    get events() {
      return events;
    },
    done(more: readonly FileOutcome[]): void {
      for (const outcome of more) {
        read.add(outcome.index);
        outcomes.push(outcome);
        events += outcome.report.events;
        bytes += request.files[outcome.index]?.size ?? 0;
      }
      request.progress?.reading(bytes, total);
    },
    /** Orders are by day: the first one still missing tells. */
    complete(): number {
      for (let order = orders[first]; order !== undefined && read.has(order.index); order = orders[first])
        first++;
      const missing = orders[first];
      return missing === undefined
        ? Number.POSITIVE_INFINITY
        : (missing.earliest ?? Number.NEGATIVE_INFINITY);
    },
  };
}

/** Drains the merger in small steps, so that reading threads find somebody who listens. */
function createPump(merger: Merger) {
  let bound = Number.NEGATIVE_INFINITY;
  let work: Promise<void> = Promise.resolve();
  let busy = false;
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped && merger.drain(bound, BREATH)) await new Promise(setImmediate);
    busy = false;
  };
  return {
    /** Everything before `time` has been read. */
    until(time: number): void {
      bound = Math.max(bound, time);
      if (busy) return;
      busy = true;
      work = run();
      work.catch(() => {}); // told by idle(), which is always awaited
    },
    /** Resolves when everything below the bound was given out; rejects with what went wrong meanwhile. */
    idle: (): Promise<void> => work,
    stop(): void {
      stopped = true;
    },
  };
}

export function limitsOf(config: Config): Limits {
  const { memory: _, ...limits } = config.limits;
  return { ...DEFAULT_LIMITS, ...limits };
}
