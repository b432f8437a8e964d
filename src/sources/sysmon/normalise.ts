/** Turns a Sysmon event, brought to one shape and joined with its process, into an event of ours. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Activity, Connection } from '../../vendor/host/activity.ts';
import { isMetadataAddress, judgeActivity } from '../../vendor/host/judge.ts';
import { FIELDS } from './fields.ts';

export function normalise(record: RecordView): Normalised {
  const broken = record.text(FIELDS.broken);
  if (broken !== undefined) return { problem: 'syntax', message: broken };
  const time = timeOf(record.text(FIELDS.UtcTime)) ?? timeOf(record.text(FIELDS.logged));
  if (time === undefined) return { problem: 'missing-field', message: 'the event has no time' };
  return judgeActivity(activityOf(record, time));
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseIsoTime(text);
}

function activityOf(record: RecordView, time: number): Activity {
  const host = record.text(FIELDS.computer);
  return {
    uid: uidOf(record, time),
    time,
    place: { host },
    process: {
      path: record.text(FIELDS.Image),
      commandLine: record.text(FIELDS.CommandLine),
      pid: numberOf(record.text(FIELDS.ProcessId)),
      parentPath: record.text(FIELDS.ParentImage),
      user: record.text(FIELDS.User),
    },
    did:
      record.number(FIELDS.id) === 3
        ? { kind: 'connect', connection: connectionOf(record) }
        : { kind: 'start' },
  };
}

/** The name counts where it is a metadata service's: its address is the provider's business. */
function connectionOf(record: RecordView): Connection {
  const ip = record.text(FIELDS.DestinationIp) ?? '';
  const host = record.text(FIELDS.DestinationHostname) ?? '';
  return {
    address: isMetadataAddress(ip) ? ip : host,
    port: numberOf(record.text(FIELDS.DestinationPort)),
    from: record.text(FIELDS.SourceIp),
    udp: record.text(FIELDS.Protocol)?.toLowerCase() === 'udp',
  };
}

/** Record numbers begin anew when the log is cleared; with the time they do not come twice. */
function uidOf(record: RecordView, time: number): string {
  const host = record.text(FIELDS.computer)?.toLowerCase() ?? '';
  const number = record.text(FIELDS.recordId);
  if (number !== undefined) return `sysmon:${host}:${time}:${number}`;
  const parts = [
    FIELDS.ProcessGuid,
    FIELDS.ProcessId,
    FIELDS.DestinationIp,
    FIELDS.SourceIp,
    FIELDS.DestinationPort,
  ];
  return contentUid('sysmon:', [host, String(time), ...parts.map((field) => record.text(field))]);
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
