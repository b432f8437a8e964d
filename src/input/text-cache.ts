/**
 * Strings of one field by their bytes, so that a repeated value is one string and costs no decoding. Fields
 * that never repeat (ids, times) are noticed and decoded without being kept.
 */

import { isUtf8 } from 'node:buffer';
import { ByteMap, type Span } from './byte-map.ts';

const SIZE = { entries: 4096, keyBytes: 256 * 1024 };
const LONGEST_KEPT_BYTES = 512;
/** How many look-ups decide whether keeping pays, and after how many more it is asked again. */
const TRIAL = 512;
const PAUSE = 65_536;

export class TextCache {
  /** Made when it is needed: most fields of most sources never are. */
  private map: ByteMap<string> | undefined;
  private lookups = 0;
  private hits = 0;
  private pause = 0;

  /** As {@link decodeText}. */
  read(source: Span, start: number, end: number, escaped: boolean): string | undefined {
    if (this.pause > 0 || end - start > LONGEST_KEPT_BYTES) {
      this.pause--;
      return decodeText(source, start, end, escaped);
    }
    this.map ??= new ByteMap(SIZE);
    const known = this.map.get(source, start, end);
    this.count(known !== undefined);
    if (known !== undefined) return known;
    const decoded = decodeText(source, start, end, escaped);
    if (decoded !== undefined && !isDamaged(decoded, source, start, end))
      this.map.keep(source, start, end, decoded);
    return decoded;
  }

  private count(hit: boolean): void {
    if (hit) this.hits++;
    if (++this.lookups < TRIAL) return;
    if (this.hits * 4 < this.lookups) this.pause = PAUSE;
    this.lookups = 0;
    this.hits = 0;
  }
}

/** The text between the quotes; `undefined` when the escapes in it are not JSON. */
export function decodeText(source: Span, start: number, end: number, escaped: boolean): string | undefined {
  const text = decodeUtf8(source, start, end);
  return escaped ? unescapeText(text) : text;
}

/** Whether the bytes that the text was decoded from are not UTF-8. */
export function isDamaged(text: string | undefined, { bytes }: Span, start: number, end: number): boolean {
  return (text === undefined || text.includes('\ufffd')) && !isUtf8(bytes.subarray(start, end));
}

/** Bytes that are not UTF-8 become U+FFFD. */
export function decodeUtf8(source: Span, start: number, end: number): string {
  const { bytes } = source;
  return isAscii(source, start, end) ? bytes.latin1Slice(start, end) : bytes.utf8Slice(start, end);
}

function isAscii({ bytes, words }: Span, start: number, end: number): boolean {
  const whole = end - 4;
  let seen = 0;
  let p = start;
  for (; p <= whole; p += 4) seen |= words.getInt32(p, true);
  for (; p < end; p++) seen |= bytes[p] ?? 0;
  return (seen & 0x80808080) === 0;
}

function unescapeText(text: string): string | undefined {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return undefined;
  }
}
