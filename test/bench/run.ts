/** Runs one measured process and says what it took. A process that fails ends the benchmark. */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Phases {
  /** Milliseconds, as the scan itself reports them. */
  readonly engine: number;
  readonly total: number;
  /** Without the reading kernel a scan is no measure of anything. */
  readonly kernel: boolean;
}

export interface Run {
  /** Seconds from start to end of the process. */
  readonly wall: number;
  /** Seconds of processor time, all threads, user and system. */
  readonly cpu: number;
  /** Bytes of resident memory at most. */
  readonly peak: number;
  readonly phases: Phases | undefined;
  readonly stdout: string;
}

const OBSERVE = new URL('./observe.js', import.meta.url).href;
const DECODE = fileURLToPath(new URL('./decode.js', import.meta.url));

export function runDecode(mode: 'inflate' | 'parse', folder: string): Promise<Run> {
  return run([DECODE, mode, folder]);
}

/** The built program, or any other; a status other than 0 is a failure. */
export function runProgram(args: readonly string[]): Promise<Run> {
  return run(args);
}

export interface Scan {
  readonly folder: string;
  readonly threads: number;
  readonly config: string;
  /** Records that the scan must have read. */
  readonly records: number;
}

export async function runScan(main: string, scan: Scan): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), 'credtrail-bench-'));
  const output = join(scratch, 'result.json');
  const options = [
    '--config',
    scan.config,
    '--threads',
    String(scan.threads),
    '--format',
    'json',
    '--output',
    output,
  ];
  try {
    const result = await run([main, 'scan', scan.folder, ...options]);
    if (result.phases?.kernel !== true)
      throw new Error('the scan ran without the reading kernel: build first');
    const read = recordsRead(readFileSync(output, 'utf8'));
    if (read !== scan.records) throw new Error(`the scan read ${read} of ${scan.records} records`);
    return result;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function recordsRead(result: string): unknown {
  return JSON.parse(result)?.counters?.sources?.['aws-cloudtrail']?.records;
}

async function run(args: readonly string[]): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), 'credtrail-bench-'));
  const usage = join(scratch, 'usage.json');
  const env = { ...process.env, BENCH_USAGE: usage, CREDTRAIL_TIMINGS: '1' };
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', OBSERVE, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
    ]);
    const wall = (performance.now() - started) / 1000;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr.slice(-2000)}`);
    return { wall, ...JSON.parse(readFileSync(usage, 'utf8')), phases: phasesIn(stderr), stdout };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += String(chunk);
  return all;
}

function phasesIn(stderr: string): Phases | undefined {
  const line = stderr.split('\n').find((one) => one.startsWith('{') && one.includes('"engine"'));
  return line === undefined ? undefined : JSON.parse(line);
}
