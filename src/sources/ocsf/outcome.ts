/** Whether an event says that what it tells of failed, and why. */

import type { RecordView } from '../../contract/projection.ts';
import { clip, maskSecrets } from '../../lib/text.ts';
import { FIELDS } from './fields.ts';

const FAILURE = 2;
const LONGEST = 200;

/** The error's name or a sentence; undefined when it did not fail, or nothing says that it did. */
export function failureOf(record: RecordView): string | undefined {
  const error = record.text(FIELDS.error) || undefined;
  if (error !== undefined) return error;
  const id = record.number(FIELDS.statusId);
  const failed = id === FAILURE || (id === undefined && /^fail/i.test(record.text(FIELDS.status) ?? ''));
  if (!failed) return undefined;
  const code = record.json(FIELDS.statusCode);
  const named =
    typeof code === 'string' && code !== '' ? code : typeof code === 'number' ? `${code}` : undefined;
  const said = named ?? (record.text(FIELDS.statusDetail) || record.text(FIELDS.errorMessage));
  return said ? clip(maskSecrets(said), LONGEST) : 'Failure';
}
