import { expect, test } from 'vitest';
import { importCycles, importsOf, layerOf, mayImport } from './imports.ts';

test.each([
  ['src/model/event.ts', 'model'],
  ['src/app.ts', 'app'],
  ['src/app-worker.ts', 'app'],
  ['src/index.ts', 'package'],
  ['src/sources/index.ts', 'sources'],
  ['src/sources/aws-cloudtrail/index.ts', 'source'],
  ['src/analytics/an1470/judge.ts', 'analytic'],
])('%s is of layer %s', (path, layer) => {
  expect(layerOf(path)).toBe(layer);
});

test.each([
  ['src/model/event.ts', 'src/lib/time.ts', false],
  ['src/lib/time.ts', 'src/model/event.ts', true],
  ['src/analytics/an1470/index.ts', 'src/contract/analytic.ts', true],
  ['src/analytics/an1470/index.ts', 'src/analytics/an1470/judge.ts', true],
  ['src/analytics/an1470/index.ts', 'src/analytics/an0526/index.ts', false],
  ['src/analytics/an1470/index.ts', 'src/sources/okta/index.ts', false],
  ['src/engine/judge.ts', 'src/analytics/index.ts', false],
  ['src/report/table.ts', 'src/engine/judge.ts', false],
  ['src/app.ts', 'src/cli/main.ts', false],
  ['src/cli/main.ts', 'src/app.ts', true],
  ['src/cli/main.ts', 'src/engine/engine.ts', false],
])('%s may import %s: %s', (from, to, allowed) => {
  expect(mayImport(from, to)).toBe(allowed);
});

test('type, side-effect and dynamic imports are all seen', () => {
  const text = `import type { A } from './a.ts';\nimport './b.ts';\nexport * from '../c.ts';\nconst d = await import('./d.ts');\nimport x from 'zod';`;
  expect(importsOf('src/lib/x.ts', text)).toEqual([
    'src/lib/a.ts',
    'src/lib/b.ts',
    'src/c.ts',
    'src/lib/d.ts',
  ]);
});

test('a cycle is found once and named', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
    ['d', ['a']],
  ]);
  expect(importCycles(graph)).toEqual(['b → c → b']);
});
