/** A folder written by `npm run new:source` or `new:analytic` compiles, is formatted, and passes its own tests. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newAnalytic } from '../scripts/new-analytic.ts';
import { newSource } from '../scripts/new-source.ts';
import { writePlugin } from '../scripts/scaffold.ts';
import { filesOf } from './harness/tree.ts';

const ROOT = resolve(import.meta.dirname, '..');
const COPY = mkdtempSync(join(tmpdir(), 'credtrail-scaffold-'));
const SOURCE = newSource('example-log');
const ANALYTIC = newAnalytic('AN9999', 'T1078.004', 'DET9999');
afterAll(() => rmSync(COPY, { recursive: true }));

beforeAll(() => {
  for (const path of filesOf(ROOT).filter(
    (path) => !path.startsWith('examples/') && !path.startsWith('docs/'),
  )) {
    mkdirSync(dirname(join(COPY, path)), { recursive: true });
    cpSync(join(ROOT, path), join(COPY, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'), 'dir');
  for (const plugin of [SOURCE, ANALYTIC]) writePlugin(COPY, plugin);
  declareObject();
}, 60_000);

describe('new plug-ins', () => {
  test('compile', { timeout: 60_000 }, () => {
    const { stdout } = tool('typescript/bin/tsc', '-p', 'tsconfig.json');
    const own = stdout
      .split('\n')
      .filter((line) => line.startsWith(SOURCE.folder) || line.startsWith(ANALYTIC.folder));
    expect(own, stdout).toEqual([]);
  });

  test('are formatted and pass the linter', { timeout: 60_000 }, () => {
    const { status, stdout, stderr } = tool(
      '@biomejs/biome/bin/biome',
      'ci',
      SOURCE.folder,
      ANALYTIC.folder,
      'src/sources/index.ts',
      'src/analytics/index.ts',
    );
    expect(status, stdout + stderr).toBe(0);
  });

  test('pass their own tests, and then those of the architecture', { timeout: 120_000 }, () => {
    // The first run writes what the samples are expected to give, which the second one asks for.
    const own = tool('vitest/vitest.mjs', 'run', SOURCE.folder, ANALYTIC.folder);
    expect(own.status, own.stdout + own.stderr).toBe(0);
    const architecture = tool('vitest/vitest.mjs', 'run', 'test/architecture.test.ts');
    expect(architecture.status, architecture.stdout + architecture.stderr).toBe(0);
  });

  test('are never written over', () => {
    expect(() => writePlugin(COPY, SOURCE)).toThrow('exists already');
  });
});

test.each([['Okta'], ['okta_log'], ['../okta'], ['']])('"%s" cannot name a source', (id) => {
  expect(() => newSource(id)).toThrow('cannot name a source');
});

test.each([
  ['AN42', 'T1078', 'DET0001'],
  ['AN0042', '1078', 'DET0001'],
  ['AN0042', 'T1078', ''],
])('%s, %s, "%s" cannot name an analytic', (attack, technique, strategy) => {
  expect(() => newAnalytic(attack, technique, strategy)).toThrow('is written like');
});

/** The one step that is left to the author: the ATT&CK object is looked up and written down. */
function declareObject(): void {
  const path = join(COPY, 'src/attack/implemented.ts');
  const row = `  {
    id: 'AN9999',
    name: 'Analytic 9999',
    platform: 'IaaS',
    stixId: 'x-mitre-analytic--00000000-0000-4000-8000-000000009999',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: '${'0'.repeat(64)}',
    modified: '2025-10-21T15:10:28.402Z',
    strategy: { id: 'DET9999', name: 'A strategy' },
    technique: { id: 'T1078.004', name: 'A technique' },
  },
`;
  const list = 'IMPLEMENTED: readonly Implemented[] = [\n';
  writeFileSync(path, readFileSync(path, 'utf8').replace(list, `${list}${row}`));
}

function tool(program: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
  for (const name of ['CI', 'CREDTRAIL_TEST_REPORT']) delete env[name];
  const path = join(ROOT, 'node_modules', program);
  return spawnSync(process.execPath, [path, ...args], { cwd: COPY, encoding: 'utf8', env });
}
