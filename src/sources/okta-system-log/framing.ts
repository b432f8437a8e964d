/** The wrappings Okta's log is shipped in, and how to get one record out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, bareObject, isObject, listAt } from '../../lib/json.ts';
import { nestedFromColumns } from '../../lib/typed-columns.ts';

export const framing: Framing = {
  envelopes: [
    // EventBridge log stream.
    { key: 'detail', holds: 'member' },
    // Splunk's HTTP Event Collector, and whoever writes one record a line under this name.
    { key: 'event', holds: 'member' },
    { key: 'events', holds: 'elements' },
    // One record as text in a line of a log shipper.
    { key: 'message', holds: (text) => [text] },
  ],
  wrappings: {
    'log-analytics': (row) => (isObject(row) ? [nestedFromColumns(row)] : [row]),
    'event-hook': (delivery) => listAt(delivery, 'data', 'events'),
  },
  row: recordOfRow,
};

/** A row of a Log Analytics export, or of the table the Admin Console downloads. */
function recordOfRow(row: Readonly<Record<string, string>>): unknown {
  return Object.hasOwn(row, 'event_type') ? recordOfDownload(row) : nestedFromColumns(row);
}

/** Columns of the download are paths in snake case: `client.geographical_context.country`, `target0.alternate_id`. */
function recordOfDownload(row: Readonly<Record<string, string>>): unknown {
  const record = bareObject<unknown>();
  const targets = new Map<string, Record<string, unknown>>();
  for (const column in row) {
    const cell = row[column];
    if (cell === undefined || cell === '' || column.length > 200) continue;
    const { path, number } = columns.get(column) ?? remember(column);
    if (number === undefined) {
      put(record, path, cell);
      continue;
    }
    const target = targets.get(number) ?? bareObject<unknown>();
    targets.set(number, target);
    put(target, path, cell);
  }
  if (targets.size > 0) record['target'] = [...targets.values()];
  return record;
}

interface Column {
  readonly path: readonly string[];
  /** Of the target the column is about. */
  readonly number: string | undefined;
}

/** Every row has the same columns; more than this many can only come from hostile input. */
const MOST_COLUMNS = 4_000;
const columns = new Map<string, Column>();

function remember(column: string): Column {
  if (columns.size >= MOST_COLUMNS) columns.clear();
  const path = RENAMED.get(column)?.split('.') ?? column.split('.').map(camel);
  const number = /^target\[?(\d)\]?$/.exec(path[0] ?? '')?.[1];
  const made = { path: number === undefined ? path : path.slice(1), number };
  columns.set(column, made);
  return made;
}

const RENAMED: ReadonlyMap<string, string> = new Map([['timestamp', 'published']]);

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_found, letter: string) => letter.toUpperCase());
}

function put(record: Record<string, unknown>, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  if (name === undefined || name === '') return;
  if (rest.length === 0) {
    record[name] ??= value;
    return;
  }
  const inner = at(record, name);
  if (isBare(inner)) put(inner, rest, value);
  else if (inner === undefined) {
    const made = bareObject<unknown>();
    record[name] = made;
    put(made, rest, value);
  }
}

function isBare(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}
