/**
 * How fast each source reads: its samples, repeated with other ids until they are long enough to measure, through
 * the reader on one thread. Samples are small and alike for all, so what counts is one source against another.
 *
 * Workload telemetry is measured as it is found, one event in fifty records: nearly all of it tells of programs and
 * connections that have nothing to do with credentials, of which samples hold few. Its samples alone are shown beside,
 * without a bar.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/contract/source.ts';
import { createReader } from '../../src/input/read.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { ordinaryRecord } from './ordinary.ts';
import { median } from './table.ts';

/** CloudTrail sets the pace: no source may be slower than half of it. */
const PACE = 'aws-cloudtrail';
const LEAST_SHARE = 0.5;
const CHUNK_BYTES = 256 * 1024;
/** Copies differ in their ids up to this number, then come again, some times each: identities repeat in logs as well. */
const MOST_VARIANTS = 64;
const TIMES_EACH = 16;
const RECORDS_PER_EVENT = 50;

export interface Speed {
  readonly source: string;
  /** What was read. */
  readonly log: string;
  /** Whether it is held to the bar. */
  readonly counts: boolean;
  readonly bytes: number;
  readonly records: number;
  /** Seconds of processor time, median of the rounds. */
  readonly seconds: number;
}

interface Log extends Pick<Speed, 'source' | 'log' | 'counts'> {
  readonly files: readonly Buffer[];
}

/** @param bytes how much each source reads a round, about */
export function measureSources(bytes: number, rounds: number): Speed[] {
  const logs = SOURCES.flatMap((source) => logsOf(source, bytes));
  const measured = logs.map(() => [] as { seconds: number; records: number }[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, log] of logs.entries()) {
      const once = readLog(log);
      if (round > 0) measured[at]?.push(once); // the first round warms up
    }
  }
  return logs.map(({ source, log, counts, files }, at) => ({
    source,
    log,
    counts,
    bytes: files.reduce((sum, { length }) => sum + length, 0),
    records: measured[at]?.[0]?.records ?? 0,
    seconds: median((measured[at] ?? []).map(({ seconds }) => seconds)),
  }));
}

export function speedTable(speeds: readonly Speed[]): { readonly text: string; readonly met: boolean } {
  const rate = ({ bytes, seconds }: Speed): number => bytes / seconds / 1e6;
  const pace = speeds.find(({ source }) => source === PACE);
  const wanted = pace === undefined ? 0 : rate(pace) * LEAST_SHARE;
  const isMet = (speed: Speed): boolean => !speed.counts || rate(speed) >= wanted;
  const rows = speeds.map((speed) => {
    const perSecond = Math.round(speed.records / speed.seconds).toLocaleString('en');
    const share = pace === undefined ? '' : (rate(speed) / rate(pace)).toFixed(2);
    const verdict = !speed.counts ? '' : isMet(speed) ? 'met' : '**missed**';
    return `| \`${speed.source}\` | ${speed.log} | ${rate(speed).toFixed(0)} | ${perSecond} | ${share} | ${verdict} |`;
  });
  const head = [
    `| source | log | MB/s | records/s | against ${PACE} (bar ≥ ${LEAST_SHARE}) | |`,
    '|---|---|---:|---:|---:|---|',
  ];
  return { text: [...head, ...rows].join('\n'), met: speeds.every(isMet) };
}

/** Processor time: that the machine has other things to do is nobody's slowness. */
function readLog({ files }: Log): { seconds: number; records: number } {
  const reader = createReader(SOURCES);
  const sink = { event: () => undefined, problem: () => undefined };
  let records = 0;
  let seconds = 0;
  for (const file of files) {
    const chunks = chunksOf(file); // the reader takes its chunks over: it must not be given the file itself
    const began = process.cpuUsage();
    records += reader.readBuffers(chunks, 'bench', 0, sink).records;
    const { user, system } = process.cpuUsage(began);
    seconds += (user + system) / 1e6;
  }
  return { seconds, records };
}

function chunksOf(file: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < file.length; at += CHUNK_BYTES)
    chunks.push(Buffer.from(file.subarray(at, at + CHUNK_BYTES)));
  return chunks;
}

interface Sample {
  readonly text: string;
  readonly records: number;
  readonly events: number;
}

function logsOf(source: Source, bytes: number): Log[] {
  const folder = join('src/sources', source.id, 'samples');
  const samples = readdirSync(folder)
    .sort()
    .flatMap((name) => readSample(join(folder, name), source));
  const each = bytes / samples.length;
  const { id } = source;
  const isDiluted = samples.some(({ text }) => ordinaryRecord(id, text, 0) !== undefined);
  const alone = samples.map((sample) => repeated(sample, each));
  if (!isDiluted) return [{ source: id, log: 'samples', counts: true, files: alone }];
  const mixed = samples.map((sample) => diluted(id, sample, each));
  return [
    { source: id, log: `one event in ${RECORDS_PER_EVENT} records`, counts: true, files: mixed },
    { source: id, log: 'samples', counts: false, files: alone },
  ];
}

/** A sample that is about damage or about what is skipped says nothing about speed. */
function readSample(path: string, source: Source): Sample[] {
  const bytes = readFileSync(path);
  let problems = 0;
  const sink = { event: () => undefined, problem: () => void problems++ };
  const { records, events } = createReader([source]).readBuffers([Buffer.from(bytes)], 'sample', 0, sink);
  return events > 0 && problems === 0 ? [{ text: bytes.toString('utf8').trimEnd(), records, events }] : [];
}

/** The sample again and again, each time with as many ordinary records behind it as its events ask for. */
function diluted(source: string, { text, records, events }: Sample, bytes: number): Buffer {
  const ordinary = Math.max(0, events * RECORDS_PER_EVENT - records);
  const parts: string[] = [];
  let length = 0;
  for (let n = 0, copy = 0; length < bytes; copy++) {
    const lines = [withOtherIds(text, copy)];
    for (let i = 0; i < ordinary; i++) lines.push(ordinaryRecord(source, text, n++) ?? '');
    const part = `${lines.join('\n')}\n`;
    parts.push(part);
    length += part.length;
  }
  return Buffer.from(parts.join(''));
}

function repeated({ text }: Sample, bytes: number): Buffer {
  const isTable = !/^\s*[[{<]/.test(text) && /^[\w"@. -]+[,;\t]/.test(text);
  const header = isTable ? text.slice(0, text.indexOf('\n') + 1) : '';
  const body = text.slice(header.length);
  const copies = bytes / Math.max(1, body.length);
  const different = Math.max(1, Math.min(MOST_VARIANTS, Math.floor(copies / TIMES_EACH)));
  const variants = Array.from({ length: different }, (_, n) => Buffer.from(`${withOtherIds(body, n)}\n`));
  const parts: Buffer[] = [Buffer.from(header)];
  let length = 0;
  for (let n = 0; length < bytes; n++) {
    const next = variants[n % different] ?? Buffer.alloc(0);
    parts.push(next);
    length += next.length;
  }
  return Buffer.concat(parts);
}

/** Ids of the same length: the tails of GUIDs, and the serials of audit records. */
function withOtherIds(text: string, n: number): string {
  const tail = n.toString(16).padStart(4, '0');
  return text
    .replaceAll(/(\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{8})[0-9a-f]{4}\b/gi, `$1${tail}`)
    .replaceAll(/(\baudit\(\d+\.\d+:)(\d+)/g, (_, head: string, serial: string) => `${head}${serial}${n}`);
}
