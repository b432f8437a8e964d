import { expect, test } from 'vitest';
import type { KnownAnalytic } from './parameters.ts';
import { readConfig } from './read.ts';
import { initConfig } from './starter.ts';

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
        most: 10_080,
        about: 'How soon.',
      },
      consoleAgents: { type: 'list', default: ['browser', '*console*'], about: 'Programs people\nuse.' },
    },
  },
];
const FILES: Readonly<Record<string, string>> = {
  'tor-exits.txt': '# exits\n192.0.2.7\n',
  'export.csv':
    'Number,Assigned to,Planned start,Planned end\nCHG-7,alice,2026-03-02 10:00,2026-03-02 12:00\n',
  'asn.mmdb': '\xab\xcd\xefMaxMind.com',
  'city.mmdb': '\xab\xcd\xefMaxMind.com',
};

function read(text: string) {
  return readConfig(text, '/etc/credtrail.yaml', ANALYTICS, (path) => {
    return Buffer.from(FILES[path.split('/').at(-1) ?? ''] ?? '', 'latin1');
  });
}

test('the starter file passes the check as it is written', () => {
  expect(read(initConfig())).toHaveProperty('config');
  expect(read(initConfig(ANALYTICS))).toHaveProperty('config');
});

test('every commented example in it passes once uncommented, and lists the parameters with their defaults', () => {
  const uncommented = initConfig(ANALYTICS)
    .replace(/^#(?! )/gm, '')
    .replace(/^#( {2,})/gm, '$1');
  const { config } = Object(read(uncommented));
  expect(config.networks.map(({ name }: { name: string }) => name)).toEqual(['office', 'vpn', 'tor exits']);
  expect(config.changes).toHaveLength(2);
  expect(config.parameters).toEqual({
    AN1470: { newCredentialUsageWindow: 60, consoleAgents: ['browser', '*console*'] },
  });
  expect(config.limits.memory).toBe(512 * 1024 * 1024);
});

test('no line is too long for a terminal', () => {
  expect(
    Math.max(
      ...initConfig(ANALYTICS)
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(120);
});
