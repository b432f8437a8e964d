/**
 * Rows of a Log Analytics workspace (Microsoft Sentinel), exported as JSON or CSV, put into the shape of diagnostic
 * records. A column that no table places goes to `properties`, its first letter small.
 */

import { bareObject, isObject, parseNested } from '../../lib/json.ts';
import { memberName, plainName } from './column-names.ts';
import { type Table, tableOf } from './tables.ts';

/** A row, by column, as a diagnostic record. */
export function recordOfColumns(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const table = tableOf(row);
  const plans = plansOf(table);
  const properties: Record<string, unknown> = bareObject();
  const record: Record<string, unknown> = bareObject();
  for (const column in row) {
    const cell = row[column];
    if (cell === null || cell === undefined || cell === '') continue;
    const plan = planOf(column, table, plans);
    const value = plan.inside === '' ? undefined : valueOfCell(plan.kind, cell);
    if (value !== undefined) put(record, properties, plan, value);
  }
  if (table?.category !== undefined) record['category'] = table.category;
  if (table !== undefined) record['table'] = table.name;
  record['properties'] = properties;
  return record;
}

/** Where a column's cells go, and what they are. */
interface Plan {
  /** A member of the record; empty when nobody reads the column. */
  readonly inside: string;
  /** A member of that member. */
  readonly member: string | undefined;
  readonly kind: 'flag' | 'number' | 'text or JSON';
}

function planOf(column: string, table: Table | undefined, plans: Map<string, Plan>): Plan {
  let plan = plans.get(column);
  if (plan === undefined) {
    if (plans.size >= MOST_COLUMNS) plans.clear();
    const name = plainName(column);
    const [inside = '', ...rest] = pathOf(column, name, table).split('.');
    const kind = FLAGS.has(name) ? 'flag' : NUMBERS.has(name) ? 'number' : 'text or JSON';
    plan = { inside, member: rest.length === 0 ? undefined : rest.join('.'), kind };
    plans.set(column, plan);
  }
  return plan;
}

function plansOf(table: Table | undefined): Map<string, Plan> {
  const plans = known.get(table) ?? new Map<string, Plan>();
  known.set(table, plans);
  return plans;
}

/** A table has some hundred columns; more can only come from hostile input. */
const MOST_COLUMNS = 1_000;
const known = new Map<Table | undefined, Map<string, Plan>>();

function pathOf(column: string, name: string, table: Table | undefined): string {
  const own = table?.columns;
  if (own !== undefined && Object.hasOwn(own, name)) return own[name] ?? '';
  if (Object.hasOwn(SHARED, name)) return SHARED[name] ?? '';
  return `properties.${memberName(column)}`;
}

/** Columns that all tables share, by their names in small letters. Empty: of no use. */
const SHARED: Readonly<Record<string, string>> = {
  timegenerated: 'time',
  operationname: 'operationName',
  operationversion: '',
  category: 'category',
  resulttype: 'resultType',
  resultsignature: 'resultSignature',
  resultdescription: 'resultDescription',
  correlationid: 'correlationId',
  calleripaddress: 'callerIpAddress',
  identity: 'identity',
  level: 'level',
  location: 'location',
  resourceid: 'resourceId',
  _resourceid: 'resourceId',
  aadtenantid: 'tenantId',
  properties: 'properties',
  // The workspace's, not the directory's.
  tenantid: '',
  type: '',
  $table: '',
  tablename: '',
  sourcesystem: '',
};

const FLAGS = new Set(['isinteractive', 'isguest', 'isrisky', 'flaggedforreview', 'istenantrestricted']);
const NUMBERS = new Set(['autonomoussystemnumber', 'durationms', 'processingtimeinmilliseconds']);

/** A cell as diagnostic settings would have written it. */
function valueOfCell(kind: Plan['kind'], cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  switch (kind) {
    case 'flag':
      return /^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : undefined;
    case 'number':
      return /^\d{1,12}$/.test(cell) ? Number(cell) : undefined;
    case 'text or JSON':
      return parseNested(cell.trim()) ?? cell;
  }
}

/** What is there already stays. */
function put(
  record: Record<string, unknown>,
  properties: Record<string, unknown>,
  { inside, member }: Plan,
  value: unknown,
): void {
  if (inside === 'properties') {
    if (member !== undefined) properties[member] ??= value;
    else if (isObject(value)) for (const [name, each] of Object.entries(value)) properties[name] ??= each;
    return;
  }
  if (member === undefined) {
    record[inside] ??= value;
    return;
  }
  const inner = record[inside];
  record[inside] = isObject(inner) ? { [member]: value, ...inner } : { [member]: value };
}
