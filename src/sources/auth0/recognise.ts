/** Tells Auth0 log records, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { collected, streamed } from './framing.ts';
import { isLogType } from './operation-names.ts';

export function recognise({ samples, text }: Head): Recognition | undefined {
  if (samples.some(holdsRecord)) return 'records';
  return samples.length === 0 && looksCut(text) ? 'records' : undefined;
}

function holdsRecord(sample: unknown): boolean {
  if (isRecord(streamed(sample)) || isRecord(collected(sample))) return true;
  if (textAt(sample, 'detail-type') !== undefined) return isRecord(streamed(at(sample, 'detail')));
  return ['events', 'logs'].some((key) =>
    listAt(sample, key)
      .slice(0, 3)
      .some((element) => isRecord(collected(element))),
  );
}

/** Ids of log entries begin with the data centre and the time, and go on for some fifty digits. */
const LOG_ID = /^9\d{30,80}$/;

function isRecord(value: unknown): boolean {
  if (!isObject(value) || textAt(value, 'date') === undefined) return false;
  const type = textAt(value, 'type');
  const id = textAt(value, 'log_id') ?? textAt(value, '_id');
  if (type === undefined || id === undefined) return false;
  return LOG_ID.test(id) || (isLogType(type) && COMPANIONS.some((field) => at(value, field) !== undefined));
}

const COMPANIONS = ['client_id', 'client_name', 'connection_id', 'user_id', 'hostname', 'tenant_name'];

/** The head ends inside the first record. */
function looksCut(text: string): boolean {
  const start = text.slice(0, 4096);
  return (
    /^\s*[[{]/.test(start) &&
    /"log_id"\s*:\s*"9\d{30,80}"/.test(start) &&
    /"type"\s*:\s*"[a-z_]{1,60}"/.test(start) &&
    /"date"\s*:/.test(start)
  );
}
