/** The fields a Falco rule prints, by name. `<NA>` and empty ones are not there. */

import { isObject } from '../../lib/json.ts';

export type OutputFields = Readonly<Record<string, unknown>>;

export function outputFields(value: unknown): OutputFields {
  return isObject(value) ? value : {};
}

export function textOf(fields: OutputFields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value !== '' && value !== '<NA>' && value !== 'N/A') return value;
  }
  return undefined;
}

export function numberOf(fields: OutputFields, ...names: readonly string[]): number | undefined {
  const text = textOf(fields, ...names);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
