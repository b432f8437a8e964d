/** Turns a Tracee event, joined with the start of its process, into one of ours. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import type { Activity } from '../../vendor/host/activity.ts';
import { judgeActivity, SKIPPED } from '../../vendor/host/judge.ts';
import { commandIn, connectionIn, pathIn, requestIn } from './arguments.ts';
import { kindOf } from './event-names.ts';
import { FIELDS } from './fields.ts';

const NS_PER_MS = 1_000_000;

export function normalise(record: RecordView): Normalised {
  const stamp = record.number(FIELDS.timestamp);
  if (stamp === undefined || !(stamp > 0))
    return { problem: 'missing-field', message: 'the event has no time' };
  const args = record.json(FIELDS.args);
  const did = didOf(record, args);
  if (did === undefined) return SKIPPED.other;
  return judgeActivity({
    uid: uidFromContent(record, did),
    time: Math.floor(stamp / NS_PER_MS),
    place: {
      host: record.text(FIELDS.hostName),
      namespace: record.text(FIELDS.podNamespace),
      pod: given(record.text(FIELDS.podName)),
      containerId: containerOf(record),
      containerName: given(record.text(FIELDS.containerName)),
      image: given(record.text(FIELDS.containerImage)),
    },
    process: {
      path:
        pathIn(did.kind === 'start' ? args : undefined) ??
        given(record.text(FIELDS.executable)) ??
        record.text(FIELDS.startedPath),
      name: record.text(FIELDS.processName),
      commandLine: did.kind === 'start' ? commandIn(args) : record.text(FIELDS.startedCommand),
      pid: record.number(FIELDS.hostProcessId) ?? record.number(FIELDS.processId),
      parentPath: record.text(FIELDS.parentPath),
      uid: record.number(FIELDS.userId)?.toString(),
    },
    did,
  });
}

function didOf(record: RecordView, args: unknown): Activity['did'] | undefined {
  const kind = kindOf(record.text(FIELDS.eventName) ?? '');
  if (kind === 'start') return { kind };
  const connection = connectionIn(args);
  const request = kind === 'request' ? requestIn(args) : undefined;
  if (request !== undefined) return { kind: 'request', request, connection };
  return kind === undefined || connection === undefined ? undefined : { kind: 'connect', connection };
}

/** Older versions write it flat, newer ones inside `container`. */
function containerOf(record: RecordView): string | undefined {
  return given(record.text(FIELDS.containerInnerId)) ?? given(textAt(record.json(FIELDS.containerId)));
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function uidFromContent(record: RecordView, did: Activity['did']): string {
  const parts = [
    record.number(FIELDS.timestamp)?.toString(),
    record.text(FIELDS.hostName),
    record.text(FIELDS.eventName),
    record.number(FIELDS.hostProcessId)?.toString(),
    record.number(FIELDS.processEntityId)?.toString(),
    did.kind === 'connect' ? did.connection.address : undefined,
  ];
  return contentUid('tracee:', parts);
}
