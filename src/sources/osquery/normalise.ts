/** Turns a row of osquery, joined with the start of its process, into an event. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import type { Activity, Place, Process } from '../../vendor/host/activity.ts';
import { judgeActivity } from '../../vendor/host/judge.ts';
import { FIELDS } from './fields.ts';
import { columnOf } from './rows.ts';

export function normalise(record: RecordView): Normalised {
  const row = record.json(FIELDS.row);
  const time = timeOf(record, row);
  if (time === undefined) return { problem: 'missing-field', message: 'the result has no time' };
  const did = didOf(row);
  return judgeActivity({
    uid: uidFromContent(record, row, time),
    time,
    place: placeOf(record, row),
    process: processOf(record, row, did),
    did,
    error: errorOf(row),
    notes: { query: record.text(FIELDS.name) },
  });
}

/** Rows of event tables have a time of their own; all others are as old as the query's run. Seconds. */
function timeOf(record: RecordView, row: unknown): number | undefined {
  const own = columnOf(row, 'time');
  const seconds =
    own !== undefined && /^\d{9,11}$/.test(own) ? Number(own) : numberAt(record.json(FIELDS.unixTime));
  if (seconds !== undefined && seconds > 0) return Math.floor(seconds * 1_000);
  return calendarTime(record.text(FIELDS.calendarTime));
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `Sun Mar  1 09:00:00 2026 UTC`. */
function calendarTime(text: string | undefined): number | undefined {
  const [, month = '', day, hour, minute, second, year] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4}) UTC$/.exec(text ?? '') ?? [];
  const index = MONTHS.indexOf(month);
  if (year === undefined || index < 0 || index % 3 !== 0) return undefined;
  return Date.UTC(Number(year), index / 3, Number(day), Number(hour), Number(minute), Number(second));
}

function didOf(row: unknown): Activity['did'] {
  const address = columnOf(row, 'remote_address');
  if (address === undefined) return { kind: 'start' };
  const port = columnOf(row, 'remote_port');
  const from = columnOf(row, 'local_address');
  const connection = {
    address,
    port: port === undefined ? undefined : Number(port),
    from: from === '0.0.0.0' || from === '::' ? undefined : from,
    udp: columnOf(row, 'protocol') === '17',
  };
  return { kind: 'connect', connection };
}

function processOf(record: RecordView, row: unknown, did: Activity['did']): Process {
  const pid = columnOf(row, 'pid');
  const started = record.text(FIELDS.startedPath);
  // In process_open_sockets `path` is that of a UNIX socket, unless the query joined the processes.
  const path = columnOf(row, 'path', 'process_path') ?? started;
  const isSame = did.kind === 'start' || started === undefined || started === path;
  return {
    path,
    name: columnOf(row, 'process_name', 'name', 'comm'),
    commandLine: columnOf(row, 'cmdline') ?? (isSame ? record.text(FIELDS.startedCommand) : undefined),
    pid: pid !== undefined && /^\d{1,10}$/.test(pid) ? Number(pid) : undefined,
    parentPath: record.text(FIELDS.parentPath) ?? columnOf(row, 'parent_path'),
    parentName: columnOf(row, 'parent_name'),
    user: columnOf(row, 'username', 'user'),
    uid: columnOf(row, 'uid'),
    loginUser: loginOf(columnOf(row, 'auid')),
  };
}

function loginOf(auid: string | undefined): string | undefined {
  return auid === '4294967295' || auid === '-1' ? undefined : auid;
}

/** Decorations are queries of the operator's own; these names are the usual ones. */
function placeOf(record: RecordView, row: unknown): Place {
  const decorations = record.json(FIELDS.decorations);
  const container = columnOf(row, 'cid', 'container_id');
  return {
    host: textAt(decorations, 'hostname') ?? record.text(FIELDS.hostIdentifier),
    instanceId:
      textAt(decorations, 'instance_id') ??
      textAt(decorations, 'ec2_instance_id') ??
      textAt(decorations, 'vm_id'),
    containerId: container === '0' ? undefined : container,
  };
}

const WENT_WELL: ReadonlySet<string> = new Set(['succeeded', 'in_progress', 'no_error', '']);

function errorOf(row: unknown): string | undefined {
  if (columnOf(row, 'success') === '0')
    return columnOf(row, 'status') === 'in_progress' ? undefined : 'failed';
  const status = columnOf(row, 'status');
  return status === undefined || WENT_WELL.has(status) || /^\d+$/.test(status) ? undefined : status;
}

/** Rows have no id: the same row read twice must be one event. */
function uidFromContent(record: RecordView, row: unknown, time: number): string {
  const parts = [
    record.text(FIELDS.hostIdentifier),
    String(time),
    ...UNIQUE.map((name) => columnOf(row, name)),
  ];
  return contentUid('osquery:', parts);
}

/** `eid` numbers the rows of event tables. */
const UNIQUE = [
  'eid',
  'pid',
  'path',
  'cmdline',
  'local_port',
  'remote_address',
  'remote_port',
  'fd',
  'ntime',
  'uptime',
];
