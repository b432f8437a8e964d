/** What the README tells people to type is typed here, and what it says comes out does come out. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-readme-'));
symlinkSync(join(ROOT, 'examples'), join(FOLDER, 'examples'), 'dir');
afterAll(() => rmSync(FOLDER, { recursive: true }));

const marked = [...README.matchAll(/<!-- run -->\s*```sh\n([\s\S]*?)```/g)];
const commands = marked.flatMap((match) => (match[1] ?? '').trim().split('\n'));

test('the README has commands to run', () => {
  expect(commands.length).toBeGreaterThan(3);
  expect(commands.filter((command) => !command.startsWith('credtrail '))).toEqual([]);
});

test.each(commands)('%s', { timeout: 60_000 }, (command) => {
  const args = command.split(/\s+/).slice(1);
  const program = join(ROOT, 'dist/lib/credtrail/main.js');
  const run = spawnSync(process.execPath, [program, ...args], { cwd: FOLDER, encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
});

test('the output shown is what npm start prints', { timeout: 60_000 }, () => {
  const program = join(ROOT, 'dist/scripts/write-readme-output.js');
  const run = spawnSync(process.execPath, [program, '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
});

test('every file it links to is there', () => {
  const links = [...README.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});
