/**
 * Log entries that a database took apart, put together again: rows of the BigQuery export and of Log Analytics, whose
 * columns are paths with other separators and a letter for the type (`payload_request_name_s`).
 */

import { at, bareObject, isObject, parseNested, textAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';

type Loose = Record<string, unknown>;

/** A row of a BigQuery sink: the payload as a record, some of its members as JSON text; or its columns flattened. */
export function entryOfRow(row: unknown): unknown {
  const payload = at(row, 'protopayload_auditlog');
  if (!isObject(payload)) return entryOfColumns(row);
  const entry: Loose = bareObject();
  Object.assign(entry, isObject(row) ? row : {});
  delete entry['protopayload_auditlog'];
  entry['protoPayload'] = payloadOf(payload);
  return entry;
}

/** JSON columns carry what has no fixed shape; `servicedata_v1_iam` and its like are `serviceData` by type. */
function payloadOf(columns: Readonly<Record<string, unknown>>): unknown {
  const payload: Loose = bareObject();
  for (const [name, value] of Object.entries(columns)) {
    if (value === null || value === '') continue;
    if (name.startsWith('servicedata_')) payload['serviceData'] = value;
    else if (JSON_COLUMN.test(name) && typeof value === 'string')
      payload[name.slice(0, -'Json'.length)] = parseNested(value);
    else payload[name] = value;
  }
  return payload;
}

const JSON_COLUMN = /^(?:request|response|metadata|serviceData|status)Json$/;

/** A row whose columns are paths: of Log Analytics, of a flattened query, of the Logs Explorer's CSV. */
export function entryOfColumns(row: unknown): unknown {
  const entry: Loose = bareObject();
  if (!isObject(row)) return entry;
  for (const column in row) {
    const cell = row[column];
    if (cell === '' || cell === null) continue;
    const { path } = COLUMNS(column, () => ({ path: pathOf(column) }));
    if (path !== undefined) put(entry, path, cellValue(path, cell));
  }
  const time = textAt(entry, 'timestamp');
  if (time !== undefined) entry['timestamp'] = isoTime(time);
  return entry;
}

/** Every row of a table has the same columns. */
const COLUMNS = memo<{ readonly path: readonly string[] | undefined }>(4_096);

/** What a column of any of the spellings is called in a log entry. */
function pathOf(column: string): readonly string[] | undefined {
  const bare = column.replace(/ \[UTC\]$/, '');
  const plain = PLAIN.get(bare);
  if (plain !== undefined) return plain;
  if (/^(?:protoPayload|resource|operation|labels)\./.test(bare)) return bare.split('.');
  const payload = /^(?:payload_|protopayload_auditlog[._])(.+?)(?:_[sdbtg])?$/.exec(bare)?.[1];
  if (payload !== undefined) return ['protoPayload', ...inPayload(payload)];
  const label = /^resource_labels_(.+?)(?:_[sdbtg])?$/.exec(bare)?.[1];
  return label === undefined ? undefined : ['resource', 'labels', label];
}

/** The underscore parts path from name, but names have it too: known beginnings tell them apart. */
function inPayload(rest: string): readonly string[] {
  const dotted = rest.replaceAll('.', '_');
  if (dotted === '_type') return ['@type'];
  const known = KNOWN.find((path) => dotted === path.join('_'));
  if (known !== undefined) return known;
  const [head = '', ...tail] = dotted.split('_');
  if (!OPEN.has(head) || tail.length === 0) return [head, ...tail];
  const name = tail.join('_');
  return name === '_type' ? [head, '@type'] : [head, name];
}

/** What lies in a request or response has names of its own; a part of a policy is the one path worth knowing there. */
const OPEN = new Set(['request', 'response', 'metadata']);

const KNOWN: readonly (readonly string[])[] = [
  ['request', 'policy', 'bindings'],
  ['request', 'policy', 'auditConfigs'],
  ['serviceData', 'policyDelta', 'bindingDeltas'],
  ['serviceData', 'policyDelta', 'auditConfigDeltas'],
  ['serviceData', 'permissionDelta', 'addedPermissions'],
  ['serviceData', 'permissionDelta', 'removedPermissions'],
];

/** Columns with names of their own; the last lines are of Sentinel's newer tables. */
const PLAIN: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    timestamp: 'timestamp timestamp_t Timestamp',
    receiveTimestamp: 'receiveTimestamp receiveTimestamp_t',
    insertId: 'insertId insert_id_s InsertId InsertID',
    logName: 'logName log_name_s LogName',
    'resource.type': 'resource_type_s GCPResourceType',
    'resource.labels.project_id': 'ProjectId',
    'protoPayload.methodName': 'MethodName',
    'protoPayload.serviceName': 'ServiceName',
    'protoPayload.resourceName': 'GCPResourceName',
    'protoPayload.authenticationInfo': 'AuthenticationInfo',
    'protoPayload.requestMetadata': 'RequestMetadata',
    'protoPayload.request': 'Request',
    'protoPayload.response': 'Response',
    'protoPayload.metadata': 'Metadata',
    'protoPayload.serviceData': 'ServiceData',
    'protoPayload.status': 'Status',
  }).flatMap(([path, columns]) => columns.split(' ').map((column) => [column, path.split('.')] as const)),
);

/** Lists and objects come as JSON text. A status code is a number again. */
function cellValue(path: readonly string[], cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  return parseNested(cell.trim()) ?? (path.at(-1) === 'code' && /^\d+$/.test(cell) ? Number(cell) : cell);
}

/** Objects on the way are made here; one that came as a cell is not changed but copied. */
function put(entry: Loose, path: readonly string[], value: unknown): void {
  const last = path.length - 1;
  let into = entry;
  for (const [at, key] of path.entries()) {
    if (at === last) into[key] = value;
    else into = inside(into, key);
  }
}

function inside(entry: Loose, key: string): Loose {
  const known = entry[key];
  if (isObject(known) && isMadeHere(known)) return known;
  const made: Loose = bareObject();
  if (isObject(known)) Object.assign(made, known);
  entry[key] = made;
  return made;
}

/** What was parsed has a prototype. */
function isMadeHere(value: object): value is Loose {
  return Object.getPrototypeOf(value) === null;
}

/** `5/27/2021, 5:13:43.707 PM`, as the portal exports: month first, UTC. */
function isoTime(text: string): string {
  const parts = PORTAL_TIME.exec(text);
  if (parts === null) return text;
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', fraction = '0', half] =
    parts;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}.${fraction}Z`;
}

const PORTAL_TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,9}))? (AM|PM)$/;
