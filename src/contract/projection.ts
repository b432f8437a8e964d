/**
 * The list of JSON paths a source reads, declared once: it drives decoding, types, documentation and
 * telemetry coverage. The reader skips everything else in a record without building it.
 */

export type FieldKind = 'text' | 'number' | 'flag' | 'json';

/** One path of a record. `slot` is its index in the projection, given by {@link projection}. */
export interface Field<K extends FieldKind = FieldKind> {
  readonly kind: K;
  /** Dotted path from the record's root: `protoPayload.methodName`. A dot that is part of a key stands behind a backslash. */
  readonly path: string;
  readonly slot: number;
}

export type Projection = Readonly<Record<string, Field>>;

type Unplaced<K extends FieldKind> = { readonly kind: K; readonly path: string };

export const text = (path: string): Unplaced<'text'> => ({ kind: 'text', path });
export const number = (path: string): Unplaced<'number'> => ({ kind: 'number', path });
export const flag = (path: string): Unplaced<'flag'> => ({ kind: 'flag', path });
/** A subtree, parsed only when asked for. */
export const json = (path: string): Unplaced<'json'> => ({ kind: 'json', path });

/** The keys of a path, from the root on. */
export function keysOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
}

/** Numbers the fields; the names given here are the source's own, the paths the vendor's. */
export function projection<T extends Readonly<Record<string, Unplaced<FieldKind>>>>(
  fields: T,
): { readonly [N in keyof T]: Field<T[N]['kind']> } {
  const placed: Record<string, Field> = {};
  let slot = 0;
  // Written out, not spread: fields of one shape are read at once wherever a record is.
  for (const [name, { kind, path }] of Object.entries(fields)) placed[name] = { kind, path, slot: slot++ };
  return placed as { readonly [N in keyof T]: Field<T[N]['kind']> };
}

/** Pure, one fixed function, and done with `inside` when it returns. */
export type DeriveFrom<T> = (inside: RecordView, whole: () => unknown) => T;

/**
 * One record seen through a projection. Absent, `null` and wrongly typed values all read as `undefined`;
 * the reader reports the wrongly typed ones, so `normalise` needs no error path for them.
 */
export interface RecordView {
  text(field: Field<'text'>): string | undefined;
  /** The time a text says, as `parseIsoTime` reads it; undefined of other texts. */
  time(field: Field<'text'>): number | undefined;
  number(field: Field<'number'>): number | undefined;
  flag(field: Field<'flag'>): boolean | undefined;
  /** The parsed subtree; treat as frozen. */
  json(field: Field<'json'>): unknown;
  /**
   * `derive(json(field))`, remembered by the subtree's exact bytes: identity blocks repeat from record to
   * record, so most records cost one look-up. `derive` must be pure and its result is shared: treat as frozen.
   * A `derive` must be one fixed function (not a closure made per record).
   */
  derived<T>(field: Field<'json'>, derive: (value: unknown) => T): T;
  /**
   * The same for an object of which few members matter: `derive` is shown them through a projection of its own,
   * whose paths begin inside the subtree, and `whole` parses all of it. Wrongly typed members are not reported.
   */
  derivedFrom<T>(field: Field<'json'>, inside: Projection, derive: DeriveFrom<T>): T;
  /**
   * The same for each of the first `most` elements of a list, remembered one by one: lists differ from record to
   * record where their elements repeat. Empty when the field holds no list.
   */
  derivedEach<T>(field: Field<'json'>, derive: (element: unknown) => T, most: number): readonly T[];
  /**
   * The same for a list of objects of which few members matter: see {@link derivedFrom}. Elements that are no objects are
   * shown as one that says nothing.
   */
  derivedEachFrom<T>(
    field: Field<'json'>,
    inside: Projection,
    derive: DeriveFrom<T>,
    most: number,
  ): readonly T[];
  /**
   * `derive(record)`, remembered by what the fields hold, which must be all it looks at: for small values of which few
   * combinations come. Pure, one fixed function, and its result is shared: treat as frozen.
   */
  derivedOf<T>(fields: readonly Field[], derive: (record: RecordView) => T): T;
  /** 1-based number of the record in its file. */
  readonly ordinal: number;
}
