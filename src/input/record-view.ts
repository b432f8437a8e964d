/**
 * A scanned record as a source sees it. Values are decoded when asked for; what cannot be what the projection
 * says is collected, for the reader to report. One view serves all records of a reader, so it is valid only
 * until the next record is scanned.
 */

import type { DeriveFrom, Field, Projection, RecordView } from '../contract/projection.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { ByteMap } from './byte-map.ts';
import { Derivations, type Known } from './derivations.ts';
import { NO_RECORD } from './no-record.ts';
import { NOTHING, setAt } from './numbered-memo.ts';
import { compilePaths, type PathNode } from './path-trie.ts';
import { RecordScanner } from './scan-json.ts';
import {
  ABSENT,
  ARRAY,
  ESCAPED,
  FALSE,
  NULL,
  NUMBER,
  OBJECT,
  PLAIN,
  SLOT_NUMBERS,
  STRING,
  TRUE,
  UNNUMBERED,
} from './slot-kind.ts';
import { Slots } from './slots.ts';
import { decodeText, decodeUtf8, isDamaged, TextCache } from './text-cache.ts';

/** Something read from a record that was not as declared. */
export interface FieldIssue {
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
}

const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const KINDS = ['absent', 'text', 'text', 'a number', 'true', 'false', 'null', 'an object', 'an array'];

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
  private readonly slots: Slots;
  private readonly derivations: Derivations;
  private readonly insides = new Map<Projection, Inside>();
  private issues: FieldIssue[] = [];
  /** How often something could not be read. */
  private faults = 0;

  constructor(scanner: RecordScanner, projection: Projection) {
    this.scanner = scanner;
    this.slots = new Slots(scanner);
    this.derivations = new Derivations(scanner, this.slots);
    this.texts = Object.values(projection).map(() => new TextCache());
  }

  text(field: Field<'text'>): string | undefined {
    const { slots, kernel } = this.scanner;
    const at = field.slot * SLOT_NUMBERS;
    const kind = slots[at + 2] ?? ABSENT;
    if (kind !== STRING && kind !== ESCAPED) return this.unexpected(field, kind, 'text');
    const number = slots[at + 3] ?? UNNUMBERED;
    return (number < 0 ? undefined : kernel.kernel?.texts[number]) ?? this.readText(field, kind, number);
  }

  number(field: Field<'number'>): number | undefined {
    const kind = this.slots.kind(field);
    if (kind !== NUMBER) return this.unexpected(field, kind, 'a number');
    const value = this.parse(field);
    return typeof value === 'number' ? value : undefined;
  }

  flag(field: Field<'flag'>): boolean | undefined {
    const kind = this.slots.kind(field);
    if (kind === TRUE) return true;
    if (kind === FALSE) return false;
    return this.unexpected(field, kind, 'true or false');
  }

  json(field: Field<'json'>): unknown {
    const kind = this.slots.kind(field);
    return kind === ABSENT || kind === NULL ? undefined : this.parse(field);
  }

  derived<T>(field: Field<'json'>, derive: (value: unknown) => T): T {
    const kind = this.slots.kind(field);
    if (kind === ABSENT || kind === NULL) return derive(undefined);
    const known = this.derivations.find(field, derive);
    // What is known for a function is what that function returned; here, and wherever it is said below.
    if (known !== NOTHING) return known as T;
    const { faults } = this;
    const value = derive(this.parse(field));
    if (faults === this.faults) this.derivations.keep(field, derive, value);
    return value;
  }

  derivedFrom<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T {
    if (this.slots.kind(field) !== OBJECT) return derive(NO_RECORD, () => this.json(field));
    const known = this.derivations.findObject(field, derive);
    if (known !== NOTHING) return known as T;
    const { scanner, root, view } = this.insideOf(inside);
    scanner.use(this.scanner.source, this.scanner.end);
    const isWhole = scanner.scan(root, this.slots.start(field)) === this.slots.end(field);
    const value = derive(isWhole ? view : NO_RECORD, () => this.json(field));
    const isSound = view.takeIssues().every(({ code }) => code === 'wrong-type') && isWhole;
    if (isSound) this.derivations.keep(field, derive, value);
    // What is wrong with it is said of the field as a whole.
    else if (this.json(field) === undefined) return derive(NO_RECORD, () => undefined);
    return value;
  }

  derivedEach<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    if (this.slots.kind(field) !== ARRAY) return NONE;
    const known = this.derivations.findList(field, derive);
    if (known?.most === most) return known.elements as readonly T[];
    const { faults } = this;
    const elements = this.each(field, derive, most);
    if (faults === this.faults) this.derivations.keepList(field, derive, { elements, most });
    return elements;
  }

  derivedEachFrom<T>(
    field: Field<'json'>,
    inside: Projection,
    derive: DeriveFrom<T>,
    most: number,
  ): readonly T[] {
    if (this.slots.kind(field) !== ARRAY) return NONE;
    const known = this.derivations.findList(field, derive);
    if (known?.most === most) return known.elements as readonly T[];
    const { faults } = this;
    const elements = this.eachFrom(field, inside, derive, most);
    if (faults === this.faults) this.derivations.keepList(field, derive, { elements, most });
    return elements;
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
    return this.slots.filled();
  }

  /** A text that has not been asked for before, or has no number. */
  private readText(field: Field, kind: number, number: number): string | undefined {
    const { slots, source, kernel } = this.scanner;
    const start = slots[field.slot * SLOT_NUMBERS] ?? 0;
    const end = slots[field.slot * SLOT_NUMBERS + 1] ?? 0;
    if (number < 0) kernel.wantNumbers(field.slot);
    if (number === PLAIN && kind === STRING) return source.bytes.latin1Slice(start, end);
    const text =
      number < 0
        ? this.texts[field.slot]?.read(source, start, end, kind === ESCAPED)
        : decodeText(source, start, end, kind === ESCAPED);
    if (isDamaged(text, source, start, end))
      this.note(field.path, 'encoding', `${field.path} is not valid UTF-8`);
    else if (text === undefined)
      this.note(field.path, 'syntax', `${field.path} has an escape that JSON does not know`);
    else if (number >= 0 && kernel.kernel !== undefined) setAt(kernel.kernel.texts, number, text, undefined);
    return text;
  }

  private each<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    const { scanner } = this;
    const memo = this.derivations.ofElements(derive);
    const end = this.slots.end(field) - 1;
    const found: T[] = [];
    let p = scanner.space(this.slots.start(field) + 1);
    while (p < end && found.length < most) {
      const next = scanner.skip(p);
      if (next < 0 || next > end) return this.eachParsed(field, derive, most);
      found.push(this.element(field, memo, derive, p, next));
      p = scanner.space(next);
      if (p < end && scanner.source.bytes[p] !== COMMA) return this.eachParsed(field, derive, most);
      p = scanner.space(p + 1);
    }
    return found;
  }

  private eachFrom<T>(
    field: Field<'json'>,
    inside: Projection,
    derive: DeriveFrom<T>,
    most: number,
  ): readonly T[] {
    const { scanner } = this;
    const { bytes } = scanner.source;
    const { scanner: inner, root, view } = this.insideOf(inside);
    inner.use(scanner.source, scanner.end);
    const end = this.slots.end(field) - 1;
    const found: T[] = [];
    let p = scanner.space(this.slots.start(field) + 1);
    while (p < end && found.length < most) {
      const start = p;
      const next = bytes[p] === OPEN_BRACE ? inner.scan(root, p) : scanner.skip(p);
      p = next < 0 ? -1 : scanner.space(next);
      if (p < 0 || next > end || (p < end && bytes[p] !== COMMA)) return this.notAList(field);
      p = scanner.space(p + 1);
      const whole = (): unknown => this.parseSpan(field, start, next);
      const value = derive(bytes[start] === OPEN_BRACE ? view : NO_RECORD, whole);
      const isSound = view.takeIssues().every(({ code }) => code === 'wrong-type');
      // What is wrong with it is said of the field.
      found.push(isSound || whole() !== undefined ? value : derive(NO_RECORD, () => undefined));
    }
    return found;
  }

  /** Written as JSON does not allow, which parsing it says. */
  private notAList(field: Field): readonly never[] {
    this.parse(field);
    return NONE;
  }

  /** A list that is not written as JSON asks: what `JSON.parse` makes of it counts. */
  private eachParsed<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    const list = this.parse(field);
    return Array.isArray(list) ? list.slice(0, most).map((element) => derive(element)) : NONE;
  }

  private element<T>(
    field: Field,
    memo: ByteMap<Known>,
    derive: (element: unknown) => T,
    start: number,
    end: number,
  ): T {
    const { source } = this.scanner;
    const known = memo.get(source, start, end);
    if (known !== undefined) return known.value as T;
    const { faults } = this;
    const value = derive(this.parseSpan(field, start, end));
    if (faults === this.faults) memo.keep(source, start, end, { value });
    return value;
  }

  private insideOf(projection: Projection): Inside {
    let known = this.insides.get(projection);
    if (known === undefined) {
      const fields = Object.values(projection);
      const scanner = new RecordScanner(fields.length, this.scanner.maxDepth, true);
      known = { scanner, root: compilePaths(fields), view: new ScannedRecord(scanner, projection) };
      this.insides.set(projection, known);
    }
    return known;
  }

  private parse(field: Field): unknown {
    return this.parseSpan(field, this.slots.start(field), this.slots.end(field));
  }

  private parseSpan(field: Field, start: number, end: number): unknown {
    const { source } = this.scanner;
    const text = decodeUtf8(source, start, end);
    if (isDamaged(text, source, start, end)) {
      this.faults++;
      this.note(field.path, 'encoding', `${field.path} is not valid UTF-8`);
    }
    try {
      return JSON.parse(text);
    } catch {
      this.faults++;
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
