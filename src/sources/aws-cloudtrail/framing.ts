/** The wrappings AWS ships CloudTrail records in, and how to get one record out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, bareObject, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import { canonicalName } from '../../vendor/aws/lake-names.ts';
import { parseCell } from './struct-text.ts';

export const framing: Framing = {
  envelopes: [
    { key: 'Records', holds: 'elements' },
    { key: 'detail', holds: 'member' },
    { key: 'logEvents', holds: logEvent },
    // What `aws logs get-log-events` and `filter-log-events` print.
    { key: 'events', holds: logEvent },
    // What `aws logs get-query-results` prints.
    { key: 'results', holds: (row) => [recordOfCells(cellsOfLogsQueryRow(row))] },
    { key: 'Events', holds: lookedUpEvent },
    // One element of `lookup-events` a line, as scripts save it.
    { key: 'CloudTrailEvent', holds: (event) => [event] },
    { key: 'QueryResultRows', holds: (row) => [recordOfCells(cellsOfQueryRow(row))] },
    { key: 'eventData', holds: (data) => [data] },
    { key: 'eventJson', holds: (data) => [data] },
    // A digest file among records, where files were put together.
    { key: 'digestStartTime', holds: () => [{ messageType: DIGEST_FILE }] },
  ],
  wrappings: { message: logEvent, columns: (row) => [isObject(row) ? recordOfCells(row) : row] },
  row: recordOfCells,
};

/** Stands for a digest file where a record should be; also the reason it is skipped for. */
export const DIGEST_FILE = 'CloudTrail digest file';
/** Marks what a subscription sends to see whether its receiver lives. */
export const CONTROL_MESSAGE = 'CONTROL_MESSAGE';

/** An element of a CloudWatch Logs subscription or export; the record is the text of its `message`. */
function logEvent(element: unknown): readonly unknown[] {
  const message = textAt(element, 'message');
  if (message === undefined) return [element];
  return [message.startsWith('CWL CONTROL MESSAGE') ? { messageType: CONTROL_MESSAGE } : message];
}

/** An element of `aws cloudtrail lookup-events`; Insight events lie there as they are. */
function lookedUpEvent(element: unknown): readonly unknown[] {
  return [textAt(element, 'CloudTrailEvent') ?? element];
}

/** A row of a Lake query result: `[{"eventName": "…"}, {"eventTime": "…"}]`. */
function cellsOfQueryRow(row: unknown): Readonly<Record<string, string>> {
  const cells: Record<string, string> = bareObject();
  for (const column of listAt(row)) {
    if (!isObject(column)) continue;
    for (const [name, cell] of Object.entries(column)) if (typeof cell === 'string') cells[name] = cell;
  }
  return cells;
}

/** A row of a Logs Insights result: `[{"field": "@message", "value": "…"}, {"field": "@timestamp", "value": "…"}]`. */
function cellsOfLogsQueryRow(row: unknown): Readonly<Record<string, string>> {
  const cells: Record<string, string> = bareObject();
  for (const cell of listAt(row)) {
    const field = textAt(cell, 'field');
    if (field !== undefined) cells[field] = textAt(cell, 'value') ?? '';
  }
  return cells;
}

/** A record from the cells of a query's row: the event's own JSON where a column has it, else column by column. */
export function recordOfCells(cells: Readonly<Record<string, unknown>>): unknown {
  const record: Record<string, unknown> = bareObject();
  for (const [column, cell] of Object.entries(cells)) {
    const name = canonicalName(column);
    if (typeof cell === 'string' && WHOLE_EVENT.has(name)) {
      const event = parseNested(cell.trim());
      if (isObject(event)) return at(event, 'eventData') ?? event;
    }
    const value = typeof cell !== 'string' ? cell : NESTED.has(name) ? parseCell(cell) : textCell(cell);
    if (value !== undefined) record[name] = value;
  }
  return record;
}

const WHOLE_EVENT: ReadonlySet<string> = new Set(['eventJson', 'eventData', 'CloudTrailEvent', '@message']);

const NESTED: ReadonlySet<string> = new Set([
  'userIdentity',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'resources',
]);

function textCell(cell: string): string | undefined {
  return cell === '' || cell === 'null' ? undefined : cell;
}
