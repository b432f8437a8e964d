/** Results that `credtrail scan --format json` saved: told from logs by how they begin, and read back. */

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { nearest } from '../lib/nearest.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { parseResult } from '../report/json.ts';
import { readText } from './inputs.ts';

const BEGINNING_BYTES = 256;
/** Of a uid; fewer characters say too little. */
const LEAST_BEGINNING = 4;
const SHOWN = 5;
const BEGINNING = /^\s*\{\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"credtrail"/;

/** Whether the file begins as a saved result does; false for what is no file or cannot be read. */
export function isSavedResult(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    const handle = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(BEGINNING_BYTES);
      const beginning = unpacked(bytes.subarray(0, readSync(handle, bytes)));
      return BEGINNING.test(beginning.toString('utf8'));
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
}

export function readSavedResult(path: string): Result {
  const parsed = parseResult(readText(path, 'saved result', unpacked).text);
  if ('fault' in parsed)
    throw new UsageError(
      `${path} cannot be used: ${parsed.fault}`,
      'save a result with credtrail scan … --format json --output FILE',
    );
  return parsed.result;
}

/** Results are large and kept as gzip; of the beginning of one, what it unpacks to. */
function unpacked(bytes: Buffer): Buffer {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
}

/** By its uid, or by the beginning of it where only one finding begins so. */
export function findingOf({ findings }: Result, uid: string, where: string): Finding {
  const begun = uid.length >= LEAST_BEGINNING ? findings.filter((each) => each.uid.startsWith(uid)) : [];
  const finding = findings.find((each) => each.uid === uid) ?? (begun.length === 1 ? begun[0] : undefined);
  if (finding !== undefined) return finding;
  if (begun.length > 1) {
    const few = begun.slice(0, SHOWN).map((each) => each.uid);
    throw new UsageError(
      `${begun.length} findings in ${where} begin with ${uid}`,
      `write more of it: ${few.join(', ')}${begun.length > SHOWN ? ' …' : ''}`,
    );
  }
  const close = nearest(
    uid,
    findings.map((each) => each.uid),
  );
  throw new UsageError(
    `no finding ${uid} in ${where}`,
    close === undefined ? whatToTake(findings, uid) : `did you mean ${close}?`,
  );
}

function whatToTake([first]: readonly Finding[], uid: string): string {
  if (first === undefined) return 'it holds no finding at all';
  if (uid.length < LEAST_BEGINNING)
    return `write a whole uid, or its first ${LEAST_BEGINNING} characters and more`;
  return `take a uid of that result, like ${first.uid}`;
}
