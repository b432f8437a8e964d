/** Tells Okta's System Log, in any of its wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { isTypedColumn } from '../../lib/typed-columns.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseTable(head);
  if (head.samples.some((sample) => listAt(sample, 'data', 'events').some(isRecord))) {
    return { wrapping: 'event-hook' };
  }
  if (head.samples.some(isFlattened)) return { wrapping: 'log-analytics' };
  if (head.samples.some(holdsRecord)) return 'records';
  return looksCut(head) ? 'records' : undefined;
}

/** Dotted words: `user.session.start`, `app.oauth2.as.token.grant`. */
const EVENT_TYPE = /^[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+$/;

function isRecord(value: unknown): boolean {
  if (!isObject(value)) return false;
  const type = textAt(value, 'eventType') ?? textAt(value, 'eventtype');
  if (type === undefined || !EVENT_TYPE.test(type)) return false;
  const actor = at(value, 'actor');
  if (!isObject(actor) || (at(actor, 'alternateId') === undefined && at(actor, 'id') === undefined))
    return false;
  return textAt(value, 'published') !== undefined && COMPANIONS.some((name) => Object.hasOwn(value, name));
}

/** Without one of these beside type, actor and time it is somebody else's event. */
const COMPANIONS = [
  'legacyEventType',
  'legacyeventtype',
  'displayMessage',
  'displaymessage',
  'outcome',
  'severity',
];

function holdsRecord(sample: unknown): boolean {
  if (isRecord(sample) || isRecord(at(sample, 'event')) || isRecord(at(sample, 'detail'))) return true;
  const text = textAt(sample, 'message');
  return text !== undefined && isRecordText(text);
}

function isFlattened(sample: unknown): boolean {
  const type = textAt(sample, 'eventType_s');
  return type !== undefined && EVENT_TYPE.test(type) && textAt(sample, 'actor_id_s') !== undefined;
}

function recogniseTable({ columns, text }: Head): Recognition | undefined {
  const typed = (name: string): boolean => columns.some((column) => isTypedColumn(column, name));
  const flattened = typed('eventType') && typed('actor_id') && typed('published');
  const download = ['event_type', 'actor.id', 'outcome.result', 'uuid'].every((name) =>
    columns.includes(name),
  );
  if (!flattened && !download) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

function isRecordText(text: string): boolean {
  return (
    /^\s*\{/.test(text) &&
    /"event[Tt]ype"\s*:\s*"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+"/.test(text) &&
    /"legacy[Ee]vent[Tt]ype"\s*:/.test(text) &&
    /"alternateId"\s*:/.test(text)
  );
}

/** The head ends inside the first record: what it shows must do. */
function looksCut({ samples, text }: Head): boolean {
  if (samples.length > 0 || !/^\s*[[{]/.test(text)) return false;
  return (
    /"event[Tt]ype"\s*:\s*"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+"/.test(text) &&
    /"(?:legacy[Ee]vent[Tt]ype|externalSessionId)"\s*:/.test(text) &&
    /"alternateId"\s*:/.test(text)
  );
}
