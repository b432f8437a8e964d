/** The `changes` of an event: fields with their old and new values, as far as these may be told. */

import { at, listAt, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';

export interface Change {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** More would be noise in a finding. */
const MOST_CHANGES = 50;

export function changesIn(value: unknown): readonly Change[] {
  return listAt(value)
    .slice(0, MOST_CHANGES)
    .flatMap((change) => {
      const name = textAt(change, 'field');
      return name === undefined
        ? []
        : [{ name: name.slice(0, 80), from: at(change, 'from'), to: at(change, 'to') }];
    });
}

/** Old and new values of the changed fields; of fields that hold secrets, keys or certificates no text. */
export function toldChanges(changes: readonly Change[]): Told {
  if (changes.length === 0) return {};
  return {
    setting: changes.map(({ name }) => name).join(' '),
    settingOld: written(changes, 'from'),
    settingNew: written(changes, 'to'),
  };
}

const SECRET = /pass(?:word|code)?$|passw|secret|token|private|hash|key|cert|credential|saml.*meta/i;

function written(changes: readonly Change[], side: 'from' | 'to'): string | undefined {
  const shown = changes.flatMap((change) => {
    const value = short(change[side], SECRET.test(change.name));
    return value === undefined ? [] : [`${change.name}=${value}`];
  });
  return shown.length === 0 ? undefined : shown.join(' ');
}

/** Flags, numbers, and text that is a word or an address rather than content. */
function short(value: unknown, isSecret: boolean): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return !isSecret && typeof value === 'string' && /^[\w@.:/+ -]{1,80}$/.test(value) ? value : undefined;
}
