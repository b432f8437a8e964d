import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { KnownAnalytic } from './parameters.ts';
import { readConfig } from './read.ts';
import { configSchema } from './schema.ts';

const DOCUMENT = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const EXAMPLES = [...DOCUMENT.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const TICKETS =
  'Number,Assigned to,Planned start,Planned end,Approver\nCHG-7,alice,2026-03-02,2026-03-03,bob\n';
const ANALYTICS: readonly KnownAnalytic[] = [
  {
    attack: 'AN1470',
    detections: {},
    parameters: {
      newCredentialUsageWindow: {
        type: 'number',
        unit: 'minutes',
        default: 60,
        least: 1,
        most: 1440,
        about: '',
      },
    },
  },
];

function readFile(path: string): Uint8Array {
  if (path.endsWith('.csv')) return Buffer.from(TICKETS);
  return Buffer.from(path.endsWith('.mmdb') ? '\xab\xcd\xefMaxMind.com' : '192.0.2.7\n', 'latin1');
}

test.each(EXAMPLES.map((text) => [text.split('\n', 1)[0], text]))(
  'the example of %s passes the check',
  (_, text = '') => {
    const read = readConfig(text, 'credtrail.yaml', ANALYTICS, readFile);
    expect('problems' in read ? read.problems : read.warnings).toEqual([]);
  },
);

test('every section of the file is described, with an example', () => {
  const missing = Object.keys(configSchema.shape).filter(
    (key) => !EXAMPLES.some((text) => text.includes(`${key}:`)),
  );
  expect(missing).toEqual([]);
});
