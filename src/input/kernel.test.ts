import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeSource } from '../../test/harness/fake-source.ts';
import { json, projection, type RecordView, text } from '../contract/projection.ts';
import { type Span, span } from './byte-map.ts';
import { readHead, readHeadIn } from './head.ts';
import { Kernel, type Room } from './kernel.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { compilePaths } from './path-trie.ts';
import { createReader, type Reader } from './read.ts';
import { ScannedRecord } from './record-view.ts';
import { RecordScanner } from './scan-json.ts';
import { ABSENT, SLOT_NUMBERS } from './slot-kind.ts';
import { Workroom } from './workroom.ts';

const MAX_DEPTH = 12;
const FIELDS = projection({
  a: text('a'),
  id: text('eventIdentifier'),
  ключ: text('ключ'),
  who: json('who'),
  things: json('things'),
  inner: text('b.c'),
  deeper: text('b.d.e'),
  nested: json('b.d.z'),
  whole: json('b'),
  long: text('a key of more than sixty-four bytes, which nobody learns because it is so very long'),
});
const INSIDE = projection({ name: text('name'), city: text('home.city') });
const STOPS = [
  { key: 'Records', opening: '[' },
  { key: 'anything', opening: '' },
];
const KEYS = [...Object.values(FIELDS).flatMap(({ path }) => path.split('.')), 'name', 'home', 'city', 'k'];

/** What a record comes to: how far the scan went, what it noted, and what a source sees of it. */
interface Seen {
  readonly result: number;
  readonly stoppedAt: number;
  readonly envelope: number;
  readonly slots: readonly (readonly number[])[];
  readonly values: readonly unknown[];
  readonly issues: readonly unknown[];
}

/** A scanner with its view and its memory, over bytes that it puts where `place` says. */
function seer(place: (bytes: Buffer) => { source: Span; start: number }) {
  const fields = Object.values(FIELDS);
  const scanner = new RecordScanner(fields.length, MAX_DEPTH);
  const view = new ScannedRecord(scanner, FIELDS);
  const roots = [compilePaths(fields), compilePaths(fields, STOPS)];
  return (bytes: Buffer, which: number): Seen => {
    const { source, start } = place(bytes);
    scanner.use(source, start + bytes.length);
    const root = roots[which] ?? compilePaths(fields);
    const result = scanner.scan(root, start);
    const slots = fields.map(({ slot }) => {
      const [from = 0, to = 0, kind = 0] = scanner.slots.subarray(slot * SLOT_NUMBERS);
      return kind === ABSENT ? [] : [from - start, to - start, kind];
    });
    return {
      result: result < 0 ? result : result - start,
      stoppedAt: result < 0 ? scanner.stoppedAt - start : 0,
      envelope: result < 0 ? scanner.envelope : 0,
      slots: result < 0 ? [] : slots,
      values: result < 0 ? [] : valuesOf(view),
      issues: view.takeIssues(),
    };
  };
}

function apart(bytes: Buffer) {
  return { source: span(Buffer.concat([bytes, Buffer.alloc(1)])), start: 0 };
}

function within(room: Room, bytes: Buffer) {
  room.writes++;
  room.bytes.set(bytes, room.start);
  room.bytes[room.start + bytes.length] = 0;
  return { source: room, start: room.start };
}

const plainSeer = () => seer(apart);
const kernelSeer = (room: Room) => seer((bytes) => within(room, bytes));

function valuesOf(view: RecordView): unknown[] {
  const spell = spellOf(view);
  return [...spell, ...spell].map((each) => each());
}

function spellOf(view: RecordView): (() => unknown)[] {
  return [
    () => [view.text(FIELDS.a), view.text(FIELDS.id), view.text(FIELDS.ключ), view.text(FIELDS.long)],
    () => [view.text(FIELDS.inner), view.text(FIELDS.deeper), view.json(FIELDS.whole)],
    () => [FIELDS.who, FIELDS.things, FIELDS.nested].map((field) => view.derived(field, spellWhole)),
    () => view.derivedFrom(FIELDS.who, INSIDE, spellInside),
    () => [view.derivedEach(FIELDS.things, spellWhole, 2), view.derivedEach(FIELDS.things, spellWhole, 9)],
    () => [2, 9].map((most) => view.derivedEachFrom(FIELDS.things, INSIDE, spellInside, most)),
    () => view.derivedOf([FIELDS.a, FIELDS.inner, FIELDS.nested], spellTogether),
    () => view.derivedOf([FIELDS.id], spellId),
  ];
}

const spellWhole = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
const spellInside = (inside: RecordView, whole: () => unknown): string =>
  `${inside.text(INSIDE.name)} of ${inside.text(INSIDE.city)}, ${spellWhole(whole())}`;

const spellTogether = (record: RecordView): string =>
  `${record.text(FIELDS.a)}, ${record.text(FIELDS.inner)}, ${spellWhole(record.json(FIELDS.nested))}`;
const spellId = (record: RecordView): string => `${record.text(FIELDS.id)}`;

const word = fc.oneof(
  fc.constantFrom('', 'x', 'eu-west-1', 'arn:aws:iam::111122223333:role/orders', 'long '.repeat(120)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 80 }),
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom('Records', 'anything', '__proto__') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    word,
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(99)),
    fc.constantFrom(null, true, false, {}, []),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((members) => new Members(members)),
  ),
}));
const object = fc.array(fc.tuple(key, value), { maxLength: 14 }).map((members) => new Members(members));

/** An object as written, so that keys can repeat. */
class Members {
  readonly members: readonly (readonly [string, unknown])[];
  constructor(members: readonly (readonly [string, unknown])[]) {
    this.members = members;
  }
}

function write(item: unknown, gap: string, quote: (text: string) => string): string {
  if (item instanceof Members) {
    const inside = item.members.map(([k, v]) => `${quote(k)}${gap}:${gap}${write(v, gap, quote)}`);
    return `{${gap}${inside.join(`${gap},${gap}`)}${gap}}`;
  }
  if (Array.isArray(item))
    return `[${gap}${item.map((each) => write(each, gap, quote)).join(`${gap},${gap}`)}${gap}]`;
  return typeof item === 'string' ? quote(item) : JSON.stringify(item);
}

const escapeAll = (item: string): string =>
  `"${[...Array(item.length).keys()].map((i) => `\\u${item.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;

const written = fc
  .tuple(
    object,
    fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\n\t', '\r\n  ')),
    fc.oneof({ weight: 6, arbitrary: fc.constant(JSON.stringify) }, fc.constant(escapeAll)),
  )
  .map(([item, gap, quote]) => Buffer.from(write(item, gap, quote)));

/** A byte put in the place of another, or the end cut off. */
const damage = fc.record({
  at: fc.nat(),
  byte: fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],: \n\0\x1f\x7f\xffte1', 'latin1')), fc.nat(255)),
  isCut: fc.boolean(),
});

function damaged(bytes: Buffer, { at, byte, isCut }: { at: number; byte: number; isCut: boolean }): Buffer {
  const copy = Buffer.from(bytes);
  const place = at % Math.max(copy.length, 1);
  if (isCut) return copy.subarray(0, Math.max(place, 1));
  if (place > 0) copy[place] = byte;
  return copy;
}

function openRoom(maxDepth = MAX_DEPTH): Room {
  const room = Kernel.open(maxDepth)?.room;
  if (room === undefined) throw new Error('the kernel has not been built');
  return room;
}

describe('the kernel and the plain scanner', () => {
  const room = openRoom();

  test('see the same in any record, however it is written, again and again', () => {
    const plain = plainSeer();
    const fast = kernelSeer(room);
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 6 }), fc.nat(1), (records, which) => {
        for (const record of [...records, ...records])
          expect(fast(record, which)).toEqual(plain(record, which));
      }),
      { numRuns: 400 },
    );
  });

  test('see the same in records that lie now in the kernel’s memory and now elsewhere', () => {
    const plain = plainSeer();
    const repeated = fc
      .nat(3)
      .map((n) => Buffer.from(`{"who":{"name":"${n}","about":"${`${n}`.repeat(300)}"}}`));
    fc.assert(
      fc.property(fc.array(fc.tuple(repeated, fc.boolean()), { maxLength: 12 }), (records) => {
        let isWithin = false;
        const either = seer((bytes) => (isWithin ? within(room, bytes) : apart(bytes)));
        for (const [record, where] of records) {
          isWithin = where;
          expect(either(record, 0)).toEqual(plain(record, 0));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('find the same fault wherever a record is damaged or cut', () => {
    const plain = plainSeer();
    const fast = kernelSeer(room);
    fc.assert(
      fc.property(
        written,
        fc.array(damage, { minLength: 1, maxLength: 12 }),
        fc.nat(1),
        (record, all, which) => {
          for (const each of all) {
            const bytes = damaged(record, each);
            expect(fast(bytes, which)).toEqual(plain(bytes, which));
            expect(fast(record, which)).toEqual(plain(record, which));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    `{"who":${'['.repeat(MAX_DEPTH - 1)}${']'.repeat(MAX_DEPTH - 1)}}`,
    `{"who":${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}}`,
    `{"k":${'{"k":'.repeat(MAX_DEPTH)}1${'}'.repeat(MAX_DEPTH)}}`,
    `{"b":{"d":{"e":${'[['.repeat(5)}${']]'.repeat(5)}}}}`,
    '{"a":"cut\\',
    '{"a":"cut\\"',
    '{"a":1',
    '{"a":1.5e+3}',
    '{"a":tru}',
    '{"who":{"name":"]"} ,"who":7}',
  ])('agree on %s', (record) => {
    expect(kernelSeer(room)(Buffer.from(record), 0)).toEqual(plainSeer()(Buffer.from(record), 0));
  });

  test('say of an object met before that it is too deep where it is', () => {
    const plain = plainSeer();
    const fast = kernelSeer(room);
    const deep = `{"about":"${'x'.repeat(300)}","k":${'['.repeat(MAX_DEPTH - 2)}${']'.repeat(MAX_DEPTH - 2)}}`;
    for (const record of [
      `{"who":${deep}}`,
      `{"b":{"d":{"z":{}}}}`,
      `{"who":${deep}}`,
      `{"b":{"d":{"z":${deep}}}}`,
    ]) {
      const bytes = Buffer.from(record);
      for (let times = 0; times < 3; times++) expect(fast(bytes, 0)).toEqual(plain(bytes, 0));
    }
  });

  test('see the same through tables that are full, and those begun anew', () => {
    const plain = plainSeer();
    const fast = kernelSeer(openRoom());
    for (let i = 0; i < 60_000; i++) {
      const about = `${'x'.repeat(200 + (i % 90))}${i % 3 === 0 ? i % 20_011 : i % 7}`;
      const record = Buffer.from(`{"a":"${i % 2 === 0 ? i % 40_009 : 'same'}","who":{"about":"${about}"}}`);
      const seen = fast(record, 0);
      if (i % 16 === 0) expect(seen).toEqual(plain(record, 0));
    }
  });

  test('differ in who does the work: records that are in order are the kernel’s', () => {
    const kernel = openRoom().kernel;
    const { bytes, start } = kernel.room;
    const form = kernel.form(Object.keys(FIELDS).length, 1);
    const tree = kernel.tree(compilePaths(Object.values(FIELDS)));
    if (form === undefined || tree === undefined) throw new Error('there is no room');
    const record = '{"a":"x", "who":{"name":["}",1.5]},"b" : {"c":"\\n","z":null},"k":true}';
    const end = start + bytes.write(`${record}\0`, start) - 1;
    expect(kernel.scan(tree, form, start, end, 1, false)).toBe(1);
    expect([...form.bounds]).toEqual([start, end, 0]);
  });
});

test('a head is the same in the kernel’s memory, which it leaves as it was', () => {
  const room = openRoom(DEFAULT_LIMITS.maxDepth);
  const start = fc.constantFrom('', '[', '{"Records":[', '{"v":1,"x":{"y":[', '{"a"');
  const between = fc.constantFrom(',', '\n', '  ', ']');
  fc.assert(
    fc.property(
      start,
      fc.array(written, { maxLength: 8 }),
      between,
      damage,
      (opening, records, gap, fault) => {
        const sound = Buffer.from(opening + records.map(String).join(gap));
        for (const bytes of [sound, damaged(sound, fault)]) {
          room.bytes.set(bytes, room.start);
          const end = room.start + bytes.length;
          room.bytes[end] = 0x7a;
          expect(readHeadIn(room, room.start, end)).toEqual(readHead(bytes));
          expect(room.bytes[end]).toBe(0x7a);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a kernel that is full of trees leaves the rest to the plain scanner', () => {
  const room = openRoom();
  const plain = plainSeer()(Buffer.from('{"a":"x","b":{"c":"y"}}'), 0);
  for (let i = 0; i < 2_000; i++) {
    const seen = kernelSeer(room)(Buffer.from('{"a":"x","b":{"c":"y"}}'), 0);
    if (i % 100 === 0) expect(seen).toEqual(plain);
  }
});

describe('a reader with a kernel and one without', () => {
  const roomFrom = (paysFrom: number): Workroom => new Workroom(DEFAULT_LIMITS.maxDepth, paysFrom);
  const readers = [0, Number.POSITIVE_INFINITY].map((paysFrom) =>
    createReader([fakeSource], DEFAULT_LIMITS, roomFrom(paysFrom)),
  );

  function everything(reader: Reader, chunks: readonly Buffer[]): unknown {
    const seen: unknown[] = [];
    const sink = { event: (e: unknown) => void seen.push(e), problem: (p: unknown) => void seen.push(p) };
    return { report: reader.readBuffers(chunks, 'memory', 0, sink), seen };
  }

  test('give the same of any file, in chunks of any size', () => {
    const record = fc
      .tuple(fc.nat(50), word, written)
      .map(
        ([id, name, rest]) =>
          `{"id":"${id}","when":${id},"who":{"name":${JSON.stringify(name)}},"z":${rest}}`,
      );
    const file = fc.tuple(fc.array(record, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', ','));
    fc.assert(
      fc.property(file, fc.array(damage, { maxLength: 2 }), fc.integer({ min: 1, max: 4_000 }), (...args) => {
        const [[records, between], faults, size] = args;
        const joined = records.join(between);
        const sound = Buffer.from(between === ',' ? `{"Records":[${joined}]}` : joined);
        const bytes = faults.reduce(damaged, sound);
        const chunks: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        const [fast, plain] = readers.map((reader) => everything(reader, chunks));
        expect(fast).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  test('give the same of records that are larger than the kernel’s room, among others', () => {
    const large = `{"id":"large","when":1,"who":{"name":"${'n'.repeat(3_000_000)}"}}`;
    const small = '{"id":"small","when":1,"who":{"name":"ann"}}';
    const bytes = Buffer.from([small, large, small, small, large, small].join('\n'));
    const [fast, plain] = readers.map((reader) => everything(reader, [bytes]));
    expect(fast).toEqual(plain);
    expect(fast).toMatchObject({ report: { records: 6, events: 6, problems: 0 } });
  });

  test('give the same of compressed files, whose pieces end anywhere in a record', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'credtrail-pieces-'));
    const lengths = [30, 20_000, 300_000, 700_000];
    const files = fc.array(fc.array(fc.constantFrom(...lengths), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 3,
    });
    try {
      await fc.assert(
        fc.asyncProperty(files, fc.boolean(), async (all, isCut) => {
          for (const [index, records] of all.entries()) {
            // The first is what the file is recognised by.
            const text = [30, ...records].map((length, id) => recordOf(id, length)).join('\n');
            const packed = gzipSync(text, { level: 1 });
            const path = join(folder, 'log.json.gz');
            writeFileSync(path, isCut ? packed.subarray(0, -6) : packed);
            const found = [];
            for (const reader of readers) {
              const seen: unknown[] = [];
              const sink = {
                event: (e: unknown) => void seen.push(e),
                problem: (p: unknown) => void seen.push(p),
              };
              found.push({
                report: await reader.readFile({ path, size: packed.length, baseline: false }, index, sink),
                seen,
              });
            }
            expect(found[0]).toEqual(found[1]);
            expect(found[0]?.report.records).toBe(records.length + 1);
          }
        }),
        { numRuns: 12 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Of about so many bytes, none of which come twice in a row. */
function recordOf(id: number, length: number): string {
  const name = Array.from({ length: Math.ceil(length / 8) }, (_, at) =>
    String((at * 7919) % 99_999_999),
  ).join('');
  return `{"id":"${id}","when":${id},"who":{"name":"${name.slice(0, length)}"}}`;
}
