/**
 * A scanned record as a source sees it. Values are decoded when asked for; what cannot be what the projection
 * says is collected, for the reader to report. One view serves all records of a reader, so it is valid only
 * until the next record is scanned.
 */

import type { DeriveFrom, Field, Projection, RecordView } from '../contract/projection.ts';
import type { ByteMap } from './byte-map.ts';
import { Decoding, type FieldIssue } from './decoding.ts';
import { Derivations, type Known } from './derivations.ts';
import { JointMemo } from './joint-memo.ts';
import { NO_RECORD } from './no-record.ts';
import { NOTHING } from './numbered-memo.ts';
import { compilePaths, type PathNode } from './path-trie.ts';
import { RecordScanner } from './scan-json.ts';
import { ABSENT, ARRAY, FALSE, NULL, NUMBER, OBJECT, TRUE } from './slot-kind.ts';
import { Slots } from './slots.ts';

const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;

/** What looks into a subtree through a projection of its own. */
interface Inside {
  readonly scanner: RecordScanner;
  readonly root: PathNode;
  readonly view: ScannedRecord;
}

/** An element of a field's list. */
interface Shown {
  field: Field | undefined;
  start: number;
  end: number;
}

export class ScannedRecord implements RecordView {
  ordinal = 0;
  private readonly scanner: RecordScanner;
  private readonly slots: Slots;
  private readonly decoding: Decoding;
  private readonly derivations: Derivations;
  private readonly joint = new Map<object, JointMemo<unknown>>();
  private readonly insides = new Map<Projection, Inside>();
  /** The element that a derivation is being shown, and what parses all of it: made once, as lists are in most records. */
  private readonly shown: Shown = { field: undefined, start: 0, end: 0 };
  private readonly wholeShown = (): unknown => {
    const { field, start, end } = this.shown;
    return field === undefined ? undefined : this.decoding.parseSpan(field, start, end);
  };

  constructor(scanner: RecordScanner, projection: Projection) {
    this.scanner = scanner;
    this.slots = new Slots(scanner);
    this.decoding = new Decoding(scanner, this.slots, Object.keys(projection).length);
    this.derivations = new Derivations(scanner, this.slots);
  }

  text(field: Field<'text'>): string | undefined {
    return this.decoding.text(field);
  }

  time(field: Field<'text'>): number | undefined {
    return this.decoding.time(field);
  }

  number(field: Field<'number'>): number | undefined {
    const kind = this.slots.kind(field);
    if (kind !== NUMBER) return this.decoding.unexpected(field, kind, 'a number');
    const value = this.decoding.parse(field);
    return typeof value === 'number' ? value : undefined;
  }

  flag(field: Field<'flag'>): boolean | undefined {
    const kind = this.slots.kind(field);
    if (kind === TRUE) return true;
    if (kind === FALSE) return false;
    return this.decoding.unexpected(field, kind, 'true or false');
  }

  json(field: Field<'json'>): unknown {
    const kind = this.slots.kind(field);
    return kind === ABSENT || kind === NULL ? undefined : this.decoding.parse(field);
  }

  derived<T>(field: Field<'json'>, derive: (value: unknown) => T): T {
    const kind = this.slots.kind(field);
    if (kind === ABSENT || kind === NULL) return derive(undefined);
    const known = this.derivations.find(field, derive);
    // What is known for a function is what that function returned; here, and wherever it is said below.
    if (known !== NOTHING) return known as T;
    const { faults } = this.decoding;
    const value = derive(this.decoding.parse(field));
    if (faults === this.decoding.faults) this.derivations.keep(field, derive, value);
    return value;
  }

  derivedFrom<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T {
    if (this.slots.kind(field) !== OBJECT) return this.fromOther(field, derive);
    const known = this.derivations.findObject(field, derive);
    return known === NOTHING ? this.from(field, inside, derive) : (known as T);
  }

  derivedEach<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    if (this.slots.kind(field) !== ARRAY) return NONE;
    const known = this.derivations.findList(field, derive);
    if (known?.most === most) return known.elements as readonly T[];
    const { faults } = this.decoding;
    const elements = this.each(field, derive, most);
    if (faults === this.decoding.faults) this.derivations.keepList(field, derive, { elements, most });
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
    const { faults } = this.decoding;
    const elements = this.eachFrom(field, inside, derive, most);
    if (faults === this.decoding.faults) this.derivations.keepList(field, derive, { elements, most });
    return elements;
  }

  derivedOf<T>(fields: readonly Field[], derive: (record: RecordView) => T): T {
    const { kernel } = this.scanner.kernel;
    const memo = this.jointMemo(fields, derive);
    if (kernel === undefined || !memo.look(kernel, this.scanner.slots)) return derive(this);
    const known = memo.get();
    if (known !== NOTHING) return known as T;
    const { faults } = this.decoding;
    const value = derive(this);
    if (faults === this.decoding.faults) memo.keep(value);
    return value;
  }

  /** The issues of the record just normalised; forgets them. */
  takeIssues(): readonly FieldIssue[] {
    return this.decoding.takeIssues();
  }

  /** How many slots of the scanned record hold something. */
  filled(): number {
    return this.slots.filled();
  }

  private from<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T {
    const { scanner, root, view } = this.insideOf(inside);
    const { faults } = this.decoding;
    scanner.use(this.scanner.source, this.scanner.end);
    const isWhole = scanner.scan(root, this.slots.start(field)) === this.slots.end(field);
    const value = derive(isWhole ? view : NO_RECORD, () => this.json(field));
    const isSound = view.takeIssues().every(isOfType) && isWhole && faults === this.decoding.faults;
    if (isSound) this.derivations.keep(field, derive, value);
    // What is wrong with it is said of the field as a whole.
    else if (this.json(field) === undefined) return derive(NO_RECORD, () => undefined);
    return value;
  }

  /** Of what is no object. */
  private fromOther<T>(field: Field<'json'>, derive: DeriveFrom<T>): T {
    return derive(NO_RECORD, () => this.json(field));
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
    this.shown.field = field;
    const end = this.slots.end(field) - 1;
    const found: T[] = [];
    let p = scanner.space(this.slots.start(field) + 1);
    while (p < end && found.length < most) {
      const start = p;
      const next = bytes[p] === OPEN_BRACE ? inner.scan(root, p) : scanner.skip(p);
      p = next < 0 ? -1 : scanner.space(next);
      if (p < 0 || next > end || (p < end && bytes[p] !== COMMA)) return this.notAList(field);
      p = scanner.space(p + 1);
      this.shown.start = start;
      this.shown.end = next;
      const value = derive(bytes[start] === OPEN_BRACE ? view : NO_RECORD, this.wholeShown);
      const isSound = view.takeIssues().every(isOfType);
      // What is wrong with it is said of the field.
      found.push(isSound || this.wholeShown() !== undefined ? value : derive(NO_RECORD, nothing));
    }
    return found;
  }

  /** Written as JSON does not allow, which parsing it says. */
  private notAList(field: Field): readonly never[] {
    this.decoding.parse(field);
    return NONE;
  }

  /** A list that is not written as JSON asks: what `JSON.parse` makes of it counts. */
  private eachParsed<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    const list = this.decoding.parse(field);
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
    const { faults } = this.decoding;
    const value = derive(this.decoding.parseSpan(field, start, end));
    if (faults === this.decoding.faults) memo.keep(source, start, end, { value });
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

  private jointMemo(fields: readonly Field[], derive: object): JointMemo<unknown> {
    let memo = this.joint.get(derive);
    if (memo === undefined) {
      memo = new JointMemo(fields);
      this.joint.set(derive, memo);
    }
    return memo;
  }
}

function isOfType({ code }: FieldIssue): boolean {
  return code === 'wrong-type';
}

function nothing(): undefined {}

const NONE: readonly never[] = [];
