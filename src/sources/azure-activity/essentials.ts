/** What no event of the activity log is without: a category of calls, an operation, a possible time, and an end. */

import type { RecordView } from '../../contract/projection.ts';
import type { Foreign, Skip, Unusable } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import type { Outcome } from '../../model/event.ts';
import { foreign } from '../../vendor/microsoft/family.ts';
import { resourceUid } from '../../vendor/microsoft/resource.ts';
import { parseTime } from '../../vendor/microsoft/time.ts';
import { isActivity, skippedCategory } from './categories.ts';
import { FIELDS } from './fields.ts';
import { isOperationName, type NamedOperation, nameOperation } from './operation-names.ts';

export interface Essentials {
  readonly time: number;
  readonly named: NamedOperation;
  /** Empty when the record names none. */
  readonly resourceId: string;
  readonly outcome: Outcome;
  readonly isAlert: boolean;
}

/** Or why there is no event. */
export function essentialsOf(record: RecordView): Essentials | Skip | Unusable | Foreign {
  const category = record.text(FIELDS.category);
  const resource = record.text(FIELDS.resourceId);
  if (!isActivity(category, resource, record.text(FIELDS.operationName))) return foreign(category);
  const skipped = skippedCategory(category);
  if (skipped !== undefined) return skipped;
  const name = operationNameOf(record);
  if (name === undefined) return missing('operationName');
  const text = record.text(FIELDS.time);
  if (text === undefined) return missing('time');
  const time = parseTime(text);
  if (time === undefined) return impossibleTime('time', text);
  const isAlert = category.toLowerCase() === 'security';
  const phase = PHASES.get(record.text(FIELDS.resultType)?.toLowerCase() ?? '') ?? 'success';
  if (phase === 'start' && !isAlert) return STARTED;
  const resourceId = resourceUid(resource) ?? resourceUid(record.text(FIELDS.entity)) ?? '';
  return {
    time,
    named: nameOperation(name),
    resourceId,
    outcome: phase === 'failure' ? 'failure' : 'success',
    isAlert,
  };
}

/** Delivered records and the API name the result differently. */
const PHASES: ReadonlyMap<string, 'start' | 'failure'> = new Map([
  ['start', 'start'],
  ['started', 'start'],
  ['accept', 'start'],
  ['accepted', 'start'],
  ['inprogress', 'start'],
  ['in progress', 'start'],
  ['failure', 'failure'],
  ['failed', 'failure'],
  ['canceled', 'failure'],
  ['cancelled', 'failure'],
]);
const STARTED: Skip = Object.freeze({ skip: 'start of an operation, whose end is a record of its own' });

/** Older workspace tables give a sentence as the name; what was authorised is the operation itself. */
function operationNameOf(record: RecordView): string | undefined {
  for (const field of [FIELDS.operationName, FIELDS.authorizedAction, FIELDS.message]) {
    const name = record.text(field);
    if (name !== undefined && isOperationName(name)) return name;
  }
  return record.text(FIELDS.operationName);
}
