/** Files to events in time order: reading, sorting, enriching. What scanning and following a trail have in common. */

import type { Config } from '../config/config.ts';
import type { Context } from '../contract/context.ts';
import { openAddressDatabases } from '../enrich/databases.ts';
import { createEnricher } from '../enrich/enrich.ts';
import type { InputFile } from '../input/input-file.ts';
import { DEFAULT_LIMITS, type Limits } from '../input/limits.ts';
import type { Event } from '../model/event.ts';
import { mergeRuns } from '../order/merge.ts';
import { createRunStore } from '../order/spill.ts';
import { readAll } from './reading.ts';
import type { FileOutcome } from './reading-messages.ts';

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

export interface EventsOutcome {
  readonly outcomes: readonly FileOutcome[];
  /** The same record again, in another file or twice in one. */
  readonly duplicate: number;
  readonly spilled: number;
  readonly notes: readonly string[];
  /** Milliseconds until the last file was read. */
  readonly readTime: number;
}

/** Events held in memory before they go to a temporary file, in bytes. */
const DEFAULT_MEMORY = 96 * 1024 * 1024;

/** Calls `take` with every event, oldest first, and with how many there are at most. */
export async function eventsInOrder(
  request: EventsRequest,
  take: (event: Event, total: number) => void,
): Promise<EventsOutcome> {
  const began = performance.now();
  const { addressData, limits } = request.config;
  const files = [addressData.city, addressData.country, addressData.asn].filter((path) => path !== undefined);
  const databases = openAddressDatabases({ files });
  const enricher = createEnricher({ networks: request.context.network, databases });
  const store = createRunStore(limits.memory ?? DEFAULT_MEMORY);
  const bytes = request.files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  try {
    const outcomes = await readAll(request.files, {
      threads: request.threads,
      limits: limitsOf(request.config),
      run: (run) => store.add(run),
      progress(size) {
        done += size;
        request.progress?.reading(done, bytes);
      },
    });
    const readTime = performance.now() - began;
    const total = outcomes.reduce((sum, { report }) => sum + report.events, 0);
    const { duplicate } = mergeRuns(store.readers(), enricher.client, (event) => take(event, total));
    return { outcomes, duplicate, spilled: store.spilled, notes: databases.notes, readTime };
  } finally {
    store.close();
  }
}

export function limitsOf(config: Config): Limits {
  const { memory: _, ...limits } = config.limits;
  return { ...DEFAULT_LIMITS, ...limits };
}
