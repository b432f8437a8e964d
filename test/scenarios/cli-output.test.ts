/** Where results, states and messages of the built program go, and what is left of them when they cannot go there. */

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intrusion, routine, writeRecords } from '../harness/cloudtrail.ts';

const PROGRAM = join(resolve(import.meta.dirname, '../..'), 'dist/lib/credtrail/main.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-output-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const at = (...names: string[]): string => join(FOLDER, ...names);
const LOGS = at('logs');

function credtrail(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const drafts = (): string[] => readdirSync(FOLDER).filter((name) => name.endsWith('.tmp'));

beforeAll(() => {
  writeRecords(join(LOGS, 'a.json.gz'), [
    ...routine(['2026-03-02', '2026-03-03', '2026-03-04']),
    ...intrusion('2026-03-05'),
  ]);
  mkdirSync(at('folder'));
});

describe('--output', { timeout: 60_000 }, () => {
  test.each([
    ['a folder', ['folder'], /folder cannot be written: it is a folder\nchoose another --output/],
    ['no folder', ['none/result.json'], /none\/result\.json cannot be written/],
    ['nothing', [''], /--output names no file/],
  ])('that is %s is refused before anything is read', (_what, [file = ''], message) => {
    for (const command of ['scan', 'credentials', 'coverage', 'report']) {
      const run = credtrail(command, at('missing'), `--output=${file}`);
      expect(run).toMatchObject({ status: 2, stdout: '' });
      expect(run.stderr).toMatch(message);
      expect(run.stderr).not.toContain('missing');
    }
    expect(drafts()).toEqual([]);
  });

  test('leads through a link to the file behind it, which stays as private as it was', () => {
    writeFileSync(at('private.json'), 'old');
    chmodSync(at('private.json'), 0o600);
    symlinkSync(at('private.json'), at('link.json'));
    expect(credtrail('scan', LOGS, '--output', 'link.json').status).toBe(0);
    expect(lstatSync(at('link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(at('private.json'), 'utf8')).findings.length).toBeGreaterThan(0);
    expect(statSync(at('private.json')).mode & 0o777).toBe(0o600);
    expect(drafts()).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('writes into a pipe and leaves it one', async () => {
    spawnSync('mkfifo', [at('pipe')]);
    const reader = spawn('cat', [at('pipe')]);
    const taken: Buffer[] = [];
    reader.stdout.on('data', (chunk: Buffer) => taken.push(chunk));
    const ended = new Promise((done) => reader.on('close', done));
    expect(credtrail('scan', LOGS, '--output', 'pipe', '--format', 'ndjson').status).toBe(0);
    await ended;
    expect(Buffer.concat(taken).toString()).toBe(credtrail('scan', LOGS, '--format', 'ndjson').stdout);
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
  });
});

describe('--state', { timeout: 60_000 }, () => {
  test.each([[''], [join('logs', 'a.json.gz')], [join('logs', 'a.json.gz', 'state')]])(
    '%j is refused before anything is read',
    (state) => {
      const run = credtrail('scan', at('missing'), `--state=${state}`);
      expect(run).toMatchObject({ status: 2, stdout: '' });
      expect(run.stderr).toContain('--state');
      expect(run.stderr).not.toContain('missing');
    },
  );

  test.skipIf(!existsSync('/dev/full'))('is not saved when the result could not be written', () => {
    const full = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${PROGRAM}" scan "${LOGS}" --state full --format json > /dev/full`],
      { cwd: FOLDER, encoding: 'utf8' },
    );
    expect(full.status).toBe(2);
    expect(full.stderr).toMatch(/^credtrail: standard output cannot be written: [^\n]+\n[^\n]+\n$/);
    expect(existsSync(at('full'))).toBe(false);
  });
});

describe('problems with the input', { timeout: 60_000 }, () => {
  test.each([
    ['trail', 'AKIASAMPLEMARIA01'],
    ['credentials'],
    ['coverage'],
    ['report'],
    ['scan', '--format', 'table', '--output', 'table.txt'],
  ])('%s tells of them where its result does not', (...words) => {
    const run = credtrail(...words, at('missing'));
    expect(run.status).toBe(3);
    expect(run.stderr).toContain(
      `credtrail: 1 problem with the input, first ${at('missing')}: there is no such file or folder\n`,
    );
  });

  test('are named by evidence before it says what it did not find', () => {
    const run = credtrail('evidence', 'abcdef', at('missing'), '--out', 'evidence');
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/there is no such file or folder\n[\s\S]*no finding abcdef/);
  });
});
