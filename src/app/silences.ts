/**
 * Finds the hours in which a part of a log fell silent, against what the same hours of earlier days brought. Quiet nights and
 * weekends are no silence, nor is a region where little ever happens. It keeps one count per hour, no events.
 */

import type { Event, Provider } from '../model/event.ts';
import type { Silence } from '../report/coverage-shape.ts';

const HOUR = 3_600_000;
const DAY_HOURS = 24;
/** Events missing, by the medians of earlier days, before quiet is called silence. */
const LEAST_MISSED = 40;
const LEAST_HOURS = 2;
/** Days before that tell what is usual: at least, and looked back at most. */
const LEAST_DAYS = 3;
const MOST_DAYS = 28;
/** Sources × scopes × regions that are watched; further ones are not. */
const MOST_WATCHED = 10_000;
/** Told in all, those that missed most. */
const MOST_TOLD = 200;

interface Watched {
  readonly source: string;
  readonly provider: Provider;
  readonly scope: string;
  readonly region: string | undefined;
  /** Events by hour since 1970. */
  readonly hours: Map<number, number>;
}

export function createSilences() {
  const watched = new Map<string, Watched>();
  /** First and last hour of each source. */
  const spans = new Map<string, { first: number; last: number }>();
  return {
    take({ source, provider, scope, region, time }: Event): void {
      const hour = Math.floor(time / HOUR);
      const span = spans.get(source);
      if (span === undefined) spans.set(source, { first: hour, last: hour });
      else {
        span.first = Math.min(span.first, hour);
        span.last = Math.max(span.last, hour);
      }
      const key = `${source}\n${scope}\n${region ?? ''}`;
      let part = watched.get(key);
      if (part === undefined) {
        if (watched.size >= MOST_WATCHED) return;
        part = { source, provider, scope, region, hours: new Map() };
        watched.set(key, part);
      }
      part.hours.set(hour, (part.hours.get(hour) ?? 0) + 1);
    },
    found(): readonly Silence[] {
      return [...watched.values()]
        .flatMap((part) => silencesOf(part, spans.get(part.source)))
        .sort((a, b) => b.usual - a.usual || a.from - b.from || (a.scope < b.scope ? -1 : 1))
        .slice(0, MOST_TOLD);
    },
  };
}

function silencesOf(part: Watched, span: { first: number; last: number } | undefined): readonly Silence[] {
  const { source, provider, scope, region, hours } = part;
  const [begin, own] = [Math.min(...hours.keys()), Math.max(...hours.keys())];
  // Machines come and go; accounts and tenants do not.
  const end = provider === 'host' || span === undefined ? own : span.last;
  const silences: Silence[] = [];
  let from = begin;
  for (let hour = begin; hour <= end + 1; hour++) {
    if (hour <= end && !hours.has(hour)) continue;
    const missed = hour - from < LEAST_HOURS ? 0 : usualIn(hours, begin, from, hour);
    if (missed >= LEAST_MISSED)
      silences.push({
        source,
        provider,
        scope,
        region,
        from: from * HOUR,
        to: hour * HOUR,
        usual: Math.round(missed),
        open: hour > end,
      });
    from = hour + 1;
  }
  return silences;
}

/**
 * Events usual in the hours of a gap, by the medians of earlier days, weekends by weekends; none when an earlier day was
 * about as quiet. A gap of more than a day is judged by its first.
 */
function usualIn(hours: ReadonlyMap<number, number>, begin: number, from: number, to: number): number {
  let usual = 0;
  const days: number[] = [];
  for (let hour = from; hour < Math.min(to, from + DAY_HOURS); hour++) {
    const before = earlier(hours, begin, hour);
    if (before.length < LEAST_DAYS) continue;
    for (const [day, count] of before.entries()) days[day] = (days[day] ?? 0) + count;
    usual += before.sort((a, b) => a - b)[(before.length - 1) >> 1] ?? 0;
  }
  return days.slice(0, LEAST_DAYS * 3).some((count) => count < LEAST_MISSED / 2) ? 0 : usual;
}

/** What the same hour of earlier days brought, the latest first. */
function earlier(hours: ReadonlyMap<number, number>, begin: number, hour: number): number[] {
  const before: number[] = [];
  for (let day = 1; day <= MOST_DAYS && hour - day * DAY_HOURS >= begin; day++) {
    const at = hour - day * DAY_HOURS;
    if (isWeekend(at) === isWeekend(hour)) before.push(hours.get(at) ?? 0);
  }
  return before;
}

function isWeekend(hour: number): boolean {
  const weekday = (Math.floor(hour / DAY_HOURS) + 4) % 7; // 1970 began on a Thursday
  return weekday === 0 || weekday === 6;
}
