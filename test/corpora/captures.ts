/** Scans a capture by itself with nothing told about it, as a first user would, and holds it against the table. */

import { readFileSync } from 'node:fs';
import { scan } from '../../src/app/scan.ts';
import { EMPTY_CONFIG } from '../../src/config/config.ts';
import { EMPTY_CONTEXT } from '../../src/config/context.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Finding } from '../../src/model/finding.ts';
import { compareLevels } from '../../src/model/level.ts';
import type { Result } from '../../src/model/result.ts';
import type { Technique } from './techniques.ts';

export interface Capture {
  readonly result: Result;
  /** Name of the call of each record, by the record's id. */
  readonly calls: ReadonlyMap<string, string>;
}

export interface Verdict {
  /** What the scan says of the technique, loudest first. */
  readonly findings: readonly Finding[];
  /** The one it must give, at its level or above. */
  readonly answer: Finding | undefined;
  readonly held: boolean;
}

/** The result of a scan of these paths alone, down to the lowest level. */
export async function scanAlone(paths: readonly string[]): Promise<Result> {
  const { files, problems } = listInputs(paths);
  const { result } = await scan({
    files,
    listing: problems,
    config: EMPTY_CONFIG,
    context: EMPTY_CONTEXT,
    threads: 1,
    minLevel: 'informational',
  });
  return result;
}

export async function scanCapture(path: string): Promise<Capture> {
  const calls = new Map<string, string>();
  for (const { path: file } of listInputs([path]).files) {
    for (const { eventID, eventName } of recordsIn(file)) calls.set(eventID, eventName);
  }
  return { result: await scanAlone([path]), calls };
}

export function judge(technique: Technique, { result, calls }: Capture): Verdict {
  const findings = result.findings
    .filter(
      (finding) =>
        technique.calls.some((call) => finding.eventUids.some((uid) => calls.get(uid) === call)) &&
        (technique.about === undefined ||
          namesOf(finding).some((name) => name.includes(technique.about ?? ''))),
    )
    .toSorted((a, b) => compareLevels(b.level, a.level));
  const { must } = technique;
  if ('outOfReach' in must) {
    return { findings, answer: undefined, held: !findings.some(isLoud) };
  }
  const answer = findings.find(
    ({ analytic, detection, level }) =>
      analytic === must.analytic && detection === must.detection && compareLevels(level, must.atLeast) >= 0,
  );
  return { findings, answer, held: answer !== undefined };
}

/** High enough to wake somebody. */
export function isLoud({ level }: Finding): boolean {
  return compareLevels(level, 'high') >= 0;
}

function namesOf({ principal, targets }: Finding): string[] {
  return [principal.uid, ...targets.map(({ uid }) => uid)];
}

interface CallRecord {
  readonly eventID: string;
  readonly eventName: string;
}

/** Both captures are files of one JSON array, bare or under `Records`. */
function recordsIn(file: string): readonly CallRecord[] {
  const content: readonly CallRecord[] | { readonly Records: readonly CallRecord[] } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return 'Records' in content ? content.Records : content;
}
