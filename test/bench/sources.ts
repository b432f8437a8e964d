/**
 * How fast each source reads: its samples, repeated with other ids until they are long enough to measure, through
 * the reader on one thread. Samples are small and alike for all, so what counts is one source against another.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/contract/source.ts';
import { createReader } from '../../src/input/read.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { median } from './table.ts';

/** CloudTrail sets the pace: no source may be slower than half of it. */
const PACE = 'aws-cloudtrail';
const LEAST_SHARE = 0.5;
const CHUNK_BYTES = 256 * 1024;
/** Copies differ in their ids up to this number, then come again: identities repeat in logs as well. */
const VARIANTS = 64;

export interface Speed {
  readonly source: string;
  readonly bytes: number;
  readonly records: number;
  /** Seconds, median of the rounds. */
  readonly seconds: number;
}

interface Log {
  readonly source: string;
  readonly files: readonly Buffer[];
}

/** @param bytes how much each source reads a round, about */
export function measureSources(bytes: number, rounds: number): Speed[] {
  const logs = SOURCES.map((source) => logOf(source, bytes));
  const measured = logs.map(() => [] as { seconds: number; records: number }[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, log] of logs.entries()) {
      const once = readLog(log);
      if (round > 0) measured[at]?.push(once); // the first round warms up
    }
  }
  return logs.map(({ source, files }, at) => ({
    source,
    bytes: files.reduce((sum, { length }) => sum + length, 0),
    records: measured[at]?.[0]?.records ?? 0,
    seconds: median((measured[at] ?? []).map(({ seconds }) => seconds)),
  }));
}

export function speedTable(speeds: readonly Speed[]): { readonly text: string; readonly met: boolean } {
  const rate = ({ bytes, seconds }: Speed): number => bytes / seconds / 1e6;
  const pace = speeds.find(({ source }) => source === PACE);
  const wanted = pace === undefined ? 0 : rate(pace) * LEAST_SHARE;
  const rows = speeds.map((speed) => {
    const perSecond = Math.round(speed.records / speed.seconds).toLocaleString('en');
    const share = pace === undefined ? '' : (rate(speed) / rate(pace)).toFixed(2);
    const verdict = rate(speed) >= wanted ? 'met' : '**missed**';
    return `| \`${speed.source}\` | ${rate(speed).toFixed(0)} | ${perSecond} | ${share} | ${verdict} |`;
  });
  const head = [
    `| source | MB/s | records/s | against ${PACE} (bar ≥ ${LEAST_SHARE}) | |`,
    '|---|---:|---:|---:|---|',
  ];
  return { text: [...head, ...rows].join('\n'), met: speeds.every((speed) => rate(speed) >= wanted) };
}

function readLog({ files }: Log): { seconds: number; records: number } {
  const reader = createReader(SOURCES);
  const sink = { event: () => undefined, problem: () => undefined };
  let records = 0;
  let seconds = 0;
  for (const file of files) {
    const chunks = chunksOf(file); // the reader takes its chunks over: it must not be given the file itself
    const began = performance.now();
    records += reader.readBuffers(chunks, 'bench', 0, sink).records;
    seconds += (performance.now() - began) / 1000;
  }
  return { seconds, records };
}

function chunksOf(file: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < file.length; at += CHUNK_BYTES)
    chunks.push(Buffer.from(file.subarray(at, at + CHUNK_BYTES)));
  return chunks;
}

function logOf(source: Source, bytes: number): Log {
  const folder = join('src/sources', source.id, 'samples');
  const samples = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name)))
    .filter((sample) => holdsEvents(sample, source));
  return { source: source.id, files: samples.map((sample) => repeated(sample, bytes / samples.length)) };
}

/** A sample that is about damage or about what is skipped says nothing about speed. */
function holdsEvents(sample: Buffer, source: Source): boolean {
  let problems = 0;
  const sink = { event: () => undefined, problem: () => void problems++ };
  const report = createReader([source]).readBuffers([Buffer.from(sample)], 'sample', 0, sink);
  return report.events > 0 && problems === 0;
}

function repeated(sample: Buffer, bytes: number): Buffer {
  const text = sample.toString('utf8').trimEnd();
  const isTable = !/^\s*[[{<]/.test(text) && /^[\w"@. -]+[,;\t]/.test(text);
  const header = isTable ? text.slice(0, text.indexOf('\n') + 1) : '';
  const body = text.slice(header.length);
  const variants = Array.from({ length: VARIANTS }, (_, n) => Buffer.from(`${withOtherIds(body, n)}\n`));
  const parts: Buffer[] = [Buffer.from(header)];
  let length = 0;
  for (let n = 0; length < bytes; n++) {
    const next = variants[n % VARIANTS] ?? Buffer.alloc(0);
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
