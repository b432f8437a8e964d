/** Tells alerts of the Alert Center from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, listAt, textAt } from '../../lib/json.ts';

const DATA_TYPE = /google\.apps\.alertcenter\.type\./;

export function recognise({ samples, text }: Head): Recognition | undefined {
  if (samples.some(holdsAlert)) return 'records';
  const cut = samples.length === 0 && /^\s*[[{]/.test(text) && /"alertId"\s*:/.test(text);
  return cut && DATA_TYPE.test(text) ? 'records' : undefined;
}

function holdsAlert(sample: unknown): boolean {
  return isAlert(sample) || listAt(sample, 'alerts').slice(0, 3).some(isAlert);
}

function isAlert(value: unknown): boolean {
  if (textAt(value, 'alertId') === undefined) return false;
  if (DATA_TYPE.test(textAt(value, 'data', '@type') ?? '')) return true;
  return FIELDS_OF_ALERTS.every((name) => at(value, name) !== undefined);
}

const FIELDS_OF_ALERTS = ['customerId', 'createTime', 'startTime', 'type', 'source', 'etag'];
