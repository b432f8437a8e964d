/** The ATT&CK library as people use it: the built program over small releases that do not exist. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf, IDS, stixObjects } from '../harness/stix.ts';

const PROGRAM = join(resolve(import.meta.dirname, '../..'), 'dist/lib/credtrail/main.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-cli-attack-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const LIBRARY = join(FOLDER, 'library');
const EMPTY = join(FOLDER, 'empty');

function attack(
  args: readonly string[],
  library = LIBRARY,
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, CREDTRAIL_ATTACK: library };
  return spawnSync(process.execPath, [PROGRAM, 'attack', ...args], { cwd: FOLDER, env, encoding: 'utf8' });
}

function write(name: string, objects: readonly object[]): string {
  const path = join(FOLDER, name);
  writeFileSync(path, gzipSync(bundleOf(objects)));
  return path;
}

const NEWER = stixObjects('90.1').map((object) =>
  object.id === IDS.analytic
    ? { ...object, description: 'Reworded.', modified: '2026-03-01T00:00:00.000Z' }
    : object,
);

beforeAll(() => {
  const [older, newer] = [write('older.json.gz', stixObjects()), write('newer.json.gz', NEWER)];
  expect(attack(['import', older, newer])).toMatchObject({ status: 0, stderr: '' });
});

describe('the ATT&CK library', () => {
  test('prints an object’s exact source and nothing else, so that its SHA-256 is the raw hash', () => {
    const raw = attack(['raw', 'AN9990', '--release', '90.0']);
    const object = stixObjects().find(({ id }) => id === IDS.analytic);
    expect(raw.stdout).toBe(JSON.stringify(object));
    expect(raw.stderr).toContain('Terms:');
    const hash = createHash('sha256').update(raw.stdout).digest('hex');
    expect(attack(['show', 'AN9990', '--release', '90.0']).stdout).toContain(hash);
    const file = join(FOLDER, 'raw.json');
    expect(attack(['raw', 'AN9990', '--release', '90.0', '--output', file]).stdout).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(raw.stdout);
  });

  test.each([
    [['releases'], 'enterprise-attack 90.1'],
    [['show', 't9990'], 'Intruders cut keys.'],
    [['list', '--type', 'analytics', '--platform', 'saas'], 'AN9991'],
    [['search', 'same', 'window'], 'AN9991'],
    [['diff', '90.0', '90.1'], '→ Reworded.'],
    [['diff', '90.0', '90.1', '--type', 'group'], 'Changed     nothing'],
    [['drift'], 'AN1470'],
  ])('%j', (args, expected) => {
    const table = attack(args);
    expect(table).toMatchObject({ status: 0, stderr: '' });
    expect(table.stdout).toContain(expected);
    const json = attack([...args, '--format', 'json']);
    expect(json).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toBeTypeOf('object');
  });

  test('importing again changes nothing; other content for a release is refused with both digests', () => {
    expect(attack(['import', write('again.json.gz', stixObjects())]).stdout).toContain('unchanged');
    const other = attack(['import', write('other.json.gz', stixObjects().slice(0, -1))]);
    expect(other).toMatchObject({ status: 2 });
    expect(other.stdout.match(/\b[0-9a-f]{64}\b/g)).toHaveLength(2);
    expect(other.stderr).toContain('not changed');
  });

  test('a foreign file beside a release ends with 3, alone with 2', () => {
    const foreign = join(FOLDER, 'foreign.json');
    writeFileSync(foreign, '{"findings":[]}');
    expect(attack(['import', foreign, join(FOLDER, 'older.json.gz')])).toMatchObject({
      status: 3,
      stderr: '',
    });
    expect(attack(['import', foreign])).toMatchObject({ status: 2, stdout: '' });
  });

  test.each([
    [['show', 'AN9909'], 'did you mean AN9990'],
    [['show', 'AN9990', '--release', '1.0'], 'imported are enterprise-attack-90.1'],
    [['show'], 'attack show takes one id'],
    [['list', '--type', 'nonsense'], 'choose from analytic'],
    [['diff', '90.0'], 'takes two releases'],
    [['sho', 'AN9990'], 'did you mean show?'],
    [[], 'choose from import'],
    [['import', join(FOLDER, 'nowhere')], 'nothing was imported'],
  ])('%j is a mistake that is explained', (args, expected) => {
    const run = attack(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(expected);
  });

  test('without any import, what we implement is known and everything else says how to import', () => {
    const own = attack(['show', 'AN1470'], EMPTY);
    expect(own).toMatchObject({ status: 0, stderr: '' });
    expect(own.stdout).toContain('c55dd87d7ad315c2d93937ae8771a231da52ca8b70cac48e750df8d1477a744b');
    for (const args of [['show', 'AN9990'], ['raw', 'AN1470'], ['list'], ['drift']]) {
      const run = attack(args, EMPTY);
      expect(run).toMatchObject({ status: 2, stdout: '' });
      expect(run.stderr).toContain('credtrail attack import FILE');
    }
  });

  test('drift of an analytic ends with 1 when asked to', () => {
    const drifted = attack(['drift', '--fail-on-drift']);
    expect(drifted.status).toBe(1);
    expect(drifted.stdout).toContain('gone');
  });
});
