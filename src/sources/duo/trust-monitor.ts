/** Security events of Trust Monitor: Duo's own word about an access, evidence and never a finding of ours. */

import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Principal } from '../../model/event.ts';
import { labels } from './authentication.ts';
import { readDevice } from './device.ts';
import { FIELDS } from './fields.ts';
import { rowOf } from './operations.ts';
import { NOBODY, person } from './person.ts';

export function trustMonitorEvent(record: RecordView, time: number, key: string): NormalisedEvent {
  const access = record.json(FIELDS.surfaced);
  const device = readDevice(surfacedDevice(access));
  const enabledFor = record.json(FIELDS.enabledFor);
  const whose = textAt(access, 'user', 'key') === undefined ? enabledFor : undefined;
  const principal = whose === undefined ? userOf(access) : named(whose);
  const priority = record.json(FIELDS.priorityEvent) === true;
  return {
    uid: `duo:${clip(key, 128)}`,
    time,
    provider: 'duo',
    scope: record.text(FIELDS.host) ?? '',
    region: undefined,
    operation: 'duo:trust_monitor',
    action: 'alert',
    outcome: 'success',
    error: undefined,
    access: device.access,
    principal,
    credential: undefined,
    session: undefined,
    client: device.client,
    targets: [],
    issued: [],
    subject: undefined,
    details: toldDetails(rowOf('trust_monitor')?.details, {
      alertType: record.text(FIELDS.trustType),
      riskLevel: priority ? 'high' : 'medium',
      reason: labels(record.json(FIELDS.priorityReasons)) ?? labels(record.json(FIELDS.explanations)),
      state: record.text(FIELDS.triageState),
      application: textAt(access, 'application', 'name'),
      enabledBy: textAt(record.json(FIELDS.enabledBy), 'name'),
    }),
    pair: undefined,
  };
}

function surfacedDevice(access: unknown): unknown {
  return typeof access === 'object' && access !== null ? Reflect.get(access, 'access_device') : undefined;
}

function userOf(access: unknown): Principal {
  const email = textAt(access, 'email');
  return person(textAt(access, 'user', 'key'), textAt(access, 'user', 'name'), { email });
}

function named(value: unknown): Principal {
  return value === undefined ? NOBODY : person(textAt(value, 'key'), textAt(value, 'name'));
}
