/** Tells which files hold records of a source, in any of the wrappings of `framing.ts`. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { isObject, listAt, textAt } from '../../lib/json.ts';
import { recordOfApiObject } from './api-objects.ts';
import { recordOfColumns } from './columns.ts';
import { API_OBJECTS, TABLE_ROWS } from './framing.ts';
import { type Table, tableOf, tableOfColumns } from './tables.ts';

/** What a source knows as its own. */
export interface Own {
  /** A record in the shape of diagnostic settings; of a record cut short only `category` and `resourceId`. */
  record(record: unknown): boolean;
  table(table: Table): boolean;
}

export function recogniseOwn(head: Head, own: Own): Recognition | undefined {
  if (head.columns.length > 0) return recogniseRows(head, own);
  if (head.keys.includes('tables')) return recogniseQueryResult(head, own);
  const found = head.samples.map((sample) => recogniseSample(sample, own, head.keys.includes('value')));
  const shown = found.find((each) => each !== undefined && each !== 'family');
  if (shown !== undefined) return shown;
  if (head.samples.length === 0) return recogniseCut(head.text, own);
  return found.includes('family') ? 'family' : undefined;
}

function recogniseSample(sample: unknown, own: Own, inValue: boolean): Recognition | undefined {
  const nested = [...listAt(sample, 'records'), ...listAt(sample, 'value')].slice(0, 3);
  if (nested.some((element) => own.record(recordOfApiObject(element)))) return 'records';
  if (isDiagnostic(sample)) return own.record(sample) ? 'records' : 'family';
  if (!isObject(sample)) return undefined;
  const record = recordOfApiObject(sample);
  if (record !== sample) {
    if (!own.record(record)) return undefined;
    return inValue ? 'records' : API_OBJECTS;
  }
  // Asked first: to find a table by its columns takes longer than all else here, and few samples are rows.
  const table = isRow(sample) ? tableOf(sample) : undefined;
  return table !== undefined && own.table(table) && own.record(recordOfColumns(sample))
    ? TABLE_ROWS
    : undefined;
}

/** What every diagnostic record has, whatever the product; some write the names in small letters only. */
export function isDiagnostic(sample: unknown): boolean {
  const time = textAt(sample, 'time') ?? textAt(sample, 'Time') ?? textAt(sample, 'timeStamp');
  if (time === undefined || textAt(sample, 'category') === undefined) return false;
  return ['operationName', 'operationname', 'resourceId', 'resourceid'].some(
    (name) => textAt(sample, name) !== undefined,
  );
}

/** Rows say when they came in under a name that no other log uses so. */
function isRow(sample: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(sample, 'TimeGenerated') || Object.hasOwn(sample, 'TimeGenerated [UTC]');
}

function recogniseRows({ columns, text }: Head, own: Own): Recognition | undefined {
  const table = tableOfColumns(columns);
  const united = columns.includes('$table');
  if (!united && (table === undefined || !own.table(table))) return undefined;
  if (united && !tablesNamed(text).some((name) => isOwnName(name, own))) return undefined;
  if (!text.trim().includes('\n')) return { skip: 'export without rows' };
  return columns.some((column) => TIME_COLUMN.test(column)) ? 'records' : { skip: 'export without times' };
}

const TIME_COLUMN =
  /^(?:TimeGenerated|CreatedDateTime|ActivityDateTime|DetectedDateTime|AuthenticationDetails)\b/;

/** What the rows of a union call their tables, as far as the head shows. */
function tablesNamed(text: string): readonly string[] {
  return [...new Set(text.match(/(?<=^|\n)\w+(?=,)/g) ?? [])];
}

function isOwnName(name: string, own: Own): boolean {
  const table = tableOf({ Type: name });
  return table !== undefined && own.table(table);
}

function recogniseQueryResult({ text }: Head, own: Own): Recognition | undefined {
  const columns = [...text.matchAll(/"name"\s*:\s*"([^"]{1,80})"/g)].map((match) => match[1] ?? '');
  const table = tableOfColumns(columns);
  return table !== undefined && own.table(table) ? 'records' : undefined;
}

/** The head ends inside the first record: what it shows of the category must do. */
function recogniseCut(text: string, own: Own): Recognition | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const member = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s*:\\s*"([^"]{1,300})"`).exec(text)?.[1];
  const [category, resourceId] = [member('category'), member('resourceId')];
  if (category === undefined) return undefined;
  return own.record({ category, resourceId, time: member('time') }) ? 'records' : undefined;
}
