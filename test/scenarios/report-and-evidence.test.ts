/** `credtrail report` and `credtrail evidence` over the bundled example, as a person calls them. */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/lib/credtrail/main.js');
const LOGS = ['examples/acme/AWSLogs', '--config', 'examples/acme/credtrail.yaml'];
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-evidence-'));
const RESULT = join(FOLDER, 'result.json');
afterAll(() => rmSync(FOLDER, { recursive: true }));

function credtrail(...args: string[]): string {
  return execFileSync(process.execPath, [PROGRAM, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let uids: string[];
beforeAll(() => {
  credtrail('scan', ...LOGS, '--format', 'json', '--output', RESULT);
  uids = JSON.parse(readFileSync(RESULT, 'utf8')).findings.map(({ uid }: { uid: string }) => uid);
});

describe('report', () => {
  test('of the same logs is the same, byte for byte', () => {
    const first = credtrail('report', ...LOGS);
    expect(credtrail('report', ...LOGS)).toBe(first);
    expect(first).toMatch(/^<!DOCTYPE html>/);
    expect(first).toContain('What each analytic could see');
    expect(first).toContain(sha256(readFileSync(join(ROOT, 'examples/acme/credtrail.yaml'))));
  });

  test('of a saved result tells the same findings, in HTML and in Markdown', () => {
    const [page, ticket] = [credtrail('report', RESULT), credtrail('report', RESULT, '--format', 'md')];
    for (const uid of uids) {
      expect(page).toContain(uid);
      expect(ticket).toContain(uid);
    }
  });

  test('of something else than a result is a mistake with a way out', () => {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'report', '--format', 'pdf'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('choose from html, md');
  });
});

describe('evidence', () => {
  const filesOf = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();

  test.each([
    ['a saved result', [RESULT]],
    ['the logs themselves', LOGS],
  ])('from %s holds the records of the finding, and its manifest holds', (name, from) => {
    const out = join(FOLDER, name.replaceAll(' ', '-'));
    const [uid = ''] = uids;
    credtrail('evidence', uid, ...from, '--out', out);
    const json = (path: string) => JSON.parse(readFileSync(join(out, path), 'utf8'));
    const finding = json('finding.json');
    const { records, missing } = json('records.json');
    expect(missing).toEqual([]);
    expect(records.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(finding.eventUids),
    );
    for (const { path, event, verbatim } of records) {
      expect(json(path).eventID).toBe(event);
      expect(verbatim).toBe(true);
    }
    const { files } = json('manifest.json');
    expect(
      [...files.map(({ path }: { path: string }) => path), 'manifest.json', 'SHA256SUMS'].sort(),
    ).toEqual(filesOf(out));
    for (const { path, sha256: digest } of files)
      expect(sha256(readFileSync(join(out, path))), path).toBe(digest);
    expect(readFileSync(join(out, 'configuration/1-credtrail.yaml'))).toEqual(
      readFileSync(join(ROOT, 'examples/acme/credtrail.yaml')),
    );
  });

  test.each([
    ['a folder that is not empty', ['UID', RESULT, '--out', FOLDER], 'is not empty'],
    [
      'a finding that does not exist',
      ['ffffffffffffffff', RESULT, '--out', join(FOLDER, 'none')],
      'no finding',
    ],
    [
      'a context file that is another',
      ['UID', RESULT, '--config', 'test/harness/pack.ts', '--out', join(FOLDER, 'other')],
      'cannot be used',
    ],
    ['no folder', ['UID', RESULT], '--out'],
  ])('refuses %s', (_, args, reason) => {
    const given = args.map((arg) => (arg === 'UID' ? (uids[0] ?? '') : arg));
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'evidence', ...given], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  test('says which records it did not find', () => {
    const out = join(FOLDER, 'elsewhere');
    const args = ['evidence', uids[0] ?? '', RESULT, 'schemas', '--out', out];
    const { status } = spawnSync(process.execPath, [PROGRAM, ...args], { cwd: ROOT });
    expect(status).toBe(3);
    expect(JSON.parse(readFileSync(join(out, 'records.json'), 'utf8')).missing).not.toEqual([]);
  });
});
