/**
 * What the values of the record just scanned say: decoded when asked for, texts that repeat once. What cannot be what
 * the projection says is collected for the reader to report.
 */

import type { Field } from '../contract/projection.ts';
import { parseIsoTime, usualTimeIn } from '../lib/time.ts';
import type { ProblemCode } from '../model/problem.ts';
import { setAt } from './numbered-memo.ts';
import type { RecordScanner } from './scan-json.ts';
import { ABSENT, ESCAPED, NULL, PLAIN, SLOT_NUMBERS, STRING, UNNUMBERED } from './slot-kind.ts';
import type { Slots } from './slots.ts';
import { decodeText, decodeUtf8, isDamaged, TextCache } from './text-cache.ts';

/** Something read from a record that was not as declared. */
export interface FieldIssue {
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
}

const KINDS = ['absent', 'text', 'text', 'a number', 'true', 'false', 'null', 'an object', 'an array'];

export class Decoding {
  /** How often something was not as declared or could not be read. */
  faults = 0;
  private readonly scanner: RecordScanner;
  private readonly slots: Slots;
  private readonly texts: readonly TextCache[];
  private issues: FieldIssue[] = [];

  constructor(scanner: RecordScanner, slots: Slots, fields: number) {
    this.scanner = scanner;
    this.slots = slots;
    this.texts = Array.from({ length: fields }, () => new TextCache());
  }

  text(field: Field<'text'>): string | undefined {
    const { slots, kernel } = this.scanner;
    const at = field.slot * SLOT_NUMBERS;
    const kind = slots[at + 2] ?? ABSENT;
    if (kind !== STRING && kind !== ESCAPED) return this.unexpected(field, kind, 'text');
    const number = slots[at + 3] ?? UNNUMBERED;
    return (number < 0 ? undefined : kernel.kernel?.texts[number]) ?? this.readText(field, kind, number);
  }

  /** Of most texts without making one: no two are alike, and nothing but the number is kept. */
  time(field: Field<'text'>): number | undefined {
    const { slots, source } = this.scanner;
    const at = field.slot * SLOT_NUMBERS;
    const usual =
      slots[at + 2] === STRING ? usualTimeIn(source.bytes, slots[at] ?? 0, slots[at + 1] ?? 0) : undefined;
    if (usual !== undefined) return usual;
    const text = this.text(field);
    return text === undefined ? undefined : parseIsoTime(text);
  }

  /** The field's value as `JSON.parse` makes it; undefined, and an issue, where that is impossible. */
  parse(field: Field): unknown {
    return this.parseSpan(field, this.slots.start(field), this.slots.end(field));
  }

  /** The same of a part of it. */
  parseSpan(field: Field, start: number, end: number): unknown {
    const { source } = this.scanner;
    const text = decodeUtf8(source, start, end);
    if (isDamaged(text, source, start, end)) {
      this.note(field.path, 'encoding', `${field.path} is not valid UTF-8`);
    }
    try {
      return JSON.parse(text);
    } catch {
      this.note(field.path, 'syntax', `${field.path} is not valid JSON`);
      return undefined;
    }
  }

  /** An issue, unless nothing is there. */
  unexpected(field: Field, kind: number, expected: string): undefined {
    if (kind === ABSENT || kind === NULL) return undefined;
    this.note(
      field.path,
      'wrong-type',
      `${field.path} is ${KINDS[kind] ?? 'something else'}, not ${expected}`,
    );
    return undefined;
  }

  /** The issues of the record just normalised; forgets them. */
  takeIssues(): readonly FieldIssue[] {
    if (this.issues.length === 0) return NONE;
    const taken = this.issues;
    this.issues = [];
    return taken;
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

  /** Once per path and record, however often it is read. */
  private note(path: string, code: ProblemCode, message: string): void {
    this.faults++;
    if (!this.issues.some((issue) => issue.path === path)) this.issues.push({ path, code, message });
  }
}

const NONE: readonly never[] = [];
