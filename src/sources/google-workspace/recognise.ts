/** Tells Workspace activities, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseTable(head);
  if (head.samples.some(holdsActivity)) return 'records';
  if (head.samples.some(isRow)) return { wrapping: 'bigquery' };
  if (head.samples.some(isEmptyResponse)) return { skip: 'response without activities' };
  return looksCut(head) ? 'records' : undefined;
}

const KIND = 'admin#reports#activity';

function isActivity(value: unknown): boolean {
  const id = at(value, 'id');
  if (!isObject(id)) return false;
  const named = textAt(id, 'applicationName') !== undefined;
  if (textAt(value, 'kind') === KIND) return true;
  const told = at(value, 'events') !== undefined || textAt(value, 'name') !== undefined;
  return named && (told || at(value, 'actor') !== undefined);
}

function holdsActivity(sample: unknown): boolean {
  if (isActivity(sample)) return true;
  return listAt(sample, 'items').slice(0, 3).some(isActivity);
}

function isRow(sample: unknown): boolean {
  return ROW.every((name) => at(sample, name) !== undefined);
}

const ROW = ['time_usec', 'event_name', 'record_type'];

function recogniseTable({ columns, text }: Head): Recognition | undefined {
  if (!ROW.every((name) => columns.includes(name))) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

function isEmptyResponse(sample: unknown): boolean {
  const items = at(sample, 'items');
  return (
    textAt(sample, 'kind') === 'admin#reports#activities' &&
    (items === undefined || (Array.isArray(items) && items.length === 0))
  );
}

/** The head ends inside the first record. */
function looksCut({ samples, text }: Head): boolean {
  return (
    samples.length === 0 &&
    /^\s*[[{]/.test(text) &&
    /"kind"\s*:\s*"(?:admin#reports#activity|admin#reports#activities)"|"(?:reports|admin)#activit/.test(text)
  );
}
