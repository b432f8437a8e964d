/** Results that `credtrail scan --format json` saved: told from logs by how they begin, and read back. */

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { nearest } from '../lib/nearest.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { parseResult } from '../report/json.ts';
import { readText } from './inputs.ts';

const BEGINNING_BYTES = 256;
const BEGINNING = /^\s*\{\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"credtrail"/;

/** Whether the file begins as a saved result does; false for what is no file or cannot be read. */
export function isSavedResult(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    const handle = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(BEGINNING_BYTES);
      return BEGINNING.test(bytes.toString('utf8', 0, readSync(handle, bytes)));
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
}

export function readSavedResult(path: string): Result {
  const parsed = parseResult(readText(path, 'saved result').text);
  if ('fault' in parsed)
    throw new UsageError(
      `${path} cannot be used: ${parsed.fault}`,
      'save a result with credtrail scan … --format json --output FILE',
    );
  return parsed.result;
}

/** By its uid, or by the beginning of it where only one finding begins so. */
export function findingOf({ findings }: Result, uid: string, where: string): Finding {
  const begun = uid.length >= 4 ? findings.filter((each) => each.uid.startsWith(uid)) : [];
  const finding = findings.find((each) => each.uid === uid) ?? (begun.length === 1 ? begun[0] : undefined);
  if (finding !== undefined) return finding;
  const close = nearest(
    uid,
    findings.map((each) => each.uid),
  );
  throw new UsageError(
    `no finding ${uid} in ${where}`,
    close === undefined ? 'take a uid of that result' : `did you mean ${close}?`,
  );
}
