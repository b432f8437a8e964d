/** Turns an assembled audit record into an event. What is counted without becoming a record never comes here. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import type { Activity } from '../../vendor/host/activity.ts';
import { judgeActivity } from '../../vendor/host/judge.ts';
import { FIELDS } from './fields.ts';

export function normalise(record: RecordView): Normalised {
  const broken = record.text(FIELDS.broken);
  if (broken !== undefined)
    return { problem: 'syntax', message: `the audit line has no time and serial: ${broken}` };
  const time = record.number(FIELDS.time);
  const serial = record.number(FIELDS.serial);
  if (time === undefined || serial === undefined)
    return { problem: 'missing-field', message: 'no time or serial' };
  return judgeActivity(activityOf(record, time, serial));
}

function activityOf(record: RecordView, time: number, serial: number): Activity {
  const node = record.text(FIELDS.node);
  const uid = record.text(FIELDS.uid);
  // Interpreted logs write the name in place of the number.
  const isName = uid !== undefined && !/^\d+$/.test(uid);
  return {
    uid: `auditd:${node ?? ''}:${time}:${serial}`,
    time,
    place: { host: node },
    process: {
      path: record.text(FIELDS.exe),
      name: record.text(FIELDS.comm),
      commandLine: record.text(FIELDS.command),
      pid: record.number(FIELDS.pid),
      parentPath: record.text(FIELDS.parent),
      user: record.text(FIELDS.user) ?? (isName ? uid : undefined),
      uid: isName ? undefined : uid,
      loginUser: record.text(FIELDS.loginUser) ?? loginOf(record.text(FIELDS.auid)),
    },
    did: didOf(record),
    error: record.text(FIELDS.error),
  };
}

function didOf(record: RecordView): Activity['did'] {
  const address = record.text(FIELDS.address);
  if (address === undefined) return { kind: 'start' };
  return {
    kind: 'connect',
    connection: { address, port: record.number(FIELDS.port), from: undefined, udp: false },
  };
}

/** Nobody signed in: the process descends from the system's own. */
const UNSET: ReadonlySet<string> = new Set(['4294967295', '-1', 'unset']);

function loginOf(auid: string | undefined): string | undefined {
  return auid === undefined || UNSET.has(auid) ? undefined : auid;
}
