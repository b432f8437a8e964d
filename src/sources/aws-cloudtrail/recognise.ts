/** Tells CloudTrail records, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import { canonicalName } from '../../vendor/aws/lake-names.ts';
import { DIGEST_FILE } from './framing.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseTable(head);
  if (head.keys.includes('digestStartTime') && head.keys.includes('digestS3Bucket')) {
    return unlessMore(head, DIGEST_FILE);
  }
  if (head.keys.includes('QueryResultRows')) return recogniseQueryResult(head);
  if (head.keys.includes('message') && head.samples.some(isLogEvent)) return { wrapping: 'message' };
  if (head.keys.some(isName) && head.samples.some(isRow)) return { wrapping: 'columns' };
  if (head.samples.some(holdsRecord)) return 'records';
  if (head.samples.length > 0 && head.samples.every(isControlMessage)) {
    return unlessMore(head, 'CloudWatch Logs control message');
  }
  if (head.samples.some(isEmptyDelivery)) return unlessMore(head, 'delivery without records');
  return looksCut(head) ? 'records' : undefined;
}

/** A file that is one value is known by it; in what was put together of several, records may follow. */
function unlessMore({ text }: Head, skip: string): Recognition {
  return parseNested(text.trim()) === undefined ? 'records' : { skip };
}

/** A service of AWS, and not the `aws:s3` of bucket notifications, which also come as `Records`. */
const AWS_SOURCE = /\.amazonaws\.com(\.cn)?$/;

function isRecord(value: unknown): boolean {
  const insight = textAt(value, 'eventType') === 'AwsCloudTrailInsight';
  if (insight && isObject(at(value, 'insightDetails'))) return true;
  const source = textAt(value, 'eventSource') ?? textAt(value, 'eventsource');
  if (source === undefined || !AWS_SOURCE.test(source)) return false;
  const name = textAt(value, 'eventName') ?? textAt(value, 'eventname');
  return name !== undefined && COMPANIONS.some((field) => at(value, field) !== undefined);
}

function isName(key: string): boolean {
  return canonicalName(key) === 'eventName';
}

/** A row of a table as a query engine writes it: names in lower case, or nested columns as text. */
function isRow(sample: unknown): boolean {
  if (!isRecord(sample)) return false;
  return textAt(sample, 'eventname') !== undefined || BLOCKS.some((name) => isNotation(textAt(sample, name)));
}

function isNotation(text: string | undefined): boolean {
  return text?.startsWith('{') === true;
}

const BLOCKS = ['userIdentity', 'requestParameters', 'responseElements'];

/** Without at least one of these beside source and name it is a summary, not an event. */
const COMPANIONS = ['eventTime', 'userIdentity', 'eventVersion', 'eventID', 'eventtime', 'useridentity'];

function holdsRecord(sample: unknown): boolean {
  if (isRecord(sample) || isRecord(at(sample, 'eventData'))) return true;
  if (textAt(sample, 'detail-type') !== undefined) return isRecord(at(sample, 'detail'));
  const inner = textAt(sample, 'CloudTrailEvent') ?? textAt(sample, 'message') ?? wholeEvent(sample);
  if (inner !== undefined) return looksLikeRecordText(inner);
  if (listAt(sample, 'results').slice(0, 3).some(isLogsQueryRow)) return true;
  const nested = WRAPPERS.flatMap((key) => listAt(sample, key).slice(0, 3));
  return nested.some((element) => isObject(element) && holdsNestedRecord(element));
}

const WRAPPERS = ['Records', 'logEvents', 'events', 'Events'];

function holdsNestedRecord(element: unknown): boolean {
  const inner = textAt(element, 'CloudTrailEvent') ?? textAt(element, 'message');
  return inner === undefined ? isRecord(element) : looksLikeRecordText(inner);
}

/** A row of a Logs Insights result whose fields hold the event as it was logged. */
function isLogsQueryRow(row: unknown): boolean {
  return listAt(row).some((cell) => looksLikeRecordText(textAt(cell, 'value') ?? ''));
}

/** Of CloudWatch Logs, one a line. */
function isLogEvent(sample: unknown): boolean {
  return !isRecord(sample) && looksLikeRecordText(textAt(sample, 'message') ?? '');
}

function wholeEvent(sample: unknown): string | undefined {
  return textAt(sample, 'eventData') ?? textAt(sample, 'eventJson');
}

function looksLikeRecordText(text: string): boolean {
  return (
    /^\s*\{/.test(text) &&
    /"eventName"\s*:/.test(text) &&
    /"eventSource"\s*:\s*"[\w.-]+\.amazonaws\.com(\.cn)?"/.test(text)
  );
}

function isControlMessage(sample: unknown): boolean {
  if (textAt(sample, 'messageType') === 'CONTROL_MESSAGE') return true;
  return textAt(sample, 'message')?.startsWith('CWL CONTROL MESSAGE') ?? false;
}

function isEmptyDelivery(sample: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(sample).filter((key) => key !== 'NextToken');
  return EMPTY.some((key) => listIsEmpty(sample[key]) && keys.length === 1);
}

/** Delivered files, and what `lookup-events` prints where nothing happened. */
const EMPTY = ['Records', 'Events'];

function listIsEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function recogniseTable(head: Head): Recognition | undefined {
  if (!hasEventColumns(head)) return undefined;
  return head.text.trim().includes('\n') ? 'records' : { skip: NO_ROWS };
}

const NO_ROWS = 'export without rows';

function hasEventColumns({ columns, text }: Head): boolean {
  const names = new Set(columns.map(canonicalName));
  const whole = names.has('eventJson') || names.has('eventData') || names.has('CloudTrailEvent');
  if (whole || ['eventTime', 'eventName', 'eventSource'].every((name) => names.has(name))) return true;
  return names.has('@message') && looksLikeRecordText(text.slice(text.indexOf('{')).replaceAll('""', '"'));
}

/** Whole events are what a query selects when it means to export them; counts and groupings are not events. */
function recogniseQueryResult(head: Head): Recognition | undefined {
  const { text } = head;
  if (/"event(json|data)"\s*:\s*"/i.test(text)) return 'records';
  if (head.samples.some((sample) => listIsEmpty(sample['QueryResultRows']))) return unlessMore(head, NO_ROWS);
  const has = (name: string): boolean => new RegExp(`"${name}"\\s*:`, 'i').test(text);
  if (!has('eventName') && !has('eventSource')) return undefined;
  if (has('eventTime') && has('eventName') && has('eventSource')) return 'records';
  return { skip: 'CloudTrail Lake query result without whole events' };
}

/** The head ends inside the first record: its opening fields must do. */
function looksCut(head: Head): boolean {
  if (head.samples.length > 0) return false;
  const text = head.text.slice(0, 65_536);
  if (!/^\s*[[{]/.test(text)) return false;
  if (looksLikeRecordText(text)) return true;
  const escaped = /\\?"eventVersion\\?"\s*:\s*\\?"1\.\d\d?\\?"/.test(text);
  return escaped && /\\?"userIdentity\\?"\s*:/.test(text);
}
