/** `entra:Operation` from an audit's name, and its row in the table; remembered, as few differ. */

import { clip, escapeControls } from '../../lib/text.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  readonly operation: string;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
}

export function nameOperation(name: string): NamedOperation {
  let named = remembered.get(name);
  if (named === undefined) {
    if (remembered.size >= MAX_NAMES) remembered.clear();
    const row = table.get(keyOf(name));
    named = { operation: row?.operation ?? `entra:${clip(escapeControls(name.trim()), 120)}`, row };
    remembered.set(name, named);
  }
  return named;
}

/** Entra has some 1,500 names; more can only come from hostile input. */
const MAX_NAMES = 4_000;
const remembered = new Map<string, NamedOperation>();
const table: ReadonlyMap<string, Row> = new Map(
  OPERATIONS.map((row) => [keyOf(row.operation.slice('entra:'.length)), row]),
);

/**
 * Letters and digits only. Names differ in case between services, and the dash in `Update application – Certificates and
 * secrets management` arrives as an en dash, a hyphen or broken encoding, with or without a space at the end.
 */
function keyOf(name: string): string {
  return name
    .slice(0, 300)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
