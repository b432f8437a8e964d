/**
 * A scanned record as a source sees it. Values are decoded when asked for; what cannot be what the projection
 * says is collected, for the reader to report. One view serves all records of a reader, so it is valid only
 * until the next record is scanned.
 */

import { isUtf8 } from 'node:buffer';
import type { Field, Projection, RecordView } from '../contract/projection.ts';
import type { ProblemCode } from '../model/problem.ts';
import { ByteMap } from './byte-map.ts';
import type { RecordScanner } from './scan-json.ts';
import { ABSENT, ESCAPED, FALSE, NULL, NUMBER, STRING, TRUE } from './slot-kind.ts';
import { decodeUtf8, TextCache } from './text-cache.ts';

/** Something read from a record that was not as declared. */
export interface FieldIssue {
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
}

const DERIVED = { entries: 16_384, keyBytes: 8 * 1024 * 1024 };
const KINDS = ['absent', 'text', 'text', 'a number', 'true', 'false', 'null', 'an object', 'an array'];

export class ScannedRecord implements RecordView {
  ordinal = 0;
  private readonly scanner: RecordScanner;
  private readonly texts: TextCache[];
  private readonly memos = new Map<(value: unknown) => unknown, ByteMap<{ readonly value: unknown }>>();
  private issues: FieldIssue[] = [];
  private unreadable = false;

  constructor(scanner: RecordScanner, projection: Projection) {
    this.scanner = scanner;
    this.texts = Object.values(projection).map(() => new TextCache());
  }

  text(field: Field<'text'>): string | undefined {
    const { slots, source } = this.scanner;
    const at = field.slot * 3;
    const kind = slots[at + 2] ?? ABSENT;
    if (kind !== STRING && kind !== ESCAPED) return this.unexpected(field, kind, 'text');
    const cache = this.texts[field.slot];
    if (cache === undefined) return undefined;
    const text = cache.read(source, slots[at] ?? 0, slots[at + 1] ?? 0, kind === ESCAPED);
    if (cache.invalid) this.note(field.path, 'encoding', `${field.path} is not valid UTF-8`);
    if (text === undefined)
      this.note(field.path, 'syntax', `${field.path} has an escape that JSON does not know`);
    return text;
  }

  number(field: Field<'number'>): number | undefined {
    const kind = this.kind(field);
    if (kind !== NUMBER) return this.unexpected(field, kind, 'a number');
    const value = this.parse(field);
    return typeof value === 'number' ? value : undefined;
  }

  flag(field: Field<'flag'>): boolean | undefined {
    const kind = this.kind(field);
    if (kind === TRUE) return true;
    if (kind === FALSE) return false;
    return this.unexpected(field, kind, 'true or false');
  }

  json(field: Field<'json'>): unknown {
    const kind = this.kind(field);
    return kind === ABSENT || kind === NULL ? undefined : this.parse(field);
  }

  derived<T>(field: Field<'json'>, derive: (value: unknown) => T): T {
    const kind = this.kind(field);
    if (kind === ABSENT || kind === NULL) return derive(undefined);
    const memo = this.memoOf(derive);
    const { source } = this.scanner;
    const start = this.start(field);
    const end = this.end(field);
    const known = memo.get(source, start, end);
    // The memo is the one of this very function, so what it holds is what the function returned.
    if (known !== undefined) return known.value as T;
    const value = derive(this.parse(field));
    if (!this.unreadable) memo.keep(source, start, end, { value });
    return value;
  }

  /** The issues of the record just normalised; forgets them. */
  takeIssues(): readonly FieldIssue[] {
    if (this.issues.length === 0) return NONE;
    const taken = this.issues;
    this.issues = [];
    return taken;
  }

  /** How many slots of the scanned record hold something. */
  filled(): number {
    const { slots } = this.scanner;
    let count = 0;
    for (let i = 2; i < slots.length; i += 3) if (slots[i] !== ABSENT) count++;
    return count;
  }

  private memoOf(derive: (value: unknown) => unknown): ByteMap<{ readonly value: unknown }> {
    const known = this.memos.get(derive);
    if (known !== undefined) return known;
    const made = new ByteMap<{ readonly value: unknown }>(DERIVED);
    this.memos.set(derive, made);
    return made;
  }

  private kind(field: Field): number {
    return this.scanner.slots[field.slot * 3 + 2] ?? ABSENT;
  }

  /** Quotes included: text and number of the same spelling are different values. */
  private start(field: Field): number {
    return (this.scanner.slots[field.slot * 3] ?? 0) - (this.isText(field) ? 1 : 0);
  }

  private end(field: Field): number {
    return (this.scanner.slots[field.slot * 3 + 1] ?? 0) + (this.isText(field) ? 1 : 0);
  }

  private isText(field: Field): boolean {
    const kind = this.kind(field);
    return kind === STRING || kind === ESCAPED;
  }

  private parse(field: Field): unknown {
    const { source } = this.scanner;
    const start = this.start(field);
    const end = this.end(field);
    const text = decodeUtf8(source, start, end);
    this.unreadable = text.includes('\ufffd') && !isUtf8(source.bytes.subarray(start, end));
    if (this.unreadable) this.note(field.path, 'encoding', `${field.path} is not valid UTF-8`);
    try {
      return JSON.parse(text);
    } catch {
      this.unreadable = true;
      this.note(field.path, 'syntax', `${field.path} is not valid JSON`);
      return undefined;
    }
  }

  private unexpected(field: Field, kind: number, expected: string): undefined {
    if (kind === ABSENT || kind === NULL) return undefined;
    this.note(
      field.path,
      'wrong-type',
      `${field.path} is ${KINDS[kind] ?? 'something else'}, not ${expected}`,
    );
    return undefined;
  }

  /** Once per path and record, however often it is read. */
  private note(path: string, code: ProblemCode, message: string): void {
    if (!this.issues.some((issue) => issue.path === path)) this.issues.push({ path, code, message });
  }
}

const NONE: readonly FieldIssue[] = [];
