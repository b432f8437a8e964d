/** What every source's table of operations must keep: its names, its README, and the checklist of operations. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Operation } from '../../src/contract/source.ts';
import { ACTIONS } from '../../src/model/action.ts';
import { CHECKLIST } from './corpora.ts';

/** Constant details under either name; finders of details by name. */
interface Row extends Operation {
  readonly says?: object;
  readonly details?: object;
}

/**
 * @param name what an operation's name must look like
 * @param folder of the source, as the test's `import.meta.dirname` gives it
 */
export function testRows(rows: readonly Row[], name: RegExp, folder: string): void {
  test('every row says an action we know, and a name as records give it', () => {
    expect(rows.map(({ operation }) => operation).filter((operation) => !name.test(operation))).toEqual([]);
    expect(rows.filter(({ action }) => !ACTIONS.includes(action))).toEqual([]);
  });

  test('the README explains every detail that a row can give', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(detailsIn(rows).filter((detail) => !readme.includes(`\`${detail}\``))).toEqual([]);
  });
}

/** Names of the details that rows can give, each once. */
export function detailsIn(rows: readonly Row[]): string[] {
  return [
    ...new Set(
      rows.flatMap(({ says = {}, details = {} }) => [...Object.keys(says), ...Object.keys(details)]),
    ),
  ];
}

/** Where the checklist names a vendor's operations: what a passage starts with, and what it goes on with. */
export interface Passage {
  readonly from: string;
  readonly to: string;
}

export interface Asked {
  readonly passages: readonly Passage[];
  /** The names in a passage. */
  readonly names: (passage: string) => readonly string[];
  /** Whether a name is in the table, or is none of an operation. */
  readonly known: (name: string) => boolean;
  /** How many different names there are more of, so that a passage that was moved does not pass unseen. */
  readonly moreThan: number;
}

/** The checklist is not part of the repository: where it is not, this skips. */
export function testChecklist(title: string, { passages, names, known, moreThan }: Asked): void {
  test.skipIf(!existsSync(CHECKLIST))(title, () => {
    const text = readFileSync(CHECKLIST, 'utf8');
    const asked = new Set(passages.flatMap((passage) => names(textOf(text, passage))));
    expect([...asked].filter((name) => !known(name))).toEqual([]);
    expect(asked.size).toBeGreaterThan(moreThan);
  });
}

function textOf(text: string, { from, to }: Passage): string {
  const start = text.indexOf(from);
  expect(start, `the checklist has a passage "${from}"`).toBeGreaterThanOrEqual(0);
  const end = text.indexOf(to, start + from.length);
  expect(end, `the passage "${from}" ends at "${to}"`).toBeGreaterThan(start);
  return text.slice(start, end);
}
