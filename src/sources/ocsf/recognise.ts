/** Tells OCSF events from every other log, by what every event must have: class, and metadata that name a version. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, numberAt, textAt } from '../../lib/json.ts';

export function recognise({ samples, text }: Head): Recognition | undefined {
  if (samples.some(isEvent)) return 'records';
  return samples.length === 0 ? cut(text) : undefined;
}

function isEvent(sample: unknown): boolean {
  const classUid = numberAt(sample, 'class_uid');
  if (classUid === undefined || !Number.isInteger(classUid)) return false;
  const metadata = at(sample, 'metadata');
  const described = textAt(metadata, 'version') !== undefined || isObject(at(metadata, 'product'));
  return described && COMPANIONS.some((name) => at(sample, name) !== undefined);
}

const COMPANIONS = ['category_uid', 'activity_id', 'type_uid', 'severity_id'];

/** The head ends inside the first event: its opening members must do. */
function cut(text: string): Recognition | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const has = (name: string): boolean => text.includes(`"${name}"`);
  return has('class_uid') && has('category_uid') && has('activity_id') ? 'records' : undefined;
}
