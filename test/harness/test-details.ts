/** A source's README explains every detail that its samples' events carry. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Source } from '../../src/contract/source.ts';
import { readWhole } from './test-source.ts';

/** @param samples path of the folder; the README lies beside it */
export function testDetailsExplained(source: Source, samples: string): void {
  test('the README explains every detail the samples give', () => {
    const readme = readFileSync(join(samples, '../README.md'), 'utf8');
    const given = new Set(
      readdirSync(samples).flatMap((name) =>
        readWhole(source, readFileSync(join(samples, name))).events.flatMap(({ details }) =>
          Object.keys(details),
        ),
      ),
    );
    expect(given.size).toBeGreaterThan(0);
    expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
}
