/**
 * Rows of Azure Log Analytics custom tables made into the nested records they were flattened from. The collector
 * joins names by `_` and ends each with its type: `actor_alternateId_s`, `securityContext_asNumber_d`. Exports write
 * everything as text, and absent values as `null` or nothing. Names that hold a `_` themselves cannot be told apart.
 */

import { bareObject, parseNested } from './json.ts';

/** @param whole names whose `_` is their own, wherever they stand in a path: `event_type`, `access_device` */
export function nestedFromColumns(
  row: Readonly<Record<string, unknown>>,
  whole: ReadonlySet<string> = NONE,
): Readonly<Record<string, unknown>> {
  const record = bareObject<unknown>();
  const known = columnsOf(whole);
  for (const column in row) {
    const cell = row[column];
    if (cell === '' || cell === null) continue;
    const typed = known.get(column) ?? remember(known, column, whole);
    if (typed.path.length === 0) continue;
    const value = typedValue(cell, typed.type);
    if (value !== undefined) put(record, typed.path, value);
  }
  return record;
}

interface Column {
  /** Empty for columns that are not of the record. */
  readonly path: readonly string[];
  readonly type: string;
}

/** Every row of a table has the same columns; more than this many can only come from hostile input. */
const MOST_COLUMNS = 4_000;
const remembered = new WeakMap<ReadonlySet<string>, Map<string, Column>>();

function columnsOf(whole: ReadonlySet<string>): Map<string, Column> {
  const known = remembered.get(whole) ?? new Map<string, Column>();
  remembered.set(whole, known);
  return known;
}

function remember(known: Map<string, Column>, column: string, whole: ReadonlySet<string>): Column {
  if (known.size >= MOST_COLUMNS) known.clear();
  const [, name, type = 's'] = TYPED.exec(column) ?? [];
  const made = { path: name === undefined ? [] : pathOf(name, whole), type };
  known.set(column, made);
  return made;
}

/** Whether a column is written as such tables write theirs. */
export function isTypedColumn(column: string, name: string): boolean {
  const typed = TYPED.exec(column);
  return typed !== null && typed[1] === name;
}

const NONE: ReadonlySet<string> = new Set();
/** The portal's export appends ` [UTC]` to columns that hold times. */
const TYPED = /^([A-Za-z][A-Za-z0-9_.]{0,199})_([sdbtg])(?: \[[^\]]{1,40}\])?$/;

function pathOf(name: string, whole: ReadonlySet<string>): readonly string[] {
  const words = name.split('_');
  if (whole.size === 0) return words;
  const path: string[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(MOST_WORDS, words.length - at);
    while (length > 1 && !whole.has(words.slice(at, at + length).join('_'))) length--;
    path.push(words.slice(at, at + length).join('_'));
    at += length;
  }
  return path;
}

/** No vendor's name has more. */
const MOST_WORDS = 5;

function typedValue(cell: unknown, type: string): unknown {
  if (cell === null || cell === '' || cell === 'null') return undefined;
  if (typeof cell !== 'string') return cell;
  if (type === 'd') return /^-?\d{1,15}(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
  if (type === 'b') return /^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : undefined;
  return type === 's' ? parsedText(cell) : cell;
}

/** Lists and objects lie in their columns as JSON text. */
function parsedText(text: string): unknown {
  return MAY_BE_JSON.has(text[0] ?? '') ? (parseNested(text.trim()) ?? text) : text;
}

/** A bracket, or what JSON allows before one. */
const MAY_BE_JSON: ReadonlySet<string> = new Set('[{ \t\n\r');

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = record;
  const last = path.length - 1;
  for (let step = 0; step < last; step++) {
    const name = path[step] ?? '';
    const inner = at[name];
    if (isBare(inner)) at = inner;
    else {
      const made = bareObject<unknown>();
      at[name] = made;
      at = made;
    }
  }
  const name = path[last];
  if (name !== undefined && !isBare(at[name])) at[name] = value;
}

function isBare(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}
