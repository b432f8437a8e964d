/**
 * STIX documents out of files and folders, gzip or plain, told by content. In a folder only files named like JSON are
 * opened; what was named on the command line is opened whatever it is called. One bad file never stops the rest.
 */

import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { reasonOf } from '../lib/reason.ts';
import type { ImportProblem } from './gather.ts';

export interface Documents {
  readonly files: readonly string[];
  /** Files of folders that are not named like JSON. */
  readonly leftAlone: number;
  readonly problems: readonly ImportProblem[];
}

/** ATT&CK's largest bundle is about 50 MB; a few times that is no bundle any more. */
const MOST_BYTES = 512 * 1024 * 1024;
const LOOKS_LIKE_JSON = /\.(?:json|stix|stix2)(?:\.gz)?$/i;

export function listDocuments(path: string): Documents {
  try {
    if (!statSync(path).isDirectory()) return { files: [path], leftAlone: 0, problems: [] };
    const all = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const files = all.filter((file) => LOOKS_LIKE_JSON.test(file));
    return { files, leftAlone: all.length - files.length, problems: [] };
  } catch (cause) {
    return { files: [], leftAlone: 0, problems: [unreadable(path, cause)] };
  }
}

/** The document's bytes as UTF-8 text, unpacked. */
export function readDocument(file: string): Buffer | ImportProblem {
  let bytes: Buffer;
  try {
    if (statSync(file).size > MOST_BYTES) return tooLarge(file);
    bytes = readFileSync(file);
  } catch (cause) {
    return unreadable(file, cause);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    } catch (cause) {
      if (cause instanceof RangeError) return tooLarge(file);
      return { code: 'corrupt-compression', file, message: `gzip cannot be unpacked: ${reasonOf(cause)}` };
    }
  }
  if (!isUtf8(bytes)) return { code: 'encoding', file, message: 'it is not UTF-8 text' };
  return bytes;
}

function tooLarge(file: string): ImportProblem {
  return { code: 'too-large', file, message: `it is larger than ${MOST_BYTES / 1024 / 1024} MB` };
}

function unreadable(file: string, cause: unknown): ImportProblem {
  return { code: 'unreadable', file, message: `it cannot be read: ${reasonOf(cause)}` };
}
