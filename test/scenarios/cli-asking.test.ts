/** How the built program answers those who ask for a finding, a credential or help, and ask wrongly. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intrusion, record, routine, writeRecords } from '../harness/cloudtrail.ts';

const PROGRAM = join(resolve(import.meta.dirname, '../..'), 'dist/lib/credtrail/main.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-asking-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const at = (...names: string[]): string => join(FOLDER, ...names);
const LOGS = at('logs');

function credtrail(args: readonly string[], input?: Buffer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: FOLDER,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

let saved = '';
let uid = '';

beforeAll(() => {
  writeRecords(join(LOGS, 'a.json'), [...routine(['2026-03-03', '2026-03-04']), ...intrusion('2026-03-05')]);
  credtrail(['scan', LOGS, '--output', 'saved.json']);
  saved = readFileSync(at('saved.json'), 'utf8');
  uid = JSON.parse(saved).findings[0].uid;
});

describe('explain', { timeout: 60_000 }, () => {
  test('reads a result as gzip and from standard input, report too', () => {
    const plain = credtrail(['explain', uid, 'saved.json']);
    writeFileSync(at('saved.json.gz'), gzipSync(saved));
    expect(credtrail(['explain', uid, 'saved.json.gz'])).toEqual(plain);
    expect(credtrail(['explain', uid, '-'], Buffer.from(saved))).toEqual(plain);
    expect(credtrail(['explain', uid, '-'], gzipSync(saved))).toEqual(plain);
    expect(credtrail(['report', 'saved.json.gz'])).toEqual(credtrail(['report', 'saved.json']));
  });

  test('says that a beginning is of several findings, and of which', () => {
    const result = JSON.parse(saved);
    result.findings[0].uid = 'abcd0001';
    result.findings[1].uid = 'abcd0002';
    writeFileSync(at('two.json'), JSON.stringify(result));
    expect(credtrail(['explain', 'abcd', 'two.json'])).toMatchObject({
      status: 2,
      stderr: 'credtrail: 2 findings in two.json begin with abcd\nwrite more of it: abcd0001, abcd0002\n',
    });
    expect(credtrail(['explain', 'abcd0003', 'two.json']).stderr).toMatch(/did you mean abcd000/);
  });

  test.each([
    [['saved.json', 'abcd'], /takes one uid and one saved result/],
    [['abcd', 'saved.json', 'more'], /takes one uid and one saved result/],
    [['ab', 'saved.json'], /first 4 characters/],
    [['zzzzzz', 'saved.json'], /like [0-9a-f]+/],
  ])('%j is answered', (args, answer) => {
    const run = credtrail(['explain', ...args]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(answer);
  });
});

describe('the rest', { timeout: 60_000 }, () => {
  test('trail names what was probably meant, and keeps standard output for the result', () => {
    const run = credtrail(['trail', 'AKIASAMPLEMARIA10', LOGS, '--format', 'json']);
    expect(run).toMatchObject({ status: 0, stderr: 'credtrail: did you mean AKIASAMPLEMARIA01?\n' });
    expect(JSON.parse(run.stdout).credentials).toEqual([]);
  });

  test('a report of a saved result refuses what only a scan can do', () => {
    expect(credtrail(['report', 'saved.json', '--min-level', 'high'])).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  test.each(['explain', 'trail', 'sources', 'analytics', 'config'])('%s has a help of its own', (command) => {
    const run = credtrail(['help', command]);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(new RegExp(`^credtrail ${command} `));
  });

  test.each([
    [['help', 'nothing'], /unknown command 'nothing'/],
    [['scan', LOGS, '--config'], /--config needs a value\nwrite --config=VALUE/],
    [['simulate', '--seed', '-1'], /^credtrail: --seed needs a value\nwrite --seed=VALUE\n$/],
    [['sources', '--format', 'json'], /takes no options/],
    [['config', 'check'], /config check needs a file/],
  ])('%j is answered', (args, answer) => {
    const run = credtrail(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(answer);
  });

  test('--until with a day alone takes the whole day', () => {
    const last = writeRecords(at('last.json'), [
      record('2026-03-05T23:59:59.999Z'),
      record('2026-03-06T00:00:00Z'),
    ]);
    const run = credtrail(['scan', last, '--until', '2026-03-05', '--format', 'json']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      counters: { events: 1, outside: 1 },
      run: { until: '2026-03-06T00:00:00.000Z' },
    });
  });
});
