/**
 * A record that a framing function made, as a source sees it: the same view as of a scanned record, without
 * writing the object out as JSON first. One view serves all such records of a reader, one after another.
 */

import {
  type DeriveFrom,
  type Field,
  keysOf,
  type Projection,
  type RecordView,
} from '../contract/projection.ts';
import { parseIsoTime } from '../lib/time.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { FieldIssue } from './decoding.ts';
import { NO_RECORD } from './no-record.ts';

const MEMO_ENTRIES = 8_192;
const MEMO_CHARACTERS = 4 * 1024 * 1024;
const LONGEST_KEY = 64 * 1024;

type Parsed = Readonly<Record<string, unknown>>;

export class ObjectRecord implements RecordView {
  ordinal = 0;
  private record: Parsed = {};
  private readonly paths: readonly (readonly string[])[];
  /** The key of every field that lies in the record itself. */
  private readonly keys: readonly (string | undefined)[];
  private readonly memos = new Map<object, Memo>();
  /** The function asked last: the next field is often derived by the same. */
  private latest: { readonly derive: object; readonly memo: Memo } | undefined;
  private readonly insides = new Map<Projection, ObjectRecord>();
  private issues: FieldIssue[] = [];

  constructor(projection: Projection) {
    this.paths = Object.values(projection).map(({ path }) => keysOf(path));
    this.keys = this.paths.map((path) => (path.length === 1 ? path[0] : undefined));
  }

  show(record: Parsed): void {
    this.record = record;
  }

  text(field: Field<'text'>): string | undefined {
    const value = this.find(field);
    return typeof value === 'string' ? value : this.unexpected(field, value, 'text');
  }

  time(field: Field<'text'>): number | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : parseIsoTime(text);
  }

  number(field: Field<'number'>): number | undefined {
    const value = this.find(field);
    return typeof value === 'number' ? value : this.unexpected(field, value, 'a number');
  }

  flag(field: Field<'flag'>): boolean | undefined {
    const value = this.find(field);
    return typeof value === 'boolean' ? value : this.unexpected(field, value, 'true or false');
  }

  json(field: Field<'json'>): unknown {
    return this.find(field) ?? undefined;
  }

  derived<T>(field: Field<'json'>, derive: (value: unknown) => T): T {
    const value = this.json(field);
    // To look up a number takes longer than what a function may make of it.
    if (value === undefined || typeof value === 'number') return derive(value);
    return this.remembered(derive, value, () => derive(value));
  }

  derivedFrom<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T {
    return this.seen(this.json(field), inside, derive);
  }

  derivedEach<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[] {
    const list = this.find(field);
    if (!Array.isArray(list)) return NONE;
    return list.slice(0, most).map((element) => this.remembered(derive, element, () => derive(element)));
  }

  derivedEachFrom<T>(
    field: Field<'json'>,
    inside: Projection,
    derive: DeriveFrom<T>,
    most: number,
  ): readonly T[] {
    const list = this.find(field);
    if (!Array.isArray(list)) return NONE;
    return list.slice(0, most).map((element) => this.seen(element, inside, derive));
  }

  /** Made anew: to find the values among those seen before takes as long. */
  derivedOf<T>(_fields: readonly Field[], derive: (record: RecordView) => T): T {
    return derive(this);
  }

  /** The issues of the record just normalised; forgets them. */
  takeIssues(): readonly FieldIssue[] {
    if (this.issues.length === 0) return NONE;
    const taken = this.issues;
    this.issues = [];
    return taken;
  }

  private seen<T>(value: unknown, inside: Projection, derive: DeriveFrom<T>): T {
    if (!isParsed(value)) return derive(NO_RECORD, () => value);
    return this.remembered(derive, value, () => {
      const view = this.insideOf(inside);
      view.show(value);
      const derived = derive(view, () => value);
      view.takeIssues();
      return derived;
    });
  }

  /** Own members of objects only: lists are no objects, and what a prototype has is not in the record. */
  private find({ slot }: Field): unknown {
    const key = this.keys[slot];
    if (key !== undefined) return ownMember(this.record, key);
    let value: unknown = this.record;
    for (const step of this.paths[slot] ?? NONE) {
      if (!isParsed(value)) return undefined;
      value = ownMember(value, step);
    }
    return value;
  }

  private remembered<T>(derive: object, value: unknown, make: () => T): T {
    const memo = this.memoOf(derive);
    const isText = typeof value === 'string';
    const key = isText ? value : (JSON.stringify(value) ?? '');
    const known = memo.get(key, isText);
    // The memo is the one of this very function, so what it holds is what the function returned.
    if (known !== undefined) return known.value as T;
    const made = make();
    memo.keep(key, isText, made);
    return made;
  }

  private memoOf(derive: object): Memo {
    if (this.latest?.derive === derive) return this.latest.memo;
    let memo = this.memos.get(derive);
    if (memo === undefined) {
      memo = new Memo();
      this.memos.set(derive, memo);
    }
    this.latest = { derive, memo };
    return memo;
  }

  private insideOf(projection: Projection): ObjectRecord {
    let known = this.insides.get(projection);
    if (known === undefined) {
      known = new ObjectRecord(projection);
      this.insides.set(projection, known);
    }
    return known;
  }

  private unexpected({ path }: Field, value: unknown, expected: string): undefined {
    if (value === undefined || value === null) return undefined;
    this.note(path, 'wrong-type', `${path} is ${nameOf(value)}, not ${expected}`);
    return undefined;
  }

  /** Once per path and record, however often it is read. */
  private note(path: string, code: ProblemCode, message: string): void {
    if (!this.issues.some((issue) => issue.path === path)) this.issues.push({ path, code, message });
  }
}

interface Derived {
  readonly value: unknown;
}

/** Values by the text, or the JSON of anything else, that they were derived from; full, it forgets everything. */
class Memo {
  private readonly ofTexts = new Map<string, Derived>();
  private readonly ofJson = new Map<string, Derived>();
  private characters = 0;

  get(key: string, isText: boolean): Derived | undefined {
    return (isText ? this.ofTexts : this.ofJson).get(key);
  }

  keep(key: string, isText: boolean, value: unknown): void {
    if (key.length > LONGEST_KEY) return;
    this.characters += key.length;
    if (this.ofTexts.size + this.ofJson.size >= MEMO_ENTRIES || this.characters > MEMO_CHARACTERS) {
      this.ofTexts.clear();
      this.ofJson.clear();
      this.characters = key.length;
    }
    (isText ? this.ofTexts : this.ofJson).set(key, { value });
  }
}

/** Most fields are not there: whose they are is asked only of those that are. */
function ownMember(record: Parsed, key: string): unknown {
  const value = record[key];
  return value !== undefined && Object.hasOwn(record, key) ? value : undefined;
}

function isParsed(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : String(value);
}

const NONE: readonly never[] = [];
