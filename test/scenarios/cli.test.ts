/** The built program as people run it: results, statuses and messages, over small folders written here. */

import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { parseResult } from '../../src/report/json.ts';
import { intrusion, record, routine, writeBytes, writeRecords } from '../harness/cloudtrail.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/lib/credtrail/main.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-cli-'));
const ACME = join(ROOT, 'examples/acme');
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  readonly input?: Buffer | string;
  /** Standard input stays open. */
  readonly open?: boolean;
  /** Told of the child as soon as it runs. */
  readonly started?: (child: ReturnType<typeof spawn>) => void;
}

function credtrail(args: readonly string[], { input, open, started }: How = {}): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: FOLDER });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (status, signal) =>
      done({ status, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
    child.stdin.on('error', () => undefined);
    if (open !== true) child.stdin.end(input);
    started?.(child);
  });
}

async function scan(args: readonly string[], how: How = {}): Promise<{ result: Result; run: Run }> {
  const run = await credtrail(['scan', ...args, '--format', 'json'], how);
  const parsed = parseResult(run.stdout);
  if ('fault' in parsed) throw new Error(`${parsed.fault}\n${run.stderr}`);
  return { result: parsed.result, run };
}

function essence({ findings }: Result): string[] {
  return findings
    .map(({ uid, level, bits, count, detection }) => `${uid} ${detection} ${level} ${bits} ×${count}`)
    .sort();
}

const at = (...names: string[]): string => join(FOLDER, ...names);
const LOGS = at('logs');
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04'];
const ATTACK = '2026-03-05';
const USUAL = routine(DAYS);
const THEFT = intrusion(ATTACK);

beforeAll(() => {
  writeRecords(join(LOGS, 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02/usual.json.gz'), USUAL);
  writeRecords(join(LOGS, 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/05/theft.json.gz'), THEFT);
});

/** Scanned once, compared with often. */
const plain = (() => {
  let known: Promise<{ result: Result; run: Run }> | undefined;
  return () => {
    known ??= scan([LOGS]);
    return known;
  };
})();

describe.concurrent('a scan', { timeout: 90_000 }, () => {
  test('finds the theft, says so on standard output and nothing on standard error', async () => {
    const { result, run } = await plain();
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(new Set(result.findings.map(({ detection }) => detection))).toEqual(
      new Set([
        'off-workload',
        'login-profile-for-someone-else',
        'login-profile-signed-in',
        'suspicious-chain',
        'suspicious-credential-used',
      ]),
    );
    expect(result.incidents).toHaveLength(1);
    expect(result.counters).toMatchObject({
      sources: { 'aws-cloudtrail': { files: 2, records: 27, events: 27, skipped: 0, problems: 0 } },
      events: 27,
      duplicate: 0,
      late: 0,
      spilled: 0,
    });
    expect(result.problems).toEqual([]);
  });

  test('gives one finding a line as ndjson and ocsf, and a table to csv', async () => {
    const { result } = await plain();
    const [ndjson, ocsf, csv] = await Promise.all(
      ['ndjson', 'ocsf', 'csv'].map((format) => credtrail(['scan', LOGS, '--format', format])),
    );
    const lines = (run: Run | undefined): string[] => (run?.stdout ?? '').trim().split('\n');
    expect(lines(ndjson).map((line) => JSON.parse(line).uid)).toEqual(result.findings.map(({ uid }) => uid));
    for (const line of lines(ocsf)) expect(JSON.parse(line)).toMatchObject({ class_uid: 2004 });
    expect(lines(ocsf)).toHaveLength(result.findings.length);
    expect(lines(csv).length).toBeGreaterThan(result.findings.length);
    for (const run of [ndjson, ocsf, csv]) expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  test('writes a table without colour where no terminal is', async () => {
    const run = await credtrail(['scan', LOGS, '--format', 'table']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('AN1424');
    expect(run.stdout).not.toContain('\u001b');
  });

  test('writes to --output what it would print, and prints nothing then', async () => {
    const { run } = await plain();
    const file = at('result.json');
    const written = await credtrail(['scan', LOGS, '--output', file]);
    expect(written).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(run.stdout);
    expect(readdirSync(FOLDER).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test.each([
    ['critical', 0],
    ['high', 1],
    ['low', 1],
  ])('--fail-on %s ends with %d', async (level, status) => {
    const run = await credtrail(['scan', LOGS, '--fail-on', level, '--format', 'csv']);
    expect(run.status).toBe(status);
  });

  test('--min-level leaves out what is below, and counts it', async () => {
    const [{ result: all }, { result }] = await Promise.all([plain(), scan([LOGS, '--min-level', 'high'])]);
    expect(essence(result)).toEqual(
      essence({ ...all, findings: all.findings.filter(({ level }) => level === 'high') }),
    );
    const below = all.findings.filter(({ level }) => level !== 'high').length;
    expect(result.counters.belowLevel).toBeGreaterThanOrEqual(below);
    expect(result.counters.belowLevel).toBeGreaterThan(0);
  });

  test.each([
    [['--analytics', 'AN1424', LOGS]],
    [[LOGS, '--analytics=an1424,']],
    [['--analytics', 'an1424', '--min-level', 'low', LOGS]],
  ])('%j reports on one analytic only', async (args) => {
    const { result } = await scan(args);
    expect(result.findings.map(({ analytic }) => analytic)).toEqual(['AN1424']);
  });

  test('--since and --until report on what lies between', async () => {
    const [{ result: all }, since, day, until] = await Promise.all([
      plain(),
      scan([LOGS, '--since', ATTACK]),
      scan([LOGS, '--since', `${ATTACK}T02:03:00Z`]),
      scan([LOGS, '--until', '2026-03-04']),
    ]);
    expect(essence(since.result)).toEqual(essence(all));
    expect(since.result.counters).toMatchObject({ events: 3, outside: 24 });
    expect(day.result.findings.every(({ lastSeen }) => lastSeen >= Date.parse(`${ATTACK}T02:03:00Z`))).toBe(
      true,
    );
    expect(day.result.findings.map(({ detection }) => detection)).toContain('suspicious-chain');
    expect(until.result).toMatchObject({ findings: [], counters: { events: 24, outside: 3 } });
  });

  test('a baseline is learned from and not reported on, wherever it is named', async () => {
    const usual = join(LOGS, 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02');
    const theft = join(LOGS, 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/05');
    const [{ result: all }, ...runs] = await Promise.all([
      plain(),
      scan(['--baseline', usual, theft]),
      scan([theft, '--baseline', usual]),
      scan(['--baseline', usual, '--threads', '1', theft]),
      scan([`--baseline=${usual}`, theft]),
    ]);
    for (const { result } of runs) expect(essence(result)).toEqual(essence(all));
    const { result: vouched } = await scan([usual, '--baseline', theft]);
    expect(vouched.findings).toEqual([]);
  });

  test('a file both in the baseline and in what is scanned is vouched for, on any number of threads', async () => {
    for (const threads of ['1', '2']) {
      const { result } = await scan([LOGS, '--baseline', join(LOGS, '**/05'), '--threads', threads]);
      expect(result.findings).toEqual([]);
      expect(result.counters.events).toBe(27);
    }
  });

  test('finds the same whatever the files are called, split, doubled or wrapped', async () => {
    const { result: all } = await plain();
    writeRecords(at('renamed/z.json'), USUAL.slice(0, 10));
    writeRecords(at('renamed/a/theft'), THEFT);
    writeBytes(
      at('renamed/m.ndjson.gz'),
      USUAL.slice(8)
        .map((each) => JSON.stringify(each))
        .join('\n'),
    );
    writeRecords(at('renamed/again.json.gz'), THEFT);
    for (const threads of ['1', '3']) {
      const { result } = await scan([at('renamed'), '--threads', threads]);
      expect(essence(result)).toEqual(essence(all));
      expect(result.counters.duplicate).toBe(5);
    }
  });

  test('reads standard input, plain and compressed, alone and beside files', async () => {
    const { result: all } = await plain();
    const bytes = Buffer.from(JSON.stringify({ Records: [...USUAL, ...THEFT] }));
    const theft = Buffer.from(JSON.stringify({ Records: THEFT }));
    const usual = join(LOGS, 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02');
    const runs = await Promise.all([
      scan(['-'], { input: bytes }),
      scan(['-'], { input: gzipSync(bytes) }),
      scan(['-', usual, '--threads', '2'], { input: theft }),
      scan(['-', LOGS, '--threads', '3'], { input: theft }),
      scan(
        [
          '-',
          writeRecords(at('piped/a.json'), USUAL.slice(0, 9)),
          writeRecords(at('piped/b.json'), USUAL.slice(9)),
          '--threads',
          '3',
        ],
        { input: theft },
      ),
      scan([usual, '-', '--threads', '1'], { input: gzipSync(theft) }),
    ]);
    for (const { result, run } of runs) {
      expect(run.stderr).toBe('');
      expect(essence(result)).toEqual(essence(all));
    }
  });

  test('counts bytes as they are after decompression', async () => {
    const bytes = Buffer.from(JSON.stringify({ Records: USUAL }));
    const { result } = await scan(['-'], { input: gzipSync(bytes) });
    expect(result.counters.bytes).toBe(bytes.length);
  });

  test('takes globs, and names one that matches nothing', async () => {
    const { result: all } = await plain();
    const { result } = await scan([join(LOGS, '**/*.json.{gz,bz2}')]);
    expect(essence(result)).toEqual(essence(all));
    const { result: none, run } = await scan([join(LOGS, '*.nothing')]);
    expect(run.status).toBe(3);
    expect(none.problems).toMatchObject([{ code: 'unreadable', message: 'no file or folder matches' }]);
  });

  test('a closed pipe is no mistake', async () => {
    const run = await credtrail(['scan', join(ACME, 'AWSLogs'), '--format', 'json'], {
      started: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.concurrent('the bundled example', { timeout: 90_000 }, () => {
  const args = [join(ACME, 'AWSLogs'), '--config', join(ACME, 'credtrail.yaml')];
  let known: ReturnType<typeof scan> | undefined;
  const whole = () => {
    known ??= scan([...args, '--threads', '1']);
    return known;
  };

  test('gives the same on one, two and four threads, and sorted on disk', async () => {
    const config = at('little-memory.yaml');
    writeFileSync(
      config,
      `${readFileSync(join(ACME, 'credtrail.yaml'), 'utf8')}\nlimits:\n  memory: 256KiB\n`,
    );
    const [one, two, four, spilled] = await Promise.all([
      whole(),
      scan([...args, '--threads', '2']),
      scan([...args, '--threads', '4']),
      scan([join(ACME, 'AWSLogs'), '--config', config]),
    ]);
    expect(two.run.stdout).toBe(one.run.stdout);
    expect(four.run.stdout).toBe(one.run.stdout);
    expect(spilled.result.counters.spilled).toBeGreaterThan(0);
    // It was asked with another context file, which a result tells.
    const { run: _, ...same } = { ...spilled.result, counters: { ...spilled.result.counters, spilled: 0 } };
    const { run: __, ...asked } = one.result;
    expect(same).toEqual(asked);
    expect(one.result.findings.length).toBeGreaterThan(5);
  });

  test('with --since finds what a whole scan finds of that time', async () => {
    const [{ result }, since] = await Promise.all([whole(), scan([...args, '--since', '2026-03-06'])]);
    const after = result.findings.filter(({ lastSeen }) => lastSeen >= Date.parse('2026-03-06'));
    expect(essence(since.result)).toEqual(essence({ ...result, findings: after }));
  });
});

describe.concurrent('a state', { timeout: 90_000 }, () => {
  test('scanned twice adds no finding; new events add theirs; together they are those of one run', async () => {
    const { result: all } = await plain();
    const state = at('state');
    const first = await scan([LOGS, '--state', state]);
    expect(essence(first.result)).toEqual(essence(all));
    const second = await scan([LOGS, '--state', state]);
    expect(second.result).toMatchObject({
      findings: [],
      incidents: [],
      counters: { duplicate: 27, events: 0 },
    });
    const more = writeRecords(at('more.json'), [...THEFT, ...intrusion('2026-03-08')]);
    const third = await scan([more, '--state', state]);
    expect(third.result.findings.length).toBeGreaterThan(0);
    expect(third.result.counters).toMatchObject({ events: 3, duplicate: 3 });
    const fourth = await scan([more, LOGS, '--state', state]);
    expect(fourth.result.findings).toEqual([]);
  });

  test('split over runs, finds what one run finds', async () => {
    const { result: all } = await plain();
    const state = at('split');
    const parts = [USUAL.slice(0, 9), [...USUAL.slice(9), ...THEFT.slice(0, 1)], THEFT.slice(1)];
    const found = new Map<string, string>();
    for (const [part, records] of parts.entries()) {
      const { result } = await scan([writeRecords(at(`part-${part}.json`), records), '--state', state]);
      for (const [position, { uid }] of result.findings.entries())
        found.set(uid, essence(result)[position] ?? '');
    }
    expect([...found.keys()].sort()).toEqual(all.findings.map(({ uid }) => uid).sort());
  });

  test('is as it was when the run is interrupted', async () => {
    const state = at('interrupted');
    await scan([writeRecords(at('before.json'), USUAL), '--state', state]);
    const before = readFileSync(join(state, 'state.ndjson.gz'));
    const run = await credtrail(['scan', '-', '--state', state], {
      started: (child) => {
        // Standard input stays open: the run is reading when it is told to stop.
        child.stdin?.write(JSON.stringify({ Records: THEFT }));
        setTimeout(() => child.kill('SIGINT'), 700);
      },
      open: true,
    });
    expect(run).toMatchObject({ status: null, signal: 'SIGINT' });
    expect(run.stdout).toBe('');
    expect(readdirSync(state)).toEqual(['state.ndjson.gz']);
    expect(readFileSync(join(state, 'state.ndjson.gz')).equals(before)).toBe(true);
  });

  test('is not moved on when the results could not be written', async () => {
    const state = at('unwritten');
    const run = await credtrail(['scan', LOGS, '--state', state, '--output', at('no-folder/result.json')]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('cannot be written');
    const { result } = await scan([LOGS, '--state', state]);
    expect(result.findings.length).toBeGreaterThan(0);
  });

  test('that is damaged is refused and left alone', async () => {
    const state = at('damaged');
    mkdirSync(state);
    writeFileSync(join(state, 'state.ndjson.gz'), gzipSync('["state",{"version":99}]\n'));
    const run = await credtrail(['scan', LOGS, '--state', state]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/version 99/);
    expect(run.stderr).toContain('it was not changed');
  });
});

describe('the list of credentials', { timeout: 60_000 }, () => {
  test('comes as a page, JSON, lines and rows, also into a file', async () => {
    const page = await credtrail(['credentials', LOGS]);
    expect(page).toMatchObject({ status: 0, stderr: '' });
    expect(page.stdout).toMatch(/lasting credentials? as of 2026-03-0/);
    const json = await credtrail(['credentials', LOGS, '--format', 'json', '--threads', '1']);
    const { credentials } = JSON.parse(json.stdout);
    expect(credentials.length).toBeGreaterThan(0);
    const lines = await credtrail(['credentials', LOGS, '--format', 'ndjson']);
    expect(
      lines.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(credentials);
    const file = at('credentials.csv');
    const rows = await credtrail(['credentials', LOGS, '--format', 'csv', '--output', file]);
    expect(rows).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(credentials.length + 1);
  });

  test('needs logs, and says so', async () => {
    expect(await credtrail(['credentials'])).toMatchObject({ status: 2, stdout: '' });
    // A thread that has been started is not waited for.
    expect(await credtrail(['credentials', '--threads', '2'])).toMatchObject({ status: 2, stdout: '' });
    expect((await credtrail(['help', 'credentials'])).stdout).toContain('--format');
  });
});

describe.concurrent('mistakes', { timeout: 90_000 }, () => {
  test.each<[string[], RegExp]>([
    [[], /no command/],
    [['scna', LOGS], /unknown command 'scna'\n.*scan/],
    [['__proto__'], /unknown command '__proto__'/],
    [['scan'], /nothing to scan/],
    [['scan', LOGS, '--formt', 'json'], /unknown option '--formt'\n.*--format/],
    [['scan', LOGS, '--format', 'jsn'], /--format 'jsn' is not known\n.*table, json/],
    [['scan', LOGS, '--min-level', 'urgent'], /'urgent' is not known\n.*informational, low/],
    [['scan', LOGS, '--threads', '0'], /'0' is not a whole number from 1 to 64/],
    [['scan', LOGS, '--threads', 'two'], /'two' is not a whole number/],
    [['scan', LOGS, '--since', 'yesterday'], /--since 'yesterday'.*\n.*2026-03-02/],
    [['scan', LOGS, '--since', '2026-03-05', '--until', '2026-03-03'], /not before/],
    [['scan', LOGS, '--analytics', 'AN9999'], /unknown analytic 'AN9999'\n.*AN1470/],
    [['scan', LOGS, '--baseline'], /--baseline needs a value/],
    [['scan', LOGS, '--config'], /--config/],
    [['scan', LOGS, '--config', 'missing.yaml'], /missing.yaml cannot be read/],
    [['scan', LOGS, '--state', PROGRAM], /cannot be (read|written)/],
    [['explain'], /explain needs/],
    [['explain', 'x', PROGRAM], /cannot be used/],
    [['trail', 'AKIASAMPLEMARIA01'], /trail needs/],
    [['analytics', 'AN1'], /unknown analytic 'AN1'/],
    [['sources', 'cloudtrail'], /unknown source 'cloudtrail'\n.*aws-cloudtrail/],
    [['config', 'chekc'], /'check FILE'/],
    [['config', 'check'], /needs a file/],
    [['config', 'init', join('no', 'folder', 'x.yaml')], /cannot be written/],
    [['scan', LOGS, '--output', join('no', 'folder')], /cannot be written/],
    [['scan', LOGS, '--format', '\u001b[31mred'], /\\u001b\[31mred/],
  ])('%j end with 2 and a sentence', async (args, message) => {
    const run = await credtrail(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toContain('\u001b');
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});

describe.concurrent('the other commands', { timeout: 90_000 }, () => {
  test('explain shows the evidence of a saved finding, by uid or its beginning', async () => {
    const { result, run } = await plain();
    const file = at('saved.json');
    writeFileSync(file, run.stdout);
    const [finding] = result.findings;
    const uid = finding?.uid ?? '';
    const [whole, begun, unknown] = await Promise.all([
      credtrail(['explain', uid, file]),
      credtrail(['explain', uid.slice(0, 6), '--from', file]),
      credtrail(['explain', 'ffff', file]),
    ]);
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    expect(whole.stdout).toContain(finding?.title ?? '?');
    expect(begun.stdout).toBe(whole.stdout);
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
  });

  test('trail shows a credential or principal with its places', async () => {
    const [key, role, json, nobody] = await Promise.all([
      credtrail(['trail', 'AKIASAMPLEMARIA01', LOGS]),
      credtrail(['trail', 'web', LOGS]),
      credtrail(['trail', '*', LOGS, '--format', 'json']),
      credtrail(['trail', 'nobody', LOGS]),
    ]);
    expect(nobody.stderr).toMatch(/^credtrail: ask by the uid or name/);
    expect(nobody.status).toBe(0);
    for (const run of [key, role, json]) expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(key.stdout).toContain('s3:ListBuckets');
    expect(role.stdout).toContain('ASIASAMPLEWEB01');
    expect(JSON.parse(json.stdout).credentials.length).toBeGreaterThan(2);
    expect(nobody.stdout).not.toBe('');
  });

  test.each<[string[], RegExp]>([
    [['sources'], /aws-cloudtrail[\s\S]*okta-system-log/],
    [['sources', 'duo', 'okta-system-log'], /^duo ─[\s\S]*okta-system-log ─/],
    [['analytics'], /AN0526[\s\S]*AN1470/],
    [['analytics', 'AN1470'], /NewCredentialUsageWindow/],
    [['analytics', 'an1470', '--config', join(ACME, 'credtrail.yaml')], /AN1470/],
    [['config', 'check', join(ACME, 'credtrail.yaml')], /is in order: networks/],
    [['config', 'init'], /#limits:/],
    [['--help'], /credtrail scan PATH/],
    [['help'], /credtrail explain/],
    [['help', 'scan'], /--fail-on LEVEL/],
    [['scan', '--help'], /--fail-on LEVEL/],
    [['--version'], /^credtrail \d+\.\d+\.\d+\n$/],
    [['version'], /^credtrail /],
  ])('%j', async (args, expected) => {
    const run = await credtrail(args);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(expected);
  });

  test('config init writes a file that config check accepts, and overwrites none', async () => {
    const file = at('started.yaml');
    expect(await credtrail(['config', 'init', file])).toMatchObject({ status: 0, stdout: '' });
    expect(await credtrail(['config', 'check', file])).toMatchObject({ status: 0, stderr: '' });
    const again = await credtrail(['config', 'init', file]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('exists already');
  });

  test('a context file in another encoding is refused: its names would match nothing', async () => {
    const [wide, narrow] = [at('utf-16.yaml'), at('latin-1.yaml')];
    writeFileSync(wide, Buffer.from('\ufeffadministrators: [alice]\n', 'utf16le'));
    writeFileSync(narrow, Buffer.from('administrators: [J\xfcrg]\n', 'latin1'));
    for (const file of [wide, narrow]) {
      const { status, stderr } = await credtrail(['config', 'check', file]);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `credtrail: the context file ${file} is not UTF-8 text\nsave it as UTF-8\n`,
      });
    }
  });

  test('a scan says which exceptions had run out by the end of its logs', async () => {
    const config = at('exceptions.yaml');
    const exception = (name: string, expires: string): string =>
      `  - { name: ${name}, network: "203.0.113.*", owner: carol, reason: r, expires: ${expires} }\n`;
    writeFileSync(config, `exceptions:\n${exception('old', '2026-03-01')}${exception('new', '2026-12-31')}`);
    const { result } = await scan([LOGS, '--config', config]);
    expect(result.notes).toContain(
      'The exception "old" of carol expired on 2026-03-01 and no longer applies.',
    );
    expect(result.notes.join()).not.toContain('"new"');
  });

  test('config check names line, value and what to do', async () => {
    const file = at('wrong.yaml');
    writeFileSync(file, 'networks:\n  - name: office\n    cidrs: [192.0.2.0/33]\nlimts:\n  memory: 1MiB\n');
    const run = await credtrail(['config', 'check', file]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/192\.0\.2\.0\/33/);
    expect(run.stderr).toMatch(/limts[\s\S]*limits/);
  });
});

describe.concurrent('bad input', { timeout: 90_000 }, () => {
  const BAD = at('bad');
  const bad = (name: string): string => join(BAD, name);
  const whole = Buffer.from(JSON.stringify({ Records: [...USUAL, ...THEFT] }));
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const one = (fields: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ Records: [record('2026-03-04T12:00:00Z', fields), record('2026-03-04T12:30:00Z')] });

  const config = at('limits.yaml');
  let answered: Promise<{ result: Result; run: Run }> | undefined;
  const scanned = () => {
    answered ??= scan([BAD, LOGS, '--config', config]);
    return answered;
  };

  beforeAll(() => {
    mkdirSync(BAD);
    writeFileSync(config, 'limits:\n  maxDecompressedBytes: 4MiB\n  maxRecordBytes: 1MiB\n');
    writeFileSync(bad('truncated.json.gz'), gzipSync(whole).subarray(0, -60));
    writeFileSync(bad('corrupt.json.gz'), gzipSync(whole).fill(0x55, 400, 440));
    writeFileSync(bad('cut.json'), whole.subarray(0, -500));
    writeFileSync(bad('no-time.json'), one({ eventTime: undefined }));
    writeFileSync(bad('bad-time.json'), one({ eventTime: '2026-02-30T00:00:00Z' }));
    writeFileSync(bad('far-time.json'), one({ eventTime: '9999-01-01T00:00:00Z' }));
    writeFileSync(bad('no-identity.json'), one({ userIdentity: undefined }));
    writeFileSync(bad('wrong-types.json'), JSON.stringify({ Records: wrongTypes() }));
    writeFileSync(bad('not-utf8.json'), notUtf8(one({ userAgent: 'XX' })));
    writeFileSync(
      bad('deep.json'),
      `{"Records":[${nested(10_000)},${JSON.stringify(record('2026-03-04T12:00:00Z'))}]}`,
    );
    writeFileSync(
      bad('deep-inside.json'),
      one({}).replace('"requestParameters":null', `"requestParameters":${nested(10_000)}`),
    );
    writeBytes(
      bad('bomb.json.gz'),
      Buffer.concat([whole.subarray(0, -2), Buffer.from(','), Buffer.alloc(8 << 20, 0x20)]),
    );
    writeFileSync(bad('long.json'), one({ requestParameters: { text: 'x'.repeat(2 << 20) } }));
    writeFileSync(bad('empty.json'), '');
    writeFileSync(bad('foreign.png'), Buffer.from('89504e470d0a1a0a0000', 'hex'));
    writeFileSync(bad('foreign.json'), '{"hello":"world"}');
    writeFileSync(bad('notes.txt'), 'Dear diary\n');
    writeFileSync(
      bad('proto.json'),
      one({}).replace(
        '"requestParameters":null',
        '"requestParameters":{"__proto__":{"userName":"x"},"constructor":{"prototype":{"a":1}}},"__proto__":{"eventTime":"x"}',
      ),
    );
    writeFileSync(
      bad('many.ndjson'),
      `${JSON.stringify(record('2026-03-04T13:00:00Z'))}\n{broken\n${JSON.stringify(record('2026-03-04T13:01:00Z'))}\n[]\n"text"\n`,
    );
    symlinkSync(BAD, bad('loop'), 'dir');
  });

  function notUtf8(text: string): Buffer {
    const bytes = Buffer.from(text);
    const place = bytes.indexOf('XX');
    return bytes.fill(0xff, place, place + 2);
  }

  /** Every field of a record in every wrong type, one at a time. */
  function wrongTypes(): unknown[] {
    const sample = record('2026-03-04T12:00:00Z');
    return Object.keys(sample).flatMap((field) =>
      [17, true, null, [], {}, 'text', [[{}]], { a: [] }].map((value) => ({
        ...record('2026-03-04T12:00:00Z'),
        [field]: value,
      })),
    );
  }

  test.each<[string, string, RegExp]>([
    ['truncated.json.gz', 'truncated', /^$/],
    ['corrupt.json.gz', 'corrupt-compression', /^$/],
    ['cut.json', 'truncated', /./],
    ['no-time.json', 'missing-field', /^record 1$/],
    ['bad-time.json', 'bad-value', /^record 1$/],
    ['far-time.json', 'bad-value', /^record 1$/],
    ['no-identity.json', 'missing-field', /^record 1$/],
    ['wrong-types.json', 'wrong-type', /^record \d+$/],
    ['not-utf8.json', 'encoding', /^record \d$/],
    ['deep.json', 'too-deep', /^record 1$/],
    ['deep-inside.json', 'too-deep', /^record 1$/],
    ['bomb.json.gz', 'decompression-limit', /^$/],
    ['long.json', 'too-large', /^record 1$/],
    ['empty.json', 'empty', /^$/],
    ['foreign.png', 'unrecognised', /^$/],
    ['foreign.json', 'unrecognised', /^$/],
    ['notes.txt', 'unrecognised', /^$/],
    ['many.ndjson', 'syntax', /./],
    ['loop', 'link-loop', /^$/],
  ])('%s is the problem "%s" with its place', async (name, code, place) => {
    const { result } = await scanned();
    const problems = result.problems.filter(({ file }) => file === bad(name));
    expect(problems.map((each) => each.code)).toContain(code);
    expect(problems.find((each) => each.code === code)?.place).toMatch(place);
  });

  test('everything else is still found, and the program ends with 3', async () => {
    const [{ result, run }, { result: all }] = await Promise.all([scanned(), plain()]);
    expect(run.status).toBe(3);
    expect(run.stderr).toMatch(/^credtrail: \d+ problems with the input, first [^\n]+\n$/);
    expect(run.stderr).not.toContain('\u001b');
    expect(result.findings.map(({ uid }) => uid)).toEqual(
      expect.arrayContaining(all.findings.map(({ uid }) => uid)),
    );
    expect(result.problems.filter(({ file }) => file === bad('proto.json'))).toEqual([]);
    expect(result.counters.sources['aws-cloudtrail']?.problems).toBeGreaterThan(20);
  });

  test('the good records of a bad file are used', async () => {
    for (const [name, events] of [
      ['many.ndjson', 2],
      ['no-time.json', 1],
      ['deep.json', 1],
      ['long.json', 1],
      ['proto.json', 2],
    ] as const) {
      const { result } = await scan([bad(name), '--config', config]);
      expect(result.counters.events, name).toBe(events);
    }
  });

  test('a missing path is a problem, and what is there is still scanned', async () => {
    const [{ result: all }, { result, run }] = await Promise.all([plain(), scan([at('missing'), LOGS])]);
    expect(run.status).toBe(3);
    expect(result.problems).toMatchObject([{ file: at('missing'), code: 'unreadable' }]);
    expect(essence(result)).toEqual(essence(all));
  });

  test('--fail-on comes before the status of unreadable input', async () => {
    expect((await credtrail(['scan', at('missing'), LOGS, '--fail-on', 'high'])).status).toBe(1);
  });

  test('control characters in names reach neither table, trail nor messages', async () => {
    const name = 'evil\u001b[2J\u001b]0;pwned\u0007\r\u009b31m\u202ename';
    const folder = at('escapes');
    const records = THEFT.map((each) =>
      JSON.parse(JSON.stringify(each).replaceAll('backup', JSON.stringify(name).slice(1, -1))),
    );
    writeRecords(join(folder, 'a.json'), records);
    copyFileSync(bad('notes.txt'), join(folder, `b\u001b[31m.json`));
    const runs = await Promise.all([
      credtrail(['scan', folder, '--format', 'table']),
      credtrail(['scan', folder, '--format', 'csv']),
      credtrail(['trail', '*', folder]),
      credtrail(['scan', at('\u001b[31m')]),
    ]);
    for (const run of runs) {
      expect(run.status).toBe(3);
      expect(`${run.stdout}${run.stderr}`.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(runs[0]?.stdout).toContain('evil');
    const { result, run } = await scan([folder]);
    expect(run.stdout).not.toContain('\u001b');
    writeFileSync(at('escapes.json'), run.stdout);
    const explained = await Promise.all(
      result.findings.map(({ uid }) => credtrail(['explain', uid, at('escapes.json')])),
    );
    for (const each of explained) expect(each.stdout).not.toContain('\u001b');
    expect(existsSync(at('pwned'))).toBe(false);
  });
});
