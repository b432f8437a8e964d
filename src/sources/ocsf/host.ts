/** Process, network and HTTP activity → reads of metadata services and commands that take credentials, or nothing. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { at, isObject, numberAt, textAt } from '../../lib/json.ts';
import type { Activity, Connection, Place, Process } from '../../vendor/host/activity.ts';
import { isMetadataAddress, judgeActivity, SKIPPED } from '../../vendor/host/judge.ts';
import { FIELDS } from './fields.ts';
import { failureOf } from './outcome.ts';

export function networkEvent(record: RecordView, time: number, uid: string): Normalised {
  const connection = connectionOf(record);
  if (connection === undefined || !isMetadataAddress(connection.address)) return SKIPPED.elsewhere;
  const process = processOf(at(record.json(FIELDS.actor), 'process'), undefined);
  return judge(record, time, uid, process, { kind: 'connect', connection });
}

/** Host with port, and what comes behind them. */
const URL_PARTS = /^[a-z]{2,10}:\/\/(?:[^/?#@]*@)?([^/?#]{1,300})([^#]*)/i;
const PORT = /:\d{1,5}$/;

export function httpEvent(record: RecordView, time: number, uid: string): Normalised {
  const url = record.json(FIELDS.url);
  const [, authority, rest] = URL_PARTS.exec(textAt(url, 'url_string') ?? '') ?? [];
  const host = textAt(url, 'hostname') ?? authority;
  if (host === undefined) return networkEvent(record, time, uid);
  const connection = connectionOf(record);
  const asked = [host, authority?.replace(PORT, ''), connection?.address];
  if (!asked.some((each) => each !== undefined && isMetadataAddress(each))) return SKIPPED.elsewhere;
  const process = processOf(at(record.json(FIELDS.actor), 'process'), undefined);
  const request = {
    host,
    path: textAt(url, 'path') ?? (rest || '/'),
    userAgent: record.text(FIELDS.userAgent) || undefined,
  };
  return judge(record, time, uid, process, { kind: 'request', request, connection });
}

const LAUNCH = 1;

export function processEvent(record: RecordView, time: number, uid: string): Normalised {
  if (record.number(FIELDS.activityId) !== LAUNCH) return SKIPPED.other;
  const started = record.json(FIELDS.process);
  const parent = at(started, 'parent_process') ?? at(record.json(FIELDS.actor), 'process');
  const process = processOf(started, parent);
  if (process.commandLine === undefined) return SKIPPED.start;
  return judge(record, time, uid, process, { kind: 'start' });
}

function judge(
  record: RecordView,
  time: number,
  uid: string,
  process: Process,
  did: Activity['did'],
): Normalised {
  const place = placeOf(record);
  return judgeActivity({ uid, time, place, process, did, error: failureOf(record) });
}

const UDP = 17;

function connectionOf(record: RecordView): Connection | undefined {
  const dst = record.json(FIELDS.dst);
  const address = textAt(dst, 'ip') ?? textAt(dst, 'hostname') ?? textAt(dst, 'domain');
  if (address === undefined) return undefined;
  const info = record.json(FIELDS.connection);
  const udp =
    numberAt(info, 'protocol_num') === UDP || textAt(info, 'protocol_name')?.toLowerCase() === 'udp';
  return { address, port: numberAt(dst, 'port'), from: textAt(record.json(FIELDS.src), 'ip'), udp };
}

function processOf(process: unknown, parent: unknown): Process {
  if (!isObject(process)) return {};
  return {
    path: textAt(process, 'file', 'path'),
    name: textAt(process, 'name') ?? textAt(process, 'file', 'name'),
    commandLine: textAt(process, 'cmd_line'),
    pid: numberAt(process, 'pid'),
    parentPath: textAt(parent, 'file', 'path'),
    parentName: textAt(parent, 'name'),
    user: textAt(process, 'user', 'name'),
    uid: textAt(process, 'user', 'uid'),
  };
}

/** A flow log has no device: the sending end is the workload then. */
function placeOf(record: RecordView): Place {
  const device = record.json(FIELDS.device);
  const src = record.json(FIELDS.src);
  const process = at(record.json(FIELDS.process)) ?? at(record.json(FIELDS.actor), 'process');
  const container = at(process, 'container') ?? at(device, 'container');
  const instance = textAt(device, 'instance_uid') ?? textAt(src, 'instance_uid');
  return {
    host:
      textAt(device, 'hostname') ?? textAt(device, 'name') ?? textAt(src, 'hostname') ?? textAt(src, 'ip'),
    instanceId: instance === '-' ? undefined : instance,
    pod: textAt(container, 'pod_uuid'),
    containerId: textAt(container, 'uid'),
    containerName: textAt(container, 'name'),
    image: textAt(container, 'image', 'name'),
  };
}
