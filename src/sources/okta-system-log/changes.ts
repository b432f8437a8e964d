/**
 * Settings as they were and are: from `changeDetails` of a target, else from what `debugData` says of old and new.
 * Values under names of secrets never leave this file.
 */

import { at, isObject, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { TargetEntry } from './targets.ts';

export function changeOf(targets: readonly TargetEntry[], debug: unknown): Told {
  const change = targets.find((entry) => entry.change !== undefined)?.change;
  if (change !== undefined) return ofDetails(change.from, change.to);
  const attributes = textAt(debug, 'changedAttributes') ?? textAt(debug, 'attributesModified');
  return {
    setting: attributes,
    settingOld: textAt(debug, 'oldValue') ?? textAt(debug, 'previousValue'),
    settingNew: textAt(debug, 'newValue'),
  };
}

const MOST_MEMBERS = 40;

function ofDetails(from: unknown, to: unknown): Told {
  const names = new Set([...namesOf(from), ...namesOf(to)].slice(0, MOST_MEMBERS));
  const changed = [...names].filter((name) => shown(at(from, name)) !== shown(at(to, name)));
  if (changed.length === 0) return {};
  return { setting: changed.join(', '), settingOld: side(from, changed), settingNew: side(to, changed) };
}

function namesOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

/** One changed setting shows its bare value, several show name and value. */
function side(value: unknown, changed: readonly string[]): string | undefined {
  if (!isObject(value)) return undefined;
  const parts = changed.flatMap((name) => {
    const member = Object.hasOwn(value, name) ? at(value, name) : undefined;
    if (member === undefined) return [];
    const text = SECRET_NAME.test(name) ? '***' : shown(member);
    return [changed.length === 1 ? text : `${name}=${text}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

const SECRET_NAME = /secret|passw|token|private|credential|assertion/i;

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return (
    JSON.stringify(value, (key, member: unknown) => (SECRET_NAME.test(key) ? '***' : member)) ?? ''
  ).slice(0, 2_000);
}
