/** Turns an event of Tetragon's export into one of ours. Every event carries its process and that one's parent. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { at, textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Activity, Connection } from '../../vendor/host/activity.ts';
import { isMetadataAddress, isTelling, judgeActivity, SKIPPED } from '../../vendor/host/judge.ts';
import { commandOf, connectionIn, connectionOf, placeOf, processOf } from './activities.ts';
import { FIELDS } from './fields.ts';

export function normalise(record: RecordView): Normalised {
  const binary = record.text(FIELDS.binary);
  if (binary !== undefined) return started(record, binary);
  if (record.text(FIELDS.kprobeFunction) !== undefined) return called(record);
  const connect = record.json(FIELDS.connect);
  if (connect !== undefined) return connected(record, connect, 'connect');
  const http = record.json(FIELDS.http);
  return http === undefined ? SKIPPED.other : connected(record, http, 'request');
}

/** Most starts are of no interest, and are known by the command line. */
function started(record: RecordView, binary: string): Normalised {
  const command = commandOf(binary, record.text(FIELDS.arguments));
  if (!isTelling(command)) return SKIPPED.start;
  return judge(record, record.json(FIELDS.exec), { kind: 'start' });
}

/** Functions of the kernel that open a connection, or are handed where to. */
const CONNECTS =
  /^(?:__x64_sys_connect|__arm64_sys_connect|tcp_connect|tcp_v[46]_connect|security_socket_connect|sys_connect)$/;

function called(record: RecordView): Normalised {
  if (!CONNECTS.test(record.text(FIELDS.kprobeFunction) ?? '')) return OTHER_FUNCTION;
  const connection = connectionIn(record.json(FIELDS.kprobeArgs));
  if (connection === undefined) return NO_ADDRESS;
  return connectedTo(record, record.json(FIELDS.kprobe), connection);
}

const OTHER_FUNCTION = { skip: 'kernel function other than those that connect' };
const NO_ADDRESS = { skip: 'connection without an address' };

function connected(record: RecordView, event: unknown, kind: 'connect' | 'request'): Normalised {
  const connection = connectionOf(event);
  const path = textAt(event, 'http', 'request', 'uri') ?? textAt(event, 'http', 'uri');
  if (kind === 'request' && path !== undefined) {
    const host =
      textAt(event, 'http', 'request', 'host') ?? headerOf(event, 'host') ?? connection?.address ?? '';
    const request = { host, path, userAgent: headerOf(event, 'user-agent') };
    return judge(record, event, { kind, request, connection });
  }
  return connection === undefined ? NO_ADDRESS : connectedTo(record, event, connection);
}

/** Most connections lead elsewhere, and need not be taken apart to be known. */
function connectedTo(record: RecordView, event: unknown, connection: Connection): Normalised {
  if (!isMetadataAddress(connection.address)) return SKIPPED.elsewhere;
  return judge(record, event, { kind: 'connect', connection });
}

/** Headers come as a list of names and values. */
function headerOf(event: unknown, name: string): string | undefined {
  const headers = at(event, 'http', 'request', 'headers');
  if (!Array.isArray(headers)) return undefined;
  const header = headers.slice(0, 100).find((each) => textAt(each, 'key')?.toLowerCase() === name);
  return textAt(header, 'value');
}

function judge(record: RecordView, event: unknown, did: Activity['did']): Normalised {
  const timeText = record.text(FIELDS.time) ?? textAt(event, 'process', 'start_time');
  const time = timeText === undefined ? undefined : parseIsoTime(timeText);
  if (time === undefined) return { problem: 'missing-field', message: 'the event has no time' };
  return judgeActivity({
    uid: contentUid('tetragon:', identity(record, event, did)),
    time,
    place: placeOf(event, record.text(FIELDS.node), record.text(FIELDS.cluster)),
    process: processOf(event),
    did,
    notes: { policy: textAt(event, 'policy_name') },
  });
}

/** Events have no id: the process has one, and its acts differ in time, function and socket. */
function identity(record: RecordView, event: unknown, did: Activity['did']): readonly (string | undefined)[] {
  const connection = did.kind === 'start' ? undefined : did.connection;
  return [
    record.text(FIELDS.time),
    record.text(FIELDS.node),
    record.text(FIELDS.kprobeFunction),
    textAt(event, 'process', 'exec_id'),
    did.kind,
    connection?.address,
    connection?.port?.toString(),
    did.kind === 'request' ? did.request.path : undefined,
  ];
}
