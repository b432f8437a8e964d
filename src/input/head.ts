/**
 * Shows the sources the start of a file. Lenient: the bytes may be cut anywhere, and what does not parse gives
 * no samples rather than a problem.
 */

import type { Head } from '../contract/source.ts';
import { type Span, span } from './byte-map.ts';
import { headerColumns } from './csv.ts';
import { HEAD_BYTES } from './limits.ts';
import { INCOMPLETE, RecordScanner } from './scan-json.ts';

/** A file says what it is in its first records; small files would otherwise be parsed twice. */
const MOST_SAMPLES = 4;
/** A larger object that wraps records is known by them and not parsed as well. */
const LARGEST_WRAPPING_BYTES = 8 * 1024;
const MOST_KEYS = 200;
/** Broken values behind which another is looked for. */
const MOST_MISSES = 8;
const MAX_DEPTH = 200;

type Sample = Readonly<Record<string, unknown>>;

export function readHead(bytes: Buffer): Head {
  return readHeadIn(span(Buffer.concat([bytes, Buffer.alloc(1)])), 0, bytes.length);
}

/** The same of bytes from `start` to `end` where they lie. Behind them lies one more. */
export function readHeadIn(source: Span, start: number, end: number): Head {
  const { bytes } = source;
  const cut = Math.min(end, start + HEAD_BYTES);
  const text = bytes.toString('utf8', start, cut);
  const reading = new HeadReader(source, start, cut);
  const behind = bytes[cut] ?? 0;
  // What the scanner stops at, for as long as it looks.
  bytes[cut] = 0;
  try {
    reading.run();
  } finally {
    bytes[cut] = behind;
  }
  return {
    text,
    samples: reading.samples.slice(0, MOST_SAMPLES),
    keys: reading.keys,
    columns: headerColumns(text),
  };
}

/** What the bytes look like, for the message that nobody knows them. */
export function describeContent(bytes: Buffer): string {
  const known = MAGIC.find(({ magic }) => bytes.subarray(0, magic.length).equals(magic));
  if (known !== undefined) return known.name;
  if (bytes.toString('latin1', 257, 262) === 'ustar') return 'a tar archive; unpack it first';
  const start = bytes.subarray(0, 4096);
  if (start.includes(0)) return 'binary data';
  return /^\s*[{[]/.test(start.toString('latin1')) ? 'JSON of another kind' : 'text of another kind';
}

const MAGIC = [
  { name: 'a PNG image', magic: Buffer.from('89504e47', 'hex') },
  { name: 'a JPEG image', magic: Buffer.from('ffd8ff', 'hex') },
  { name: 'an ELF program', magic: Buffer.from('7f454c46', 'hex') },
  { name: 'a PDF', magic: Buffer.from('%PDF') },
  { name: 'a zip archive', magic: Buffer.from('504b0304', 'hex') },
  { name: 'zstd-compressed data', magic: Buffer.from('28b52ffd', 'hex') },
  { name: 'bzip2-compressed data', magic: Buffer.from('BZh') },
  { name: 'xz-compressed data; decompress it first', magic: Buffer.from('fd377a585a00', 'hex') },
  { name: 'a Parquet file', magic: Buffer.from('PAR1') },
  { name: 'UTF-16 text; convert it to UTF-8 first', magic: Buffer.from('fffe', 'hex') },
  { name: 'UTF-16 text; convert it to UTF-8 first', magic: Buffer.from('feff', 'hex') },
];

/** An object in an array that is a member of an object. */
interface Element {
  readonly key: unknown;
  /** Where the array lies, the object's place in it, and where that lies. */
  readonly array: number;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** Parsed at once, but in small files only when it is wanted: there the object around it is parsed as a whole. */
  readonly sample: Sample | undefined;
}

interface Members {
  readonly elements: readonly Element[];
  /** Of arrays of objects. */
  readonly bytes: number;
  /** Position behind the object, or below zero where it does not end; undefined when something about it is wrong. */
  readonly end: number | undefined;
}

class HeadReader {
  readonly samples: Sample[] = [];
  readonly keys: string[] = [];
  private readonly bytes: Buffer;
  private readonly end: number;
  private readonly scanner = new RecordScanner(0, MAX_DEPTH);
  private readonly isSmall: boolean;
  private at: number;
  private misses = 0;

  constructor(source: Span, start: number, end: number) {
    this.isSmall = end - start <= LARGEST_WRAPPING_BYTES;
    this.bytes = source.bytes;
    this.at = start;
    this.end = end;
    this.scanner.use(source, end);
  }

  /** Top-level values one after another; a file cut out of a longer one begins in the middle of a record. */
  run(): void {
    for (let first = true; this.samples.length < MOST_SAMPLES; first = false) {
      const byte = this.next();
      const start = this.at;
      if (byte === '[' && first) this.at++;
      else if ((byte !== '{' || !this.object()) && !this.toNextLine(start, this.end)) return;
    }
  }

  /** To the next line that begins with an object. */
  private toNextLine(from: number, end: number): boolean {
    if (++this.misses > MOST_MISSES) return false;
    const line = this.bytes.indexOf('\n{', from);
    if (line < 0 || line + 1 >= end) return false;
    this.at = line + 1;
    return true;
  }

  /** False when the head ends inside the object. */
  private object(): boolean {
    const start = this.at;
    const { elements, ...members } = this.members(this.keys.length === 0);
    const end = members.end ?? this.scanner.skip(start);
    if (end < 0) {
      this.show(elements);
      return false;
    }
    // An object that is mostly arrays of objects wraps them; otherwise the array is a part of the record.
    const wraps = members.bytes * 2 > end - start;
    const isKnown = wraps && (elements.length >= MOST_SAMPLES || end - start > LARGEST_WRAPPING_BYTES);
    const whole = isKnown ? undefined : this.parse(start, end);
    // What is broken may have taken the lines behind it for its own.
    const isBroken = !isKnown && whole === undefined && elements.length === 0;
    if (isBroken && this.toNextLine(start, end)) return true;
    if (wraps) this.show(elements, whole);
    if (whole !== undefined) this.samples.push(whole);
    if (!wraps) this.show(elements, whole);
    this.at = end;
    return true;
  }

  /** As many as are still wanted; what has been parsed with the object they are in is not parsed again. */
  private show(elements: readonly Element[], whole?: Sample): void {
    for (const element of elements) {
      if (this.samples.length >= MOST_SAMPLES) return;
      const sample =
        element.sample ?? elementOf(whole, element, elements) ?? this.parse(element.start, element.end);
      if (sample !== undefined) this.samples.push(sample);
    }
  }

  /** Notes the object's keys and gathers the objects in arrays one key deep. */
  private members(keep: boolean): Members {
    const elements: Element[] = [];
    let bytes = 0;
    this.at++;
    while (this.next() === '"') {
      const close = this.scanner.closingQuote(this.at + 1);
      if (close < 0) break;
      const key = tryParse(this.text(this.at, close + 1));
      this.at = close + 1;
      if (this.next() !== ':') break;
      this.at++;
      if (keep && typeof key === 'string' && this.keys.length < MOST_KEYS) this.keys.push(key);
      const isArray = this.next() === '[';
      const start = this.at;
      const found = isArray ? this.elements(key) : [];
      elements.push(...found);
      const end = this.scanner.skip(start);
      // Where a member does not end, what it is in does not either.
      if (end === INCOMPLETE) return { elements, bytes, end };
      if (end < 0) break;
      if (found.length > 0) bytes += end - start;
      this.at = end;
    }
    return { elements, bytes, end: this.next() === '}' ? this.at + 1 : undefined };
  }

  /** Objects of the array at which reading stands, as far as the head goes. */
  private elements(key: unknown): Element[] {
    const elements: Element[] = [];
    const array = this.at++;
    for (let index = 0; this.next() === '{' && (this.isSmall || elements.length < MOST_SAMPLES); index++) {
      const start = this.at;
      const end = this.scanner.skip(start);
      if (end < 0) break;
      const sample = this.isSmall ? undefined : this.parse(start, end);
      if (this.isSmall || sample !== undefined) elements.push({ key, array, index, start, end, sample });
      this.at = end;
    }
    return elements;
  }

  private parse(start: number, end: number): Sample | undefined {
    const value = tryParse(this.text(start, end));
    return isObject(value) ? value : undefined;
  }

  private text(start: number, end: number): string {
    return this.bytes.toString('utf8', start, end);
  }

  private next(): string {
    while (BETWEEN.has(this.bytes[this.at] ?? 0)) this.at++;
    return this.at < this.end ? String.fromCharCode(this.bytes[this.at] ?? 0) : '';
  }
}

const BETWEEN = new Set([0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x1e]);

/** Of keys that are written more than once, the object parsed has the last. */
function elementOf(
  whole: Sample | undefined,
  { key, array, index }: Element,
  elements: readonly Element[],
): Sample | undefined {
  if (whole === undefined || typeof key !== 'string') return undefined;
  if (elements.some((other) => other.key === key && other.array !== array)) return undefined;
  const list = Object.hasOwn(whole, key) ? whole[key] : undefined;
  const element: unknown = Array.isArray(list) ? list[index] : undefined;
  return isObject(element) ? element : undefined;
}

function isObject(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
