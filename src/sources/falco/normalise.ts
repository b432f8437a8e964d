/**
 * Turns a Falco alert into an event by the fields of its output: which process connected where, or was started how.
 * What the rule thinks of it is passed on as a detail and decides nothing.
 */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, Skip } from '../../contract/source.ts';
import type { Activity } from '../../vendor/host/activity.ts';
import { isMetadataAddress, isTelling, judgeActivity, SKIPPED } from '../../vendor/host/judge.ts';
import { clusterActivity, hostActivity, tupleOf } from './activities.ts';
import { FIELDS } from './fields.ts';
import { numberOf, type OutputFields, outputFields, textOf, told } from './output-fields.ts';

export function normalise(record: RecordView): Normalised {
  const source = record.text(FIELDS.source) ?? 'syscall';
  const passed = source === 'syscall' ? passedOver(record) : undefined;
  if (passed !== undefined) return passed;
  const time = record.time(FIELDS.time);
  if (time === undefined) return { problem: 'missing-field', message: 'the alert has no time' };
  const fields = outputFields(record.json(FIELDS.output_fields));
  const activity = activityOf(source, fields);
  if (activity === undefined) return source === 'syscall' ? SKIPPED.other : OTHER_SOURCE;
  const { place } = activity;
  const rule = record.text(FIELDS.rule);
  return judgeActivity({
    ...activity,
    uid: record.text(FIELDS.uuid) ?? uidFromContent(record, fields),
    time,
    place: { ...place, host: place.host ?? record.text(FIELDS.hostname) },
    notes: { rule },
  });
}

/** What most alerts are about, told without reading all their fields. */
function passedOver(record: RecordView): Skip | undefined {
  const address =
    told(record.text(FIELDS.sip)) ??
    told(record.text(FIELDS.rip)) ??
    told(record.text(FIELDS.sipName)) ??
    tupleOf(record.text(FIELDS.fdName))?.server;
  if (address !== undefined) return isMetadataAddress(address) ? undefined : SKIPPED.elsewhere;
  const command = told(record.text(FIELDS.cmdline));
  if (command === undefined) return SKIPPED.other;
  return isTelling(command) ? undefined : SKIPPED.start;
}

const OTHER_SOURCE = { skip: 'alert of a Falco plugin that watches no host' };

function activityOf(source: string, fields: OutputFields): Omit<Activity, 'uid' | 'time'> | undefined {
  if (source === 'syscall') return hostActivity(fields);
  return source === 'k8s_audit' ? clusterActivity(fields) : undefined;
}

/** Alerts carry no id of their own before Falco's newest versions. */
function uidFromContent(record: RecordView, fields: OutputFields): string {
  const parts = [
    record.text(FIELDS.time),
    record.text(FIELDS.hostname),
    record.text(FIELDS.rule),
    textOf(fields, 'fd.name'),
    textOf(fields, 'container.id'),
    textOf(fields, 'proc.cmdline'),
    numberOf(fields, 'proc.pid')?.toString(),
  ];
  return contentUid('falco:', parts);
}
