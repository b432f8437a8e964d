/**
 * How late records arrive, where a vendor says when it delivered them: CloudTrail writes that minute into the names of its
 * files. An event carries only when it happened. It keeps a count per span of time, no events.
 */

import type { InputFile } from '../input/input-file.ts';
import type { Event } from '../model/event.ts';
import type { DeliveryDelay } from '../report/coverage-shape.ts';

/** `123456789012_CloudTrail_eu-west-1_20260302T0905Z_x1y2.json.gz`, as CloudTrail and its organisation trails name files. */
const DELIVERED = /_CloudTrail_[a-z0-9-]+_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_/;
const MINUTE = 60_000;
/** Longer ones, of files copied or named anew long after, count as this. */
const MOST_MINUTES = 7 * 24 * 60;
/** Share of events that happened after their file was delivered, beyond which somebody else named the files. */
const MOST_EARLY = 0.01;

export function createDelays(files: readonly InputFile[]) {
  const delivered = new Map<number, number | undefined>();
  const minutes = new Map<string, number[]>();
  const early = new Map<string, number>();
  return {
    take({ source, time, place }: Event): void {
      const at = rememberedTime(files, delivered, place.file);
      if (at === undefined) return;
      // The name has no seconds: what was delivered in the minute it happened in was not delivered before it.
      if (time >= at + MINUTE) early.set(source, (early.get(source) ?? 0) + 1);
      const late = Math.min(MOST_MINUTES, Math.max(0, Math.ceil((at - time) / MINUTE)));
      const counts = minutes.get(source) ?? [];
      minutes.set(source, counts);
      counts[late] = (counts[late] ?? 0) + 1;
    },
    of(source: string): DeliveryDelay | undefined {
      const counts = minutes.get(source);
      const told = counts === undefined ? undefined : summary(counts);
      return told === undefined || (early.get(source) ?? 0) > told.events * MOST_EARLY ? undefined : told;
    },
  };
}

function rememberedTime(
  files: readonly InputFile[],
  known: Map<number, number | undefined>,
  file: number,
): number | undefined {
  if (!known.has(file)) known.set(file, deliveredAt(files[file]?.path ?? ''));
  return known.get(file);
}

/** Epoch ms; undefined when the name does not say. */
function deliveredAt(path: string): number | undefined {
  const found = DELIVERED.exec(path);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** `counts` by minutes; with holes. */
function summary(counts: readonly number[]): DeliveryDelay {
  const events = counts.reduce((sum, count) => sum + count, 0);
  return {
    events,
    half: within(counts, events / 2),
    most: within(counts, events * 0.95),
    all: counts.length - 1,
  };
}

/** Minutes within which so many events were delivered. */
function within(counts: readonly number[], wanted: number): number {
  let sum = 0;
  return counts.findIndex((count: number | undefined) => {
    sum += count ?? 0;
    return sum >= wanted;
  });
}
