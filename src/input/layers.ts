/**
 * Takes a file's layers off: compressions, archives, archives of compressed files. Knows how much may come out and what
 * went wrong; that is told with the input it happened to, or in a remark on the archive.
 */

import type { ProblemCode } from '../model/problem.ts';
import { ByteFeed } from './byte-feed.ts';
import { bzip2 } from './bzip2.ts';
import { type Compression, type Fault, MAGIC_BYTES } from './compression.ts';
import type { FileLog } from './file-log.ts';
import type { Pieces } from './gunzip.ts';
import { gzip } from './gzip.ts';
import { describeFailure, STANDARD_INPUT } from './input-file.ts';
import type { Limits } from './limits.ts';
import { Meter } from './meter.ts';
import { isParquet, isPlainPath, parquetLines } from './parquet.ts';
import { inTemporaryFile } from './temporary-file.ts';
import { isZip, zipEntries } from './zip.ts';
import { zstd } from './zstd.ts';

export interface Input {
  /** The file's path; of an entry of an archive `archive.zip!folder/entry.json`. */
  readonly name: string;
  /** No content, but what is to be said of a file or an archive as a whole. */
  readonly isRemark: boolean;
  /** Each chunk is good until the next. To be read before the next input is asked for, or not at all. */
  chunks(log: FileLog): AsyncGenerator<Buffer>;
}

const COMPRESSIONS: readonly Compression[] = [gzip, zstd, bzip2];

/** Logs compressed in an archive that is compressed have three. */
const MOST_LAYERS = 4;

/** By how it begins. */
export function kindOf(start: Buffer): Compression | 'zip' | 'parquet' | 'content' {
  if (isZip(start)) return 'zip';
  if (isParquet(start)) return 'parquet';
  return COMPRESSIONS.find((compression) => compression.begins(start)) ?? 'content';
}

export class Layers {
  private readonly path: string;
  private readonly limits: Limits;
  private root = new ByteFeed([]);
  private careful = false;
  /** Bytes of the file already ascribed to an input. */
  private ascribed = 0;
  private faults: { readonly code: ProblemCode; readonly message: string }[] = [];
  private failed = false;

  constructor(path: string, limits: Limits) {
    this.path = path;
    this.limits = limits;
  }

  /** @param careful the file is small, and as much of it as can be is wanted where it is damaged */
  async *open(source: AsyncIterable<Buffer> | Iterable<Buffer>, careful: boolean): AsyncGenerator<Input> {
    this.root = new ByteFeed(source);
    this.careful = careful;
    try {
      yield* this.peel(this.root, this.path, 0);
    } finally {
      await this.root.close();
    }
  }

  /** A small file; `pieces` of its content, where they are known to be got that quickly. */
  async *inMemory(data: Buffer, pieces: Pieces | undefined): AsyncGenerator<Input> {
    const first = pieces?.next();
    if (pieces === undefined || first === undefined || first.done === true || !isContent(first.value)) {
      yield* this.open([data], true);
      return;
    }
    const chunks = (log: FileLog): AsyncGenerator<Buffer> => this.known(data, pieces, first, log);
    yield { name: this.path, isRemark: false, chunks };
  }

  /** What turns out to be damaged, or larger than it should be, is read again with care from where it broke off. */
  private async *known(
    data: Buffer,
    pieces: Pieces,
    first: IteratorResult<Buffer, boolean>,
    log: FileLog,
  ): AsyncGenerator<Buffer> {
    const meter = new Meter(this.limits, () => data.length);
    let given = 0;
    log.bytes += data.length;
    let piece = first;
    while (piece.done !== true && meter.add(piece.value.length) === undefined) {
      yield piece.value;
      given += piece.value.length;
      piece = pieces.next();
    }
    if (piece.done === true && piece.value) return;
    log.bytes -= data.length;
    for await (const input of this.open([data], true)) yield* behind(given, input.chunks(log));
  }

  /** What is left to be said, if anything. */
  *remarks(name: string): Generator<Input> {
    if (this.faults.length === 0) return;
    const tell = (log: FileLog): void => this.tell(log);
    // biome-ignore lint/correctness/useYield: a remark has no content
    async function* chunks(log: FileLog): AsyncGenerator<Buffer> {
      tell(log);
    }
    yield { name, isRemark: true, chunks };
  }

  /** The file cannot be read further; what follows from that is no news. */
  fail(error: unknown): void {
    this.fault('unreadable', describeFailure(error));
    this.failed = true;
  }

  private readonly fault: Fault = (code, message) => {
    if (!this.failed) this.faults.push({ code, message });
  };

  private async *peel(feed: ByteFeed, name: string, layers: number): AsyncGenerator<Input> {
    const kind = layers < MOST_LAYERS ? kindOf(await feed.peek(MAGIC_BYTES)) : 'content';
    if (kind === 'zip') yield* this.unpack(feed, name, layers);
    else if (kind === 'content') {
      const chunks = layers === 0 ? this.metered(plainChunks(feed)) : plainChunks(feed);
      yield { name, isRemark: false, chunks: (log) => this.content(chunks, log) };
    } else if (kind === 'parquet') {
      const lines = this.metered(this.lines(feed, layers));
      yield { name, isRemark: false, chunks: (log) => this.content(lines, log) };
    } else {
      const chunks = kind.chunks(feed, this.careful && layers === 0, this.fault);
      yield* this.peel(new ByteFeed(this.metered(chunks)), name, layers + 1);
    }
  }

  private async *unpack(feed: ByteFeed, name: string, layers: number): AsyncGenerator<Input> {
    let entries = 0;
    for await (const entry of zipEntries(feed, this.admitter(), this.fault)) {
      entries++;
      yield* this.peel(new ByteFeed(entry.chunks()), `${name}!${entry.name}`, layers + 1);
    }
    if (entries === 0 && this.faults.length === 0) this.fault('empty', 'the archive holds no files');
    yield* this.remarks(name);
  }

  /** The rows of a Parquet file, which must lie on the disk whole. */
  private async *lines(feed: ByteFeed, layers: number): AsyncGenerator<Buffer> {
    const { path, fault } = this;
    if (layers > 0 || path === STANDARD_INPUT || !isPlainPath(path)) {
      const copied = this.metered(plainChunks(feed));
      yield* inTemporaryFile(copied, (copy) => parquetLines(copy, fault));
    } else {
      await feed.drop(Number.POSITIVE_INFINITY);
      yield* parquetLines(path, fault);
    }
  }

  private async *content(chunks: AsyncIterable<Buffer>, log: FileLog): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunks) {
        this.ascribe(log);
        yield chunk;
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.ascribe(log);
      this.tell(log);
    }
  }

  private async *metered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const admit = this.admitter();
    for await (const chunk of chunks) {
      if (!admit(chunk.length)) return;
      yield chunk;
    }
  }

  /** False, and a fault, from where one layer gives more than it may. */
  private admitter(): (bytes: number) => boolean {
    const meter = new Meter(this.limits, () => this.root.bytes);
    return (bytes) => {
      const excess = meter.add(bytes);
      if (excess !== undefined) this.fault('decompression-limit', excess);
      return excess === undefined;
    };
  }

  private ascribe(log: FileLog): void {
    log.bytes += this.root.bytes - this.ascribed;
    this.ascribed = this.root.bytes;
  }

  private tell(log: FileLog): void {
    for (const { code, message } of this.faults) log.problem('', code, message);
    if (this.faults.length > 0) log.cut = true;
    this.faults = [];
  }
}

function isContent(start: Buffer): boolean {
  return kindOf(start) === 'content';
}

/** All but the first bytes. */
async function* behind(bytes: number, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left -= Math.min(left, chunk.length);
  }
}

async function* plainChunks(feed: ByteFeed): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = await feed.take(Number.POSITIVE_INFINITY);
    if (chunk.length === 0) return;
    yield chunk;
  }
}
