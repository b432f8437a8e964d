/** Secrets in a source's samples carry a mark; none of them may come out of reading. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Source } from '../../src/contract/source.ts';
import { readWhole } from './test-source.ts';

/** The mark, and how the kernel's audit writes it where a command line holds blanks. */
const MARK = /never-to-be-seen|4e455645522d544f2d42452d5345454e/i;

/** @param samples path of the folder */
export function testSecrets(source: Source, samples: string): void {
  test('no secret of a sample survives normalisation', () => {
    const files = readdirSync(samples).map((name) => readFileSync(join(samples, name)));
    const outcome = files.map((bytes) => JSON.stringify(readWhole(source, bytes))).join('');
    expect(files.join('')).toMatch(MARK);
    expect(outcome).not.toMatch(MARK);
  });
}
