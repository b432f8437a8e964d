/** One Entra record → one event. Total and pure: it finds out which log the record is of, and leaves it to that log. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { foreign } from '../../vendor/microsoft/family.ts';
import { auditEvent } from './audit.ts';
import { type Log, logOf } from './categories.ts';
import { FIELDS } from './fields.ts';
import { provisioningEvent } from './provisioning.ts';
import { riskEvent } from './risk.ts';
import { signInEvent } from './sign-in.ts';

export function normalise(record: RecordView): Normalised {
  const category = record.text(FIELDS.category);
  const log = logOf(category) ?? misnamed(record);
  if (log === undefined) return foreign(category);
  switch (log) {
    case 'audit':
      return auditEvent(record);
    case 'interactive':
    case 'non-interactive':
    case 'service-principal':
    case 'managed-identity':
      return signInEvent(record, log);
    case 'risk-event':
    case 'risky':
      return riskEvent(record, log);
    case 'provisioning':
      return provisioningEvent(record);
  }
}

/** An audit whose own category (`Policy`, `RoleManagement`, …) stands in the place of the log's. */
function misnamed(record: RecordView): Log | undefined {
  if (record.json(FIELDS.initiatedBy) === undefined) return undefined;
  const isAudit =
    record.text(FIELDS.activityDisplayName) !== undefined &&
    record.text(FIELDS.activityDateTime) !== undefined;
  return isAudit ? 'audit' : undefined;
}
