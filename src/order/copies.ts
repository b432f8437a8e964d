/**
 * Of several copies of one record the one that says most is worth most: an export may leave out what came of a call.
 * Looks at what a row of a run is made of, so that no event has to be put together for it.
 */

import { COLUMNS, PARTS, type Run, WIDTH } from './run.ts';

/** Below zero when the copy in row `rowA` of `a` is to be taken, above when the other is; of equals the first place. */
export function compareCopies(a: Run, rowA: number, b: Run, rowB: number): number {
  return said(b, rowB) - said(a, rowA) || comparePlaces(a.cells, rowA, b.cells, rowB);
}

/** Files are numbered in their order, records in the order of their file. */
export function comparePlaces(a: Int32Array, rowA: number, b: Int32Array, rowB: number): number {
  const [atA, atB] = [rowA * WIDTH, rowB * WIDTH];
  return (a[atA + FILE] ?? 0) - (b[atB + FILE] ?? 0) || (a[atA + RECORD] ?? 0) - (b[atB + RECORD] ?? 0);
}

const FILE = COLUMNS.indexOf('file');
const RECORD = COLUMNS.indexOf('record');
const ISSUED = PARTS.extras.indexOf('issued');
const DETAILS = PARTS.extras.indexOf('details');

/** How many things the row says. */
function said({ cells, parts, values }: Run, row: number): number {
  const at = row * WIDTH;
  const [setting = 0, deed = 0, caller = 0, client = 0, targets = 0, extra = 0] = cells.subarray(
    at,
    at + FILE,
  );
  const { extras } = parts;
  return (
    filled(parts.settings, setting, PARTS.settings.length) +
    filled(parts.deeds, deed, PARTS.deeds.length) +
    filled(parts.callers, caller, PARTS.callers.length) +
    filled(parts.clients, client, PARTS.clients.length) +
    filled(extras, extra, PARTS.extras.length) +
    (parts.targets[targets] ?? 0) +
    sizeOf(values[(extras[extra * PARTS.extras.length + ISSUED] ?? 0) - 1]) +
    sizeOf(values[(extras[extra * PARTS.extras.length + DETAILS] ?? 0) - 1])
  );
}

/** Columns of a part that are not empty. */
function filled(columns: Int32Array, number: number, width: number): number {
  let count = 0;
  for (let at = number * width; at < (number + 1) * width; at++) if (columns[at] !== 0) count++;
  return count;
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
