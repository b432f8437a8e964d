/** Counts behind a verdict: what was seen of a provider, a source, a stream or an action, and which fields were filled. */

import type { Action } from '../model/action.ts';
import type { Event, Provider } from '../model/event.ts';
import { FIELDS, type FieldCoverage, type FieldName, type StreamCoverage } from '../report/coverage-shape.ts';
import { SOURCES } from '../sources/index.ts';
import type { Stream } from './coverage-table.ts';

/** What was seen of a stream, a source or a provider. */
export interface Seen {
  events: number;
  first: number;
  last: number;
  readonly filled: Map<FieldName, number>;
}

export interface Census {
  readonly streams: ReadonlyMap<string, Seen>;
  readonly providers: ReadonlyMap<Provider, Seen>;
  /** Operations seen, with the events of each, by provider and action. */
  readonly actions: ReadonlyMap<string, { events: number; readonly operations: ReadonlyMap<string, number> }>;
}

export function actionKey(provider: Provider, action: Action): string {
  return `${provider} ${action}`;
}

/** Operations in the tables of a provider's sources, by provider and action. */
export function knownOperations(): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const { provider, operations } of SOURCES)
    for (const { operation, action } of operations)
      entry(known, actionKey(provider, action), () => new Set<string>()).add(operation);
  return known;
}

export function streamOf(
  name: string,
  stream: Stream,
  weight: StreamCoverage['weight'],
  seen: Seen | undefined,
): StreamCoverage {
  const { what, fields = {} } = stream;
  return {
    stream: name,
    what,
    weight,
    events: seen?.events ?? 0,
    first: seen?.first,
    last: seen?.last,
    fields: seen === undefined ? [] : fieldsOf(seen, fields),
  };
}

export function fieldsOf(
  seen: Seen,
  needed: Readonly<Partial<Record<FieldName, number>>>,
): readonly FieldCoverage[] {
  return FIELDS.map((field) => ({
    field,
    filled: seen.events === 0 ? 0 : (seen.filled.get(field) ?? 0) / seen.events,
    needed: needed[field],
  }));
}

export function empty(): Seen {
  return { events: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, filled: new Map() };
}

export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export function note(seen: Seen, { time }: Event, filled: readonly FieldName[]): void {
  seen.events++;
  if (time < seen.first) seen.first = time;
  if (time > seen.last) seen.last = time;
  for (const field of filled) seen.filled.set(field, (seen.filled.get(field) ?? 0) + 1);
}
