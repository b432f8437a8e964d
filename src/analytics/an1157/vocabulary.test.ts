import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SECRETS, SETTINGS } from './parameters.ts';

/** What sources say and other analytics judge. */
const OF_OTHERS = ['ssh-key', 'session-cookie'];

test.each([
  ['ssoScope', SETTINGS],
  ['secretType', [...SECRETS, ...OF_OTHERS]],
] as const)('every %s that a source says is one that is judged', (detail, known) => {
  const said = valuesOf(detail);
  expect(said.size).toBeGreaterThan(10);
  expect([...said].filter((value) => !known.some((each) => each === value))).toEqual([]);
});

/** Of all that the sources' samples come to, as each source's tests expect it. */
function valuesOf(detail: string): ReadonlySet<string> {
  const sources = join(import.meta.dirname, '../../sources');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const said = new Set<string>();
  for (const file of files) {
    if (!/[\\/]expected[\\/].*\.json$/.test(file)) continue;
    const text = readFileSync(join(sources, file), 'utf8');
    for (const [, value = ''] of text.matchAll(new RegExp(`"${detail}": ?"([^"]*)"`, 'g'))) said.add(value);
  }
  return said;
}
