/**
 * Approved changes out of a ticket system's export, CSV or JSON; content decides which. A file without the
 * needed columns is an error; a single ticket that cannot be used is passed over and reported.
 */

import type { Change } from '../contract/context.ts';
import { parseInstant } from '../lib/instant.ts';
import { at, isObject } from '../lib/json.ts';
import { type Complaint, momentComplaint, patternComplaint } from './complaints.ts';
import { parseCsv } from './csv.ts';
import { quoted } from './problem.ts';

export const TICKET_FIELDS = ['id', 'actor', 'target', 'action', 'from', 'to', 'approvedBy'] as const;
export type TicketField = (typeof TICKET_FIELDS)[number];

export interface TicketOptions {
  /** The export's own column names (CSV) or dotted paths (JSON). */
  readonly columns: Readonly<Partial<Record<TicketField, string>>>;
  readonly zone: string | undefined;
}

export interface TicketComplaint extends Complaint {
  /** 1-based; of a JSON file the number of the ticket. */
  readonly line: number;
  readonly value: string;
}

export interface Tickets {
  readonly changes: readonly Change[];
  /** Why the file as a whole cannot be used. */
  readonly errors: readonly TicketComplaint[];
  /** Tickets passed over. */
  readonly unusable: readonly TicketComplaint[];
}

type Ticket = Readonly<Partial<Record<TicketField, string>>>;
interface Row {
  readonly line: number;
  readonly ticket: Ticket;
}
type Rows = { readonly rows: readonly Row[] } | { readonly error: TicketComplaint };

const REQUIRED: readonly TicketField[] = ['id', 'actor', 'from', 'to'];

export function readTickets(text: string, options: TicketOptions): Tickets {
  const read = /^\s*[[{]/.test(text) ? jsonRows(text, options) : csvRows(text, options);
  if ('error' in read) return { changes: [], errors: [read.error], unusable: [] };
  const changes: Change[] = [];
  const unusable: TicketComplaint[] = [];
  for (const { line, ticket } of read.rows) {
    const change = toChange(ticket, options.zone);
    if ('id' in change) changes.push(change);
    else unusable.push({ line, value: quoted(ticket.id ?? ''), ...change });
  }
  return { changes, errors: [], unusable };
}

function csvRows(text: string, { columns }: TicketOptions): Rows {
  const [header, ...rows] = parseCsv(text);
  const names = header?.cells ?? [];
  const places = TICKET_FIELDS.map((field) => ({ field, column: columnOf(names, columns[field] ?? field) }));
  const missing = places.find(({ field, column }) => {
    return column < 0 && (REQUIRED.includes(field) || columns[field] !== undefined);
  });
  if (missing) return { error: missingColumn(missing.field, columns[missing.field], names) };
  return {
    rows: rows.map(({ line, cells }) => {
      return { line, ticket: ticketOf(places.map(({ field, column }) => [field, cells[column]])) };
    }),
  };
}

/** `Approved By`, `approved_by` and `approvedBy` are one name. */
function columnOf(names: readonly string[], wanted: string): number {
  const exact = names.indexOf(wanted);
  return exact >= 0 ? exact : names.findIndex((name) => plain(name) === plain(wanted));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function missingColumn(
  field: TicketField,
  wanted: string | undefined,
  names: readonly string[],
): TicketComplaint {
  return {
    line: 1,
    value: quoted(names.join(',')),
    message: `there is no column ${quoted(wanted ?? field)}`,
    fix: `name the column that holds it: columns: { ${field}: "…" }`,
  };
}

function jsonRows(text: string, { columns }: TicketOptions): Rows {
  const list = ticketList(parseJson(text));
  if (!list) {
    const fix = 'export a JSON array of tickets, or an object with one array in it';
    return { error: { line: 1, value: '', message: 'this is not a JSON list of tickets', fix } };
  }
  const rows = list.map((item: unknown, index) => {
    const cells = TICKET_FIELDS.map((field) => [field, cellOf(item, columns[field] ?? field)] as const);
    return { line: index + 1, ticket: ticketOf(cells) };
  });
  return { rows };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ticketList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const lists = isObject(value) ? Object.values(value).filter((member) => Array.isArray(member)) : [];
  return lists.length === 1 ? lists[0] : undefined;
}

function cellOf(item: unknown, name: string): string | undefined {
  const cell = at(item, name) ?? at(item, ...name.split('.'));
  return typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell : undefined;
}

function ticketOf(cells: readonly (readonly [TicketField, string | undefined])[]): Ticket {
  const filled = cells.filter(([, cell]) => cell !== undefined && cell.trim() !== '');
  return Object.fromEntries(filled.map(([field, cell]) => [field, cell?.trim()]));
}

function toChange(ticket: Ticket, zone: string | undefined): Change | Complaint {
  const { id, actor, target, action, from, to, approvedBy } = ticket;
  if (id === undefined || actor === undefined || from === undefined || to === undefined) {
    const missing = REQUIRED.filter((field) => ticket[field] === undefined);
    return { message: `this ticket has no ${missing.join(', ')}`, fix: 'complete it in the ticket system' };
  }
  const complaint =
    momentComplaint(from, zone) ??
    momentComplaint(to, zone) ??
    [actor, target, action].map(patternComplaint).find(Boolean);
  if (complaint) return { message: `this ticket cannot be used: ${complaint.message}`, fix: complaint.fix };
  const start = instant(from, 'start', zone);
  const end = instant(to, 'end', zone);
  if (start > end) return { message: 'this change ends before it begins', fix: 'correct its times' };
  return { id, actor, target, action, from: start, to: end, approvedBy };
}

/** Epoch ms of a text that was checked. */
export function instant(text: string, edge: 'start' | 'end', zone?: string): number {
  const parsed = parseInstant(text, zone === undefined ? { edge } : { edge, zone });
  return 'time' in parsed ? parsed.time : Number.NaN;
}
