/** Turns measured runs into medians, ratios, bars and a Markdown table. */

import type { BenchLogs } from './generate.ts';
import type { Run } from './run.ts';

export const KINDS = ['inflate', 'parse', 'scan1', 'scan2'] as const;
export type Kind = (typeof KINDS)[number];

export interface Sized {
  readonly logs: BenchLogs;
  readonly runs: Readonly<Record<Kind, readonly Run[]>>;
}

export interface Bar {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly met: boolean;
}

const NAMES: Readonly<Record<Kind, string>> = {
  inflate: 'inflate only, 1 thread',
  parse: 'inflate + `JSON.parse`, 1 thread',
  scan1: 'full scan, 1 thread',
  scan2: 'full scan, 2 threads',
};
const GIB = 2 ** 30;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

export function bars(base: Sized, large: Sized): Bar[] {
  const parse = wall(base, 'parse');
  const engine = median(base.runs.scan1.map((run) => (run.phases?.engine ?? Number.NaN) / 1000));
  const peak = Math.max(...[...large.runs.scan1, ...large.runs.scan2].map((run) => run.peak));
  const growth = wall(large, 'scan2') / wall(base, 'scan2') / (large.logs.records / base.logs.records);
  return [
    bar('full scan, 2 threads / (inflate + parse)', wall(base, 'scan2') / parse, '≤ 0.9', (x) => x <= 0.9),
    bar('lineage + baselines + analytics / (inflate + parse)', engine / parse, '≤ 0.5', (x) => x <= 0.5),
    bar(
      `peak memory at ${large.logs.records.toLocaleString('en')} records, GiB`,
      peak / GIB,
      '≤ 1',
      (x) => x <= 1,
    ),
    bar(
      `time per record, ${millions(large)} against ${millions(base)} records`,
      growth,
      '≤ 1.15',
      (x) => x <= 1.15,
    ),
  ];
}

export function markdown(sizes: readonly Sized[], checked: readonly Bar[]): string {
  return [
    ...sizes.flatMap(sized),
    '| bar | measured | wanted | |',
    '|---|---|---|---|',
    ...checked.map(barRow),
  ].join('\n');
}

function sized(size: Sized): string[] {
  const { records, files, bytes, compressedBytes, days } = size.logs;
  const parse = wall(size, 'parse');
  return [
    `${records.toLocaleString('en')} records over ${days} days in ${files} files: ${mb(bytes)} MB of JSON (${Math.round(bytes / records)} bytes a record), ${mb(compressedBytes)} MB compressed.`,
    '',
    '| run | wall s | processor s | peak MiB | records/s | against inflate + parse |',
    '|---|---:|---:|---:|---:|---:|',
    ...KINDS.map((kind) => row(size, kind, parse)),
    ...phases(size),
    '',
  ];
}

function row(size: Sized, kind: Kind, parse: number): string {
  const runs = size.runs[kind];
  const seconds = wall(size, kind);
  const rate = Math.round(size.logs.records / seconds).toLocaleString('en');
  const peak = Math.round(Math.max(...runs.map((run) => run.peak)) / 2 ** 20);
  const cpu = median(runs.map((run) => run.cpu)).toFixed(2);
  return `| ${NAMES[kind]} | ${seconds.toFixed(2)} | ${cpu} | ${peak} | ${rate} | ${(seconds / parse).toFixed(2)} |`;
}

function phases(size: Sized): string[] {
  return (['scan1', 'scan2'] as const).flatMap((kind) => {
    const known = size.runs[kind].flatMap((run) => run.phases ?? []);
    if (known.length === 0) return [];
    const of = (name: 'engine' | 'total') => (median(known.map((one) => one[name])) / 1000).toFixed(2);
    return [
      '',
      `Of the ${NAMES[kind]}, ${of('total')} s: lineage + baselines + analytics ${of('engine')} s.`,
    ];
  });
}

function wall(size: Sized, kind: Kind): number {
  return median(size.runs[kind].map((run) => run.wall));
}

function bar(what: string, value: number, wanted: string, holds: (value: number) => boolean): Bar {
  return { what, bar: wanted, measured: value.toFixed(2), met: holds(value) };
}

function barRow({ what, bar: wanted, measured, met }: Bar): string {
  return `| ${what} | ${measured} | ${wanted} | ${met ? 'met' : '**missed**'} |`;
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function millions(size: Sized): string {
  return `${size.logs.records / 1e6} M`;
}
