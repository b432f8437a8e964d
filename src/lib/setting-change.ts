/**
 * What changed between two states of a thing, as three short texts. Values under names that speak of secrets are
 * masked; members that are equal are left out.
 */

import { at, isObject } from './json.ts';
import type { Told } from './told-details.ts';

/** `setting` names the changed members; with one of them the values stand bare, with several beside their names. */
export function settingChange(from: unknown, to: unknown): Told {
  const names = new Set([...namesOf(from), ...namesOf(to)].slice(0, MOST_MEMBERS));
  const changed = [...names].filter((name) => shown(ownAt(from, name)) !== shown(ownAt(to, name)));
  if (changed.length === 0) return {};
  return { setting: changed.join(', '), settingOld: side(from, changed), settingNew: side(to, changed) };
}

const MOST_MEMBERS = 40;
const SECRET_NAME = /secret|passw|token|private|credential|assertion|skey|bypass_code/i;

function namesOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function ownAt(value: unknown, name: string): unknown {
  return isObject(value) ? at(value, name) : undefined;
}

function side(value: unknown, changed: readonly string[]): string | undefined {
  const parts = changed.flatMap((name) => {
    const member = ownAt(value, name);
    if (member === undefined) return [];
    const text = SECRET_NAME.test(name) ? '***' : shown(member);
    return [changed.length === 1 ? text : `${name}=${text}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : written(value)).slice(0, 2_000);
}

/** Members whose names speak of secrets are looked for only where there are members. */
function written(value: unknown): string {
  const isPlain = typeof value !== 'object' || value === null;
  return (isPlain ? JSON.stringify(value) : JSON.stringify(value, masked)) ?? '';
}

function masked(key: string, member: unknown): unknown {
  return SECRET_NAME.test(key) ? '***' : member;
}
