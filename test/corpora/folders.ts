/** What reading every file of the captures comes to, by folder. Nothing is judged here. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileReport } from '../../src/input/file-log.ts';
import { createReader } from '../../src/input/read.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { CORPORA } from '../harness/corpora.ts';

export interface FileReading {
  readonly path: string;
  readonly report: FileReport;
  /** Why records could not be read, each with how often. */
  readonly problems: ReadonlyMap<string, number>;
}

export interface FolderReading {
  readonly folder: string;
  readonly files: number;
  readonly recognised: number;
  readonly records: number;
  readonly events: number;
  /** Records rightly skipped, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly problems: ReadonlyMap<string, number>;
}

/** Licences and notes of where a folder comes from are no logs. */
const NO_LOG = /(^|\/)((APACHE-)?LICENSE|NOTICE|README|SOURCE_COMMIT)[^/]*$/;
/** Lines of `{rule, test, fires, event}`: the record is inside. */
const RULE_TESTS = /^panther-tests\/.*\.jsonl$/;

/** Every log under the captures, sorted by path. */
export function readEveryFile(): FileReading[] {
  return readdirSync(CORPORA, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(CORPORA.length).replaceAll('\\', '/'))
    .filter((path) => !NO_LOG.test(path))
    .sort()
    .map(readLog);
}

export function byFolder(readings: readonly FileReading[]): FolderReading[] {
  const folders = new Set(readings.map(({ path }) => folderOf(path)));
  return [...folders].map((folder) => {
    const files = readings.filter(({ path }) => folderOf(path) === folder);
    const known = files.filter(({ report }) => report.source !== '');
    const sum = (count: (report: FileReport) => number): number =>
      known.reduce((total, { report }) => total + count(report), 0);
    return {
      folder,
      files: files.length,
      recognised: known.length,
      records: sum(({ records }) => records),
      events: sum(({ events }) => events),
      skipped: added(known.map(({ report }) => Object.entries(report.skipped))),
      problems: added(known.map(({ problems }) => problems)),
    };
  });
}

function readLog(path: string): FileReading {
  const bytes = readFileSync(join(CORPORA, path));
  const log = RULE_TESTS.test(path) ? Buffer.from(eventsOfRuleTests(bytes.toString('utf8'))) : bytes;
  const problems = new Map<string, number>();
  const report = createReader(SOURCES).readBuffers([log], path, 0, {
    event: () => undefined,
    problem: ({ message }) => problems.set(message, (problems.get(message) ?? 0) + 1),
  });
  return { path, report, problems };
}

function eventsOfRuleTests(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.stringify(JSON.parse(line).event))
    .join('\n');
}

/** One product's stream: the folder a file lies in, or the file itself in a folder of many products' files. */
function folderOf(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return RULE_TESTS.test(path) || folder.startsWith('plaso/') ? path : folder;
}

function added(counts: readonly Iterable<readonly [string, number]>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [what, count] of each) sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return sums;
}
