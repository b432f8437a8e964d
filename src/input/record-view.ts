/**
 * A scanned record as a source sees it. Values are decoded when asked for; what cannot be what the projection
 * says is collected, for the reader to report. One view serves all records of a reader, so it is valid only
 * until the next record is scanned.
 */

import { isUtf8 } from 'node:buffer';
import type { DeriveFrom, Field, Projection, RecordView } from '../contract/projection.ts';
import type { ProblemCode } from '../model/problem.ts';
import { ByteMap, type ByteMapSize } from './byte-map.ts';
import { NO_RECORD } from './no-record.ts';
import { compilePaths, type PathNode } from './path-trie.ts';
import { RecordScanner } from './scan-json.ts';
import { ABSENT, ARRAY, ESCAPED, FALSE, NULL, NUMBER, OBJECT, STRING, TRUE } from './slot-kind.ts';
import { decodeUtf8, TextCache } from './text-cache.ts';

/** Something read from a record that was not as declared. */
export interface FieldIssue {
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
}

const COMMA = 0x2c;
const DERIVED = { entries: 16_384, keyBytes: 8 * 1024 * 1024 };
const DERIVED_EACH = { entries: 16_384, keyBytes: 4 * 1024 * 1024, guarded: true };
const KINDS = ['absent', 'text', 'text', 'a number', 'true', 'false', 'null', 'an object', 'an array'];

type Memo = ByteMap<{ readonly value: unknown }>;

/** What looks into a subtree through a projection of its own. */
interface Inside {
  readonly scanner: RecordScanner;
  readonly root: PathNode;
  readonly view: ScannedRecord;
}

export class ScannedRecord implements RecordView {
  ordinal = 0;
  private readonly scanner: RecordScanner;
  private readonly texts: TextCache[];
  private readonly memos = new Map<object, Memo>();
  private readonly insides = new Map<Projection, Inside>();
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
    return this.remembered(field, this.memoOf(derive, DERIVED), derive, this.start(field), this.end(field));
  }

  derivedFrom<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T {
    if (this.kind(field) !== OBJECT) return derive(NO_RECORD, () => this.json(field));
    const { source } = this.scanner;
    const start = this.start(field);
    const end = this.end(field);
    const memo = this.memoOf(derive, DERIVED);
    const place = this.scanner.placeIn(memo, field.slot);
    const known = place < 0 ? memo.get(source, start, end) : memo.valueAt(place);
    // The memo is the one of this very function, so what it holds is what the function returned.
    if (known !== undefined) return known.value as T;
    const { scanner, root, view } = this.insideOf(inside);
    scanner.use(source, this.scanner.end);
    const isWhole = scanner.scan(root, start) === end;
    const value = derive(isWhole ? view : NO_RECORD, () => this.json(field));
    const isSound = view.takeIssues().every(({ code }) => code === 'wrong-type') && isWhole;
    if (isSound) memo.keep(source, start, end, { value });
    // What is wrong with it is said of the field as a whole.
    else if (this.json(field) === undefined) return derive(NO_RECORD, () => undefined);
    return value;
  }

  derivedEach<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    if (this.kind(field) !== ARRAY) return NONE;
    const { scanner } = this;
    const memo = this.memoOf(derive, DERIVED_EACH);
    const end = this.end(field) - 1;
    const found: T[] = [];
    let p = scanner.space(this.start(field) + 1);
    while (p < end && found.length < most) {
      const next = scanner.skip(p);
      if (next < 0 || next > end) return this.eachParsed(field, derive, most);
      found.push(this.remembered(field, memo, derive, p, next));
      p = scanner.space(next);
      if (p < end && scanner.source.bytes[p] !== COMMA) return this.eachParsed(field, derive, most);
      p = scanner.space(p + 1);
    }
    return found;
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

  /** A list that is not written as JSON asks: what `JSON.parse` makes of it counts. */
  private eachParsed<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    const list = this.parse(field);
    return Array.isArray(list) ? list.slice(0, most).map((element) => derive(element)) : NONE;
  }

  private remembered<T>(
    field: Field,
    memo: Memo,
    derive: (value: unknown) => T,
    start: number,
    end: number,
  ): T {
    const { source } = this.scanner;
    const known = memo.get(source, start, end);
    // The memo is the one of this very function, so what it holds is what the function returned.
    if (known !== undefined) return known.value as T;
    const value = derive(this.parseSpan(field, start, end));
    if (!this.unreadable) memo.keep(source, start, end, { value });
    return value;
  }

  private insideOf(projection: Projection): Inside {
    let known = this.insides.get(projection);
    if (known === undefined) {
      const fields = Object.values(projection);
      const scanner = new RecordScanner(fields.length, this.scanner.maxDepth);
      known = { scanner, root: compilePaths(fields), view: new ScannedRecord(scanner, projection) };
      this.insides.set(projection, known);
    }
    return known;
  }

  private memoOf(derive: object, size: ByteMapSize): Memo {
    let memo = this.memos.get(derive);
    if (memo === undefined) {
      memo = new ByteMap(size);
      this.memos.set(derive, memo);
    }
    return memo;
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
    return this.parseSpan(field, this.start(field), this.end(field));
  }

  private parseSpan(field: Field, start: number, end: number): unknown {
    const { source } = this.scanner;
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

const NONE: readonly never[] = [];
