/**
 * Cuts a STIX document into its objects, each as compact JSON made from its own bytes: key order and numbers stay as
 * written, only white space goes and escapes that JSON does not need. That form is what MITRE's raw hashes are taken
 * of, so it is never made by parsing and writing again. It checks brackets, not values: each object is parsed later.
 */

export interface CompactDocument {
  /** Compact objects, parts of one buffer, in the order of the document. */
  readonly objects: readonly Buffer[];
  /** False when the document is one object rather than a bundle of them. */
  readonly bundle: boolean;
}

export interface DocumentFault {
  readonly code: 'syntax' | 'truncated' | 'too-deep' | 'foreign';
  readonly message: string;
  /** Byte offset. */
  readonly at: number;
}

const DEEPEST = 100;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const SLASH = 0x2f;
const LETTER_U = 0x75;

/** Where reading is, where writing is, and what went wrong first. */
interface Cursor {
  readonly from: Uint8Array;
  readonly to: Buffer;
  at: number;
  end: number;
}

class Broken extends Error {
  readonly fault: DocumentFault;
  constructor(code: DocumentFault['code'], message: string, at: number) {
    super(message);
    this.fault = { code, message, at };
  }
}

export function compactDocument(bytes: Uint8Array): CompactDocument | DocumentFault {
  const cursor: Cursor = { from: bytes, to: Buffer.allocUnsafe(bytes.length), at: 0, end: 0 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) cursor.at = 3;
  try {
    const objects = membersOf(cursor);
    if (peek(cursor) !== undefined) throw new Broken('syntax', 'more follows after its end', cursor.at);
    if (objects !== undefined) return { objects, bundle: true };
    const whole: Cursor = { ...cursor, at: bytes[0] === 0xef ? 3 : 0, end: 0 };
    return { objects: [value(whole)], bundle: false };
  } catch (error) {
    if (error instanceof Broken) return error.fault;
    throw error;
  }
}

/** What the outermost object's list named `objects` holds; undefined when it has none. */
function membersOf(cursor: Cursor): Buffer[] | undefined {
  if (peek(cursor) !== OPEN_BRACE) throw new Broken('foreign', 'it is not a JSON object', cursor.at);
  cursor.at++;
  let objects: Buffer[] | undefined;
  for (let first = true; ; first = false) {
    const next = required(cursor);
    if (next === CLOSE_BRACE && first) break;
    const key = nameOf(cursor);
    if (required(cursor) !== COLON) throw unexpected(cursor);
    cursor.at++;
    if (key === 'objects' && required(cursor) === OPEN_BRACKET) {
      if (objects !== undefined) throw new Broken('syntax', 'it has two lists named objects', cursor.at);
      objects = elements(cursor);
    } else {
      const start = cursor.end;
      value(cursor);
      cursor.end = start; // only the objects are kept
    }
    const after = required(cursor);
    cursor.at++;
    if (after === CLOSE_BRACE) return objects;
    if (after !== COMMA) throw unexpected({ ...cursor, at: cursor.at - 1 });
  }
  cursor.at++;
  return objects;
}

function nameOf(cursor: Cursor): unknown {
  if (required(cursor) !== QUOTE) throw unexpected(cursor);
  const start = cursor.end;
  const name = parsed(value(cursor), cursor.at);
  cursor.end = start;
  return name;
}

function elements(cursor: Cursor): Buffer[] {
  const found: Buffer[] = [];
  cursor.at++;
  if (required(cursor) === CLOSE_BRACKET) {
    cursor.at++;
    return found;
  }
  for (;;) {
    required(cursor);
    found.push(value(cursor));
    const after = required(cursor);
    cursor.at++;
    if (after === CLOSE_BRACKET) return found;
    if (after !== COMMA) throw unexpected({ ...cursor, at: cursor.at - 1 });
  }
}

/** Copies one value without its white space; what is copied is a part of the target. */
function value(cursor: Cursor): Buffer {
  const { from, to } = cursor;
  const start = cursor.end;
  let { at, end } = cursor;
  let depth = 0;
  for (; at < from.length; at++) {
    const byte = from[at] ?? 0;
    if (byte <= 0x20) {
      if (depth === 0 && end > start) break;
      continue;
    }
    if (byte === QUOTE) {
      cursor.at = at;
      cursor.end = end;
      string(cursor);
      at = cursor.at - 1;
      end = cursor.end;
      if (depth === 0) return stop(cursor, start);
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > DEEPEST) throw new Broken('too-deep', `it nests deeper than ${DEEPEST} levels`, at);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) break;
      depth--;
      to[end++] = byte;
      if (depth === 0) {
        cursor.at = at + 1;
        cursor.end = end;
        return stop(cursor, start);
      }
      continue;
    } else if (byte === COMMA && depth === 0) break;
    to[end++] = byte;
  }
  if (depth > 0 || end === start) throw early(from.length);
  cursor.at = at;
  cursor.end = end;
  return stop(cursor, start);
}

function stop(cursor: Cursor, start: number): Buffer {
  return cursor.to.subarray(start, cursor.end);
}

/** Copies a string with its quotes; one with escapes JSON does not need is written as JSON.stringify would. */
function string(cursor: Cursor): void {
  const { from, to } = cursor;
  const opened = cursor.at;
  const start = cursor.end;
  let end = start;
  let needless = false;
  to[end++] = QUOTE;
  for (let at = opened + 1; at < from.length; at++) {
    const byte = from[at] ?? 0;
    to[end++] = byte;
    if (byte === BACKSLASH) {
      const escaped = from[++at] ?? 0;
      to[end++] = escaped;
      if (escaped === LETTER_U || escaped === SLASH) needless = true;
    } else if (byte === QUOTE) {
      cursor.at = at + 1;
      cursor.end = end;
      if (needless) {
        const text = parsed(to.subarray(start, end), opened);
        cursor.end = start + to.write(JSON.stringify(text), start, 'utf8');
      }
      return;
    }
  }
  throw early(from.length);
}

function parsed(bytes: Buffer, at: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Broken('syntax', 'it is not valid JSON', at);
  }
}

/** The next byte that is no white space, not taken yet. */
function peek(cursor: Cursor): number | undefined {
  while ((cursor.from[cursor.at] ?? 0xff) <= 0x20) cursor.at++;
  return cursor.from[cursor.at];
}

function required(cursor: Cursor): number {
  const byte = peek(cursor);
  if (byte === undefined) throw early(cursor.from.length);
  return byte;
}

function early(at: number): Broken {
  return new Broken('truncated', 'it ends early', at);
}

function unexpected({ from, at }: Cursor): Broken {
  const found = String.fromCharCode(from[at] ?? 0x3f);
  return new Broken('syntax', `it is not valid JSON: unexpected ${JSON.stringify(found)}`, at);
}
