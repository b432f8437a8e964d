/** Tells PingOne audit activities, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';

export function recognise(head: Head): Recognition | undefined {
  const { samples, text } = head;
  if (samples.some((sample) => listAt(sample, '_embedded', 'activities').slice(0, 3).some(isRecord))) {
    return { wrapping: 'page' };
  }
  if (samples.some(isEmptyPage)) return { skip: 'page without records' };
  if (samples.some(holdsRecord)) return 'records';
  if (samples.length > 0 || !/^\s*[[{]/.test(text) || !isRecordText(text)) return undefined;
  return /"_embedded"\s*:\s*\{\s*"activities"/.test(text) ? { wrapping: 'page' } : 'records';
}

/** `THING.HAPPENED`, in capitals. */
const TYPE = /^[A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)?$/;

function isRecord(value: unknown): boolean {
  const type = textAt(value, 'action', 'type');
  if (type === undefined || !TYPE.test(type)) return false;
  if (textAt(value, 'recordedAt') === undefined || textAt(value, 'result', 'status') === undefined)
    return false;
  return Array.isArray(at(value, 'resources')) || isObject(at(value, 'actors'));
}

function holdsRecord(sample: unknown): boolean {
  if (isRecord(sample) || isRecord(at(sample, 'event'))) return true;
  const text = textAt(sample, 'message');
  return text !== undefined && /^\s*\{/.test(text) && isRecordText(text);
}

/** Links to an environment's activities, and none of them. */
function isEmptyPage(sample: unknown): boolean {
  const activities = at(sample, '_embedded', 'activities');
  if (!Array.isArray(activities) || activities.length > 0) return false;
  return /\/environments\/[^/]+\/activities/.test(textAt(sample, '_links', 'self', 'href') ?? '');
}

function isRecordText(text: string): boolean {
  return (
    /"recordedAt"\s*:\s*"/.test(text) &&
    /"action"\s*:\s*\{[^{}]{0,400}"type"\s*:\s*"[A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)?"/.test(text) &&
    /"(?:resources|actors)"\s*:/.test(text)
  );
}
