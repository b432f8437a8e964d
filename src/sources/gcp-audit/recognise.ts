/** Tells Google Cloud audit logs, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseTable(head);
  // Rows carry the log's name too.
  if (head.samples.some(isBigQueryRow)) return { wrapping: 'bigquery' };
  if (head.samples.some((sample) => hasColumns(Object.keys(sample)))) return { wrapping: 'columns' };
  if (head.samples.some(isEntry)) return 'records';
  if (head.keys.includes('receivedMessages')) {
    return listsMessages(head) ? 'records' : undefined;
  }
  if (head.samples.some(isMessage)) return { wrapping: 'pubsub' };
  return looksCut(head) ? 'records' : undefined;
}

/** The name every audit log ends in. */
const AUDIT_LOG = /^[a-zA-Z]+\/[^/\s]+\/logs\/cloudaudit\.googleapis\.com(?:%2F|\/)\w+$/;
const AUDIT_TYPE = 'type.googleapis.com/google.cloud.audit.AuditLog';

function isEntry(sample: unknown): boolean {
  const payload = at(sample, 'protoPayload');
  if (AUDIT_LOG.test(textAt(sample, 'logName') ?? textAt(sample, 'logname') ?? '')) return true;
  if (!isObject(payload)) return listAt(sample, 'entries').slice(0, 3).some(isBareEntry);
  return (
    textAt(payload, '@type') === AUDIT_TYPE ||
    (isObject(at(sample, 'resource')) && namesMethod(payload)) ||
    isTrimmed(payload)
  );
}

function isBareEntry(value: unknown): boolean {
  return AUDIT_LOG.test(textAt(value, 'logName') ?? '');
}

function namesMethod(payload: unknown): boolean {
  return textAt(payload, 'methodName') !== undefined || textAt(payload, 'serviceName') !== undefined;
}

/** Hand-trimmed entries keep what they are about. */
function isTrimmed(payload: unknown): boolean {
  return (
    namesMethod(payload) &&
    (isObject(at(payload, 'authenticationInfo')) || at(payload, 'authorizationInfo') !== undefined)
  );
}

/** A message whose data, read as base64, is an audit log entry. */
function isMessage(sample: unknown): boolean {
  const data =
    textAt(sample, 'message', 'data') ??
    (at(sample, 'ackId') === undefined ? undefined : textAt(sample, 'data'));
  return data !== undefined && isEntryText(Buffer.from(data.slice(0, 16_384), 'base64').toString('utf8'));
}

function listsMessages({ samples, text }: Head): boolean {
  if (samples.some(isMessage)) return true;
  if (samples.some((sample) => listAt(sample, 'receivedMessages').slice(0, 3).some(isMessage))) return true;
  const data = /"data"\s*:\s*"([A-Za-z0-9+/_-]{200,})/.exec(text)?.[1];
  return data !== undefined && isEntryText(Buffer.from(data.slice(0, 16_384), 'base64').toString('utf8'));
}

function isEntryText(text: string): boolean {
  return /cloudaudit\.googleapis\.com|google\.cloud\.audit\.AuditLog/.test(text);
}

function isBigQueryRow(sample: unknown): boolean {
  return isObject(at(sample, 'protopayload_auditlog'));
}

/** Columns that together no other log has. */
function hasColumns(names: readonly string[]): boolean {
  if (!names.some((name) => name.includes('ethodName'))) return false;
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const flattened = has(/^(?:payload_|protopayload_auditlog[._]|protoPayload\.)methodName(?:_s)?$/);
  if (flattened)
    return has(/^(?:payload_|protopayload_auditlog[._]|protoPayload\.)(?:serviceName|authenticationInfo)/);
  return names.includes('MethodName') && names.includes('ServiceName') && names.includes('GCPResourceName');
}

function recogniseTable({ columns, text }: Head): Recognition | undefined {
  if (!hasColumns(columns)) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

/** The head ends inside the first entry, or its first entries are of another kind. */
function looksCut({ samples, text }: Head): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  if (/"logName"\s*:\s*"\w+\/[^"/]+\/logs\/cloudaudit\.googleapis\.com(?:%2F|\/)/.test(text)) return true;
  return (
    samples.length === 0 && /"@type"\s*:\s*"type\.googleapis\.com\/google\.cloud\.audit\.AuditLog"/.test(text)
  );
}
