/** Scans a capture by itself with nothing told about it, as a first user would, and holds it against the table. */

import { type ScanRequest, scan } from '../../src/app/scan.ts';
import { EMPTY_CONFIG } from '../../src/config/config.ts';
import { EMPTY_CONTEXT } from '../../src/config/context.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Result } from '../../src/model/result.ts';
import { judge, type Verdict } from './expectation.ts';
import type { Technique } from './techniques.ts';

export interface Capture {
  readonly result: Result;
  /** What was called, without the service, by the event's id. */
  readonly calls: ReadonlyMap<string, string>;
}

/** The result of a scan of these paths alone, down to the lowest level. */
export async function scanAlone(
  paths: readonly string[],
  beside: Pick<ScanRequest, 'beside'> = {},
): Promise<Result> {
  const { files, problems } = listInputs(paths);
  const { result } = await scan({
    files,
    listing: problems,
    config: EMPTY_CONFIG,
    context: EMPTY_CONTEXT,
    threads: 1,
    minLevel: 'informational',
    ...beside,
  });
  return result;
}

export async function scanCapture(path: string): Promise<Capture> {
  const calls = new Map<string, string>();
  const result = await scanAlone([path], {
    beside() {
      calls.clear();
      return { take: ({ uid, operation }) => calls.set(uid, callOf(operation)) };
    },
  });
  return { result, calls };
}

export function judgeTechnique(technique: Technique, capture: Capture): Verdict {
  return judge(
    technique.expected,
    capture.result.findings.filter((finding) => isAbout(technique, finding, capture)),
  );
}

function isAbout({ calls, about }: Technique, finding: Finding, capture: Capture): boolean {
  return (
    (calls === undefined ||
      calls.some((call) => finding.eventUids.some((uid) => capture.calls.get(uid) === call))) &&
    (about === undefined || namesOf(finding).some((name) => name.includes(about)))
  );
}

function namesOf({ principal, targets }: Finding): string[] {
  return [principal.uid, ...targets.map(({ uid }) => uid)];
}

function callOf(operation: string): string {
  return operation.slice(operation.indexOf(':') + 1);
}
