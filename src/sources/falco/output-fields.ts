/** The fields a Falco rule prints, by name. `<NA>` and empty ones are not there. */

import { isObject } from '../../lib/json.ts';

export type OutputFields = Readonly<Record<string, unknown>>;

export function outputFields(value: unknown): OutputFields {
  return isObject(value) ? value : {};
}

export function textOf(fields: OutputFields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = told(Object.hasOwn(fields, name) ? fields[name] : undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A field's value as text; undefined where Falco prints that there is none. */
export function told(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && !NOTHING.has(value) ? value : undefined;
}

const NOTHING: ReadonlySet<string> = new Set(['', '<NA>', 'N/A']);

export function numberOf(fields: OutputFields, ...names: readonly string[]): number | undefined {
  const text = textOf(fields, ...names);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
