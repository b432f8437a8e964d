/**
 * What an evidence package holds, as texts to be written: the finding, its trail, what was normal when it was decided,
 * the vendors' own records, the configuration, versions, and a manifest over all of it. It opens and writes no file.
 */

import { hash } from 'node:crypto';
import { terminalSafeJson } from '../lib/terminal.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import { renderExplain } from './explain.ts';
import { findingJson, resultJson, type Tool, trailStepJson } from './result-json.ts';
import { isoTime } from './words.ts';

/** A vendor's record, as it was found again. */
export interface FoundRecord {
  /** Uid of the event it became. */
  readonly event: string;
  readonly source: string;
  readonly file: string;
  /** Its number in that file. */
  readonly ordinal: number;
  readonly bytes: Uint8Array;
  /** The bytes stand so in the file; otherwise it was taken out of a wrapping, a row or several lines. */
  readonly verbatim: boolean;
}

export interface PackageInput {
  readonly finding: Finding;
  readonly result: Result;
  readonly records: readonly FoundRecord[];
  readonly missing: readonly string[];
  /** The context file and what it includes; without bytes where they are too large to copy. */
  readonly configuration: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly bytes?: Uint8Array;
  }[];
  readonly tool: Tool;
  /** Of the program that ran this: `v20.19.0`. */
  readonly runtime: string;
  readonly names: ReadonlyMap<string, string>;
}

export interface PackageFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const WIDTH = 100;
/** As `sha256sum` and `shasum -a 256` check it. */
const SUMS = 'SHA256SUMS';

export function evidencePackage(input: PackageInput): readonly PackageFile[] {
  const { finding, result, names } = input;
  const incident = result.incidents.find(({ uid }) => uid === finding.incident);
  const explained = renderExplain(finding, incident, { colour: false, width: WIDTH, names });
  const files = [
    text('README.txt', README),
    text('finding.txt', explained),
    json('finding.json', findingJson(finding)),
    json('trail.json', finding.trail.map(trailStepJson)),
    json('baseline.json', baselineJson(finding)),
    json('run.json', runJson(input)),
    ...recordFiles(input),
    ...configurationFiles(input),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = json('manifest.json', manifestJson(files, input));
  return [...files, manifest, text(SUMS, sumLines([...files, manifest]))];
}

const README = `Evidence of one finding of Credtrail.

finding.txt      the finding, for people
finding.json     the same, for programs
trail.json       the credential and its ancestors, root first
baseline.json    what was normal when the finding was decided, beside what was seen
records.json     which vendor's record lies where, and from which file it was read
records/         those records; they were not masked and may hold what nobody else should read
configuration/   the context file and the files it includes
run.json         versions, inputs, settings and counters of the run
manifest.json    path, size and SHA-256 of every file above
SHA256SUMS       the same hashes and the manifest's own, as sha256sum checks them

To check that nothing was changed: sha256sum -c SHA256SUMS (on macOS: shasum -a 256 -c SHA256SUMS). Keep the hash of
SHA256SUMS apart, or sign it: whoever changes a file can change the sums.
`;

function baselineJson({ time, evidence, considered }: Finding) {
  return {
    decided: isoTime(time),
    conditions: evidence.map(({ condition, held, observed, expected, bits, events }) => ({
      condition,
      held,
      seen: observed,
      normal: expected,
      bits,
      events: [...events],
    })),
    considered: [...considered],
  };
}

function runJson({ finding, result, tool, runtime, configuration }: PackageInput) {
  const { run, period, counters, notes } = resultJson(result, tool);
  return {
    tool: { ...tool },
    runtime,
    analytic: { id: finding.analytic, detection: finding.detection, attack: finding.attack ?? null },
    configuration: configuration.map(({ path, sha256 }) => ({ path, sha256 })),
    run,
    period,
    counters,
    notes,
  };
}

function recordFiles({ records, missing }: PackageInput): PackageFile[] {
  const width = Math.max(3, String(records.length).length);
  const named = records.map((record, at) => ({
    record,
    path: `records/${String(at + 1).padStart(width, '0')}.json`,
  }));
  const index = {
    records: named.map(({ record: { event, source, file, ordinal, verbatim }, path }) => ({
      path,
      event,
      source,
      file,
      record: ordinal,
      verbatim,
    })),
    missing: [...missing],
  };
  return [json('records.json', index), ...named.map(({ record, path }) => ({ path, bytes: record.bytes }))];
}

function configurationFiles({ configuration }: PackageInput): PackageFile[] {
  return configuration.flatMap(({ path, bytes }, at) => {
    const name =
      path
        .split(/[/\\]/)
        .at(-1)
        ?.replace(/[^\w.-]/g, '_') ?? '';
    return bytes === undefined ? [] : [{ path: `configuration/${at + 1}-${name}`, bytes }];
  });
}

function manifestJson(files: readonly PackageFile[], { finding, tool }: PackageInput) {
  return {
    tool: { ...tool },
    finding: finding.uid,
    algorithm: 'SHA-256',
    files: files.map(({ path, bytes }) => ({
      path,
      bytes: bytes.length,
      sha256: hash('sha256', bytes, 'hex'),
    })),
  };
}

function sumLines(files: readonly PackageFile[]): string {
  return files.map(({ path, bytes }) => `${hash('sha256', bytes, 'hex')}  ${path}\n`).join('');
}

function json(path: string, value: unknown): PackageFile {
  return text(path, `${terminalSafeJson(value, 2)}\n`);
}

function text(path: string, content: string): PackageFile {
  return { path, bytes: Buffer.from(content) };
}
