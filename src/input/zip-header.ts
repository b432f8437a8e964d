/** The small structures of a zip archive (APPNOTE 6.3): signatures, the header before an entry, the sums behind it. */

import { clip, escapeControls } from '../lib/text.ts';
import type { ByteFeed } from './byte-feed.ts';

export interface ZipHeader {
  /** As the archive spells it, clipped and fit to be shown. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly isFolder: boolean;
  /** Undefined where only the data tell where the entry ends. */
  readonly compressedBytes: number | undefined;
  /** Undefined where it stands behind the data. */
  readonly crc: number | undefined;
}

export const SIGNATURE_BYTES = 4;

/** What begins here: `cut` where the bytes end before that is certain. */
export type Signature = 'entry' | 'descriptor' | 'directory' | 'end' | 'cut' | undefined;

export function signatureOf(bytes: Buffer): Signature {
  if (bytes.length < SIGNATURE_BYTES) return 'cut';
  return SIGNATURES.get(bytes.readUInt32BE(0));
}

const SIGNATURES: ReadonlyMap<number, Signature> = new Map([
  [0x504b0304, 'entry'],
  [0x504b0708, 'descriptor'],
  [0x504b0102, 'directory'],
  // An archive of archives keeps what helps to recover data before the directory.
  [0x504b0608, 'directory'],
  [0x504b0505, 'directory'],
  [0x504b0606, 'end'],
  [0x504b0506, 'end'],
]);

const HEADER_BYTES = 30;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_DESCRIPTOR = 0x0008;
const FLAG_UTF8 = 0x0800;
const IN_EXTRA_FIELD = 0xffffffff;
const ZIP64 = 0x0001;
const MOST_NAME_CHARACTERS = 400;

/** Takes the header; undefined when the archive ends inside it. */
export async function readZipHeader(feed: ByteFeed): Promise<ZipHeader | undefined> {
  const fixed = await feed.peek(HEADER_BYTES);
  if (fixed.length < HEADER_BYTES) return undefined;
  const extraAt = HEADER_BYTES + fixed.readUInt16LE(26);
  const length = extraAt + fixed.readUInt16LE(28);
  const bytes = (await feed.peek(length)).subarray(0, length);
  if (bytes.length < length) return undefined;
  await feed.drop(length);
  const flags = bytes.readUInt16LE(6);
  const name = decodeName(bytes.subarray(HEADER_BYTES, extraAt), (flags & FLAG_UTF8) !== 0);
  const isFolder = name.endsWith('/');
  const deferred = (flags & FLAG_DESCRIPTOR) !== 0;
  const size = compressedBytes(bytes, bytes.subarray(extraAt));
  return {
    name: clip(escapeControls(name), MOST_NAME_CHARACTERS),
    method: bytes.readUInt16LE(8),
    encrypted: (flags & FLAG_ENCRYPTED) !== 0,
    isFolder,
    compressedBytes: deferred && size === 0 && !isFolder ? undefined : size,
    crc: deferred ? undefined : bytes.readUInt32LE(14),
  };
}

function compressedBytes(header: Buffer, extra: Buffer): number {
  const size = header.readUInt32LE(18);
  if (size !== IN_EXTRA_FIELD) return size;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64 || at + 20 > extra.length) continue;
    return Number(extra.readBigUInt64LE(at + 12));
  }
  return size;
}

/** Older writers use the code page of their system; what is not UTF-8 is shown as Latin-1. */
function decodeName(bytes: Buffer, isUtf8: boolean): string {
  const text = bytes.toString('utf8');
  return isUtf8 || !text.includes('\ufffd') ? text : bytes.toString('latin1');
}

/** With and without a signature, with sizes of 32 and of 64 bits: only what comes next tells which. */
const DESCRIPTOR_BYTES = [16, 24, 12, 20];

/** Takes the sums behind an entry and gives the checksum; undefined when they are not there. */
export async function readDescriptor(feed: ByteFeed): Promise<number | undefined> {
  const bytes = await feed.peek(Math.max(...DESCRIPTOR_BYTES) + SIGNATURE_BYTES);
  const signed = signatureOf(bytes) === 'descriptor';
  for (const length of DESCRIPTOR_BYTES) {
    const isSigned = length % 8 === 0;
    const next = signatureOf(bytes.subarray(length));
    if (isSigned !== signed || next === undefined || next === 'cut') continue;
    const crc = bytes.readUInt32LE(isSigned ? 4 : 0);
    await feed.drop(length);
    return crc;
  }
  return undefined;
}
