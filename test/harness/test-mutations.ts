/**
 * Every sample of a source with one value in it replaced by any other JSON, a few hundred times over: whatever a record
 * holds, it must come to an event, a counted skip or a problem, and nothing may throw. Some values are made to make a
 * reader throw: objects that cannot become text, and text of more brackets than a stack has room for.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Source } from '../../src/contract/source.ts';
import { isObject } from '../../src/lib/json.ts';
import { readWhole } from './test-source.ts';

/** @param samples path of the folder; its files of JSON are used, whole or one record a line */
export function testMutations(source: Source, samples: string): void {
  const files = readdirSync(samples);

  test.each(files.filter((name) => name.endsWith('.ndjson')))(
    '%s with any value replaced comes to something for every record',
    (name) => {
      const records = readFileSync(join(samples, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const texts = records.map((record) => JSON.stringify(record));
      fc.assert(
        fc.property(fc.nat(), fc.nat(), VALUE, (which, where, value) => {
          const at = which % records.length;
          const changed = JSON.stringify(replaced(records[at], where, value));
          // The record before keeps the file recognisable.
          const lines = [...texts.slice(0, 1), ...texts.with(at, changed)];
          const { events, skipped, problems } = readWhole(source, Buffer.from(lines.join('\n')));
          const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
          const emptied = isEmptyList(value) && isWrapped(records[0], source) ? 1 : 0;
          expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(lines.length - emptied);
          expect(JSON.stringify(events)).not.toContain('"__proto__"');
        }),
        { numRuns: 300, seed: 5 },
      );
    },
  );

  test.each(files.filter((name) => name.endsWith('.json')))(
    '%s with any value replaced makes nothing throw',
    (name) => {
      const whole: unknown = JSON.parse(readFileSync(join(samples, name), 'utf8'));
      fc.assert(
        fc.property(fc.nat(), VALUE, (where, value) => {
          const { events } = readWhole(source, Buffer.from(JSON.stringify(replaced(whole, where, value))));
          expect(JSON.stringify(events)).not.toContain('"__proto__"');
        }),
        { numRuns: 100, seed: 5 },
      );
    },
  );
}

/** Of an envelope that holds an empty list there is nothing to count. */
function isWrapped(record: unknown, { framing }: Source): boolean {
  return isObject(record) && framing.envelopes.some(({ key }) => Object.hasOwn(record, key));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const UNSPEAKABLE = { toString: 1, valueOf: 2 };
/** More than a stack has room for. */
const LEVELS = 6_000;
const DEEP = '{"a":'.repeat(LEVELS);
const HOSTILE: readonly unknown[] = [
  UNSPEAKABLE,
  [UNSPEAKABLE],
  JSON.stringify(UNSPEAKABLE),
  '['.repeat(LEVELS) + ']'.repeat(LEVELS),
  `${DEEP}1${'}'.repeat(LEVELS)}`,
];
const VALUE = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
);

/** The value at one of the record's places, in the order they are met, replaced; never the record itself: `[]` is no record. */
function replaced(record: unknown, where: number, value: unknown): unknown {
  const places = countOf(record);
  let left = 1 + (where % Math.max(1, places - 1));
  const visit = (current: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(current)) return current.map(visit);
    if (typeof current !== 'object' || current === null) return current;
    return Object.fromEntries(Object.entries(current).map(([key, member]) => [key, visit(member)]));
  };
  return visit(record);
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, member) => sum + countOf(member), 0);
}
