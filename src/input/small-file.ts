/**
 * Small files, read and gunzipped at once and into memory that is used again for the next: trails are made of thousands
 * of them, and to be called back four times for each takes longer than to read it.
 */

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Gunzip, type Pieces } from './gunzip.ts';
import { gzip } from './gzip.ts';
import { STANDARD_INPUT } from './input-file.ts';
import { kindOf } from './layers.ts';
import { WHOLE_FILE_BYTES } from './limits.ts';
import type { Workroom } from './workroom.ts';

const LEAST_BYTES = 64 * 1024;

export class SmallFiles {
  private readonly gunzip: Gunzip;
  private room = Buffer.alloc(0);

  constructor(workroom: Workroom) {
    this.gunzip = new Gunzip(() => workroom.place());
  }

  /** The file as it lies on the disk, good until the next is read; undefined when it is large or no plain file. */
  read(path: string): Buffer | undefined {
    if (path === STANDARD_INPUT) return undefined;
    const found = statSync(path);
    if (!found.isFile() || found.size === 0 || found.size > WHOLE_FILE_BYTES) return undefined;
    // With room for more than there is, in case that it grows.
    if (this.room.length <= found.size)
      this.room = Buffer.allocUnsafeSlow(Math.max(found.size * 2, LEAST_BYTES));
    const file = openSync(path, 'r');
    try {
      const length = readAll(file, this.room);
      return length < this.room.length ? this.room.subarray(0, length) : undefined;
    } finally {
      closeSync(file);
    }
  }

  /** Its content, if it is compressed at most once and as nearly all logs are. */
  contentOf(data: Buffer): Pieces | undefined {
    const kind = kindOf(data);
    if (kind === 'content') return asItIs(data);
    return kind === gzip ? this.gunzip.pieces(data) : undefined;
  }
}

/** As far as there is room. */
function readAll(file: number, room: Buffer): number {
  let length = 0;
  while (length < room.length) {
    const more = readSync(file, room, length, room.length - length, null);
    if (more === 0) break;
    length += more;
  }
  return length;
}

function* asItIs(data: Buffer): Pieces {
  yield data;
  return true;
}
