/**
 * A file's bytes, decompressed, in chunks of bounded size. Compression is told by content, never by name. What
 * goes wrong is logged as a problem after the bytes that came before it; nothing is thrown.
 */

import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import type { ProblemCode } from '../model/problem.ts';
import { ByteFeed } from './byte-feed.ts';
import type { Compression, Fault } from './compression.ts';
import type { FileLog } from './file-log.ts';
import { gzip } from './gzip.ts';
import { describeFailure, type InputFile, STANDARD_INPUT } from './input-file.ts';
import { type Limits, WHOLE_FILE_BYTES } from './limits.ts';

const COMPRESSIONS: readonly Compression[] = [gzip];

const READ_BYTES = 1024 * 1024;

/** Each chunk belongs to whoever receives it. */
export async function* openChunks(file: InputFile, limits: Limits, log: FileLog): AsyncGenerator<Buffer> {
  try {
    const small = file.path !== STANDARD_INPUT && (await isSmall(file.path));
    if (small) yield* readSmall(file.path, limits, log);
    else if (file.path === STANDARD_INPUT) yield* readLarge(process.stdin, limits, log);
    else yield* readLarge(readPieces(file.path), limits, log);
  } catch (error) {
    log.cut = true;
    log.problem('', 'unreadable', describeFailure(error));
  }
}

async function isSmall(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isFile() && found.size > 0 && found.size <= WHOLE_FILE_BYTES;
}

async function* readSmall(path: string, limits: Limits, log: FileLog): AsyncGenerator<Buffer> {
  const data = await readFile(path);
  const compression = compressionOf(data);
  const whole = compression === undefined ? data : compression.whole(data);
  if (whole === undefined || whole.length > limits.maxDecompressedBytes) {
    yield* readLarge([data], limits, log, true);
    return;
  }
  log.bytes += data.length;
  yield whole;
}

async function* readLarge(
  input: AsyncIterable<Buffer> | Iterable<Buffer>,
  limits: Limits,
  log: FileLog,
  careful = false,
): AsyncGenerator<Buffer> {
  const feed = new ByteFeed(input);
  const faults: { code: ProblemCode; message: string }[] = [];
  const fault: Fault = (code, message) => void faults.push({ code, message });
  const before = log.bytes;
  let length = 0;
  try {
    const compression = compressionOf(await feed.peek(8));
    for await (const chunk of compression?.chunks(feed, careful, fault) ?? plainChunks(feed)) {
      length += chunk.length;
      log.bytes = before + feed.bytes;
      const excess =
        compression === undefined ? overSize(length, limits) : overLimit(length, feed.bytes, limits);
      if (excess !== undefined) {
        fault('decompression-limit', excess);
        break;
      }
      yield chunk;
    }
  } finally {
    await feed.close();
  }
  log.bytes = before + feed.bytes;
  for (const { code, message } of faults) log.problem('', code, message);
  if (faults.length > 0) log.cut = true;
}

function overLimit(length: number, compressed: number, limits: Limits): string | undefined {
  const expanded = length > limits.expansionFloorBytes && length > compressed * limits.maxExpansion;
  return expanded
    ? `it expands to more than ${limits.maxExpansion} times its size`
    : overSize(length, limits);
}

function overSize(length: number, limits: Limits): string | undefined {
  const { maxDecompressedBytes } = limits;
  return length > maxDecompressedBytes ? `it holds more than ${maxDecompressedBytes} bytes` : undefined;
}

async function* plainChunks(feed: ByteFeed): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = await feed.take(Number.POSITIVE_INFINITY);
    if (chunk.length === 0) return;
    yield chunk;
  }
}

async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const handle: FileHandle = await open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafeSlow(READ_BYTES),
        0,
        READ_BYTES,
        null,
      );
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function compressionOf(data: Buffer): Compression | undefined {
  return COMPRESSIONS.find(({ magic }) => data.subarray(0, magic.length).equals(magic));
}
