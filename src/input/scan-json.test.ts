import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Field, projection, text } from '../contract/projection.ts';
import { span } from './byte-map.ts';
import { compilePaths } from './path-trie.ts';
import { ScannedRecord } from './record-view.ts';
import { ENVELOPE, INCOMPLETE, MALFORMED, RecordScanner, TOO_DEEP } from './scan-json.ts';

const PATHS = ['a', 'b.c', 'b.d.e', 'b', 'long key with spaces', 'ключ', '__proto__', 'toString'];
const fields = projection(Object.fromEntries(PATHS.map((path, i) => [`field${i}`, text(path)])));

function open(bytes: Buffer): RecordScanner {
  const scanner = new RecordScanner(PATHS.length, 50);
  scanner.use(span(Buffer.concat([bytes, Buffer.alloc(1)])), bytes.length);
  return scanner;
}

const root = compilePaths(Object.values(fields));

/** Keys from the projection and others, so that paths are met often. */
const key = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e', ...PATHS), fc.string({ unit: 'binary' }));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((members) => new Members(members)),
  ),
}));
const object = fc.array(fc.tuple(key, value), { maxLength: 12 }).map((members) => new Members(members));
const space = fc.constantFrom('', ' ', '\n\t', '\r\n  ');

/** An object as written, so that keys can repeat. */
class Members {
  readonly members: readonly (readonly [string, unknown])[];
  constructor(members: readonly (readonly [string, unknown])[]) {
    this.members = members;
  }
}

function write(item: unknown, gap: string, escaped: boolean): string {
  if (item instanceof Members) {
    const inside = item.members.map(([k, v]) => `${quote(k, escaped)}${gap}:${gap}${write(v, gap, escaped)}`);
    return `{${gap}${inside.join(`${gap},${gap}`)}${gap}}`;
  }
  if (Array.isArray(item))
    return `[${gap}${item.map((v) => write(v, gap, escaped)).join(`${gap},${gap}`)}${gap}]`;
  return typeof item === 'string' ? quote(item, escaped) : JSON.stringify(item);
}

function quote(item: string, escaped: boolean): string {
  if (!escaped) return JSON.stringify(item);
  return `"${[...Array(item.length).keys()].map((i) => `\\u${item.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;
}

function lookUp(root: unknown, path: string): unknown {
  let at = root;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, part))
      return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}

describe('the scanner and the view', () => {
  test('agree with JSON.parse and a path look-up on any object', () => {
    fc.assert(
      fc.property(object, space, fc.boolean(), (item, gap, escaped) => {
        const written = write(item, gap, escaped);
        const bytes = Buffer.from(written, 'utf8');
        const scanner = open(bytes);
        expect(scanner.scan(root, 0)).toBe(bytes.length);
        const view = new ScannedRecord(scanner, fields);
        const parsed: unknown = JSON.parse(bytes.toString('utf8'));
        for (const field of Object.values(fields)) {
          const expected = lookUp(parsed, field.path);
          const asJson: Field<'json'> = { ...field, kind: 'json' };
          expect(view.json(asJson)).toEqual(expected ?? undefined);
          expect(view.derived(asJson, spell)).toBe(spell(expected ?? undefined));
          expect(view.text(field)).toBe(typeof expected === 'string' ? expected : undefined);
          expect(view.number({ ...field, kind: 'number' })).toBe(
            typeof expected === 'number' ? expected : undefined,
          );
          expect(view.flag({ ...field, kind: 'flag' })).toBe(
            typeof expected === 'boolean' ? expected : undefined,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('call an object incomplete wherever it is cut', () => {
    fc.assert(
      fc.property(object, space, (item, gap) => {
        const bytes = Buffer.from(write(item, gap, false), 'utf8');
        for (let cut = 1; cut < bytes.length; cut += 1 + (bytes.length >> 5)) {
          expect(open(bytes.subarray(0, cut)).scan(root, 0)).toBe(INCOMPLETE);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('accept nothing that JSON.parse rejects for what they walk through, and never throw', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'a',
      '1',
      ' ',
      '\n',
      'null',
      '"a":',
      '\u0000',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const bytes = Buffer.from(`{${pieces.join('')}`, 'utf8');
        const end = open(bytes).scan(root, 0);
        expect(
          end === INCOMPLETE || end === MALFORMED || end === TOO_DEEP || (end > 1 && end <= bytes.length),
        ).toBe(true);
        if (end < 0 && isJson(bytes.toString('utf8'))) expect(end).toBe(TOO_DEEP);
      }),
      { numRuns: 2000 },
    );
  });

  test('never throw over arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const bytes = Buffer.concat([Buffer.from('{"a":"'), noise]);
        const scanner = open(bytes);
        if (scanner.scan(root, 0) < 0) return;
        const view = new ScannedRecord(scanner, fields);
        for (const field of Object.values(fields)) view.text(field);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['{"a":1}', 7],
  ['{"a":1}tail', 7],
  ['{}', 2],
  ['{"a":1,"b":tru}', MALFORMED],
  ['{"a" 1}', MALFORMED],
  ['{"a":1 "b":2}', MALFORMED],
  ['{"a":"line\nend"}', MALFORMED],
  ['{a:1}', MALFORMED],
  ['{"a":}', MALFORMED],
  ['{"a":1,', INCOMPLETE],
  ['{"x":"cut\\', INCOMPLETE],
  [`{"x":${'['.repeat(100)}`, TOO_DEEP],
  [`{"a":${'{"a":'.repeat(100)}`, TOO_DEEP],
])('scanning %j gives %i', (json, expected) => {
  expect(open(Buffer.from(json)).scan(root, 0)).toBe(expected);
});

test('an envelope key stops the scan only where its value starts as it should', () => {
  const stops = [{ key: 'Records', opening: '[' }];
  const node = compilePaths(Object.values(fields), stops);
  expect(open(Buffer.from('{"a":1,"Records":[{')).scan(node, 0)).toBe(ENVELOPE);
  expect(open(Buffer.from('{"a":1,"Records":null}')).scan(node, 0)).toBe(22);
});

describe('the view', () => {
  function view(json: string | Buffer): ScannedRecord {
    const scanner = open(Buffer.from(json));
    expect(scanner.scan(root, 0)).toBeGreaterThan(0);
    return new ScannedRecord(scanner, fields);
  }
  const a: Field<'text'> = { kind: 'text', path: 'a', slot: 0 };

  test('reports a wrong type once, and null not at all', () => {
    const record = view('{"a":[1],"b":null}');
    record.text(a);
    record.text(a);
    record.text({ ...a, path: 'b', slot: 3 });
    expect(record.takeIssues()).toEqual([
      { path: 'a', code: 'wrong-type', message: 'a is an array, not text' },
    ]);
    expect(record.takeIssues()).toEqual([]);
  });

  test('reports bytes that are not UTF-8 each time, and reads them with replacement characters', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"x'), Buffer.from([0xff]), Buffer.from('"}')]);
    const record = view(bytes);
    for (let round = 0; round < 2; round++) {
      expect(record.text(a)).toBe('x\ufffd');
      expect(record.takeIssues().map(({ code }) => code)).toEqual(['encoding']);
    }
  });

  test('a replacement character that was written as such is no problem', () => {
    const record = view('{"a":"\ufffd"}');
    expect(record.text(a)).toBe('\ufffd');
    expect(record.takeIssues()).toEqual([]);
  });

  test('reports an escape that JSON does not know', () => {
    const record = view('{"a":"\\x"}');
    expect(record.text(a)).toBeUndefined();
    expect(record.takeIssues().map(({ code }) => code)).toEqual(['syntax']);
  });

  test('text and number of the same spelling are derived apart', () => {
    const field: Field<'json'> = { kind: 'json', path: 'a', slot: 0 };
    const bytes = Buffer.from('{"a":"1"}{"a":1}{"a":"1"}');
    const scanner = open(bytes);
    const record = new ScannedRecord(scanner, fields);
    const seen: unknown[] = [];
    for (let at = 0; at < bytes.length; ) {
      at = scanner.scan(root, at);
      seen.push(record.derived(field, spell));
    }
    expect(seen).toEqual(['"1"', '1', '"1"']);
  });

  test('reads right through caches that are full', () => {
    const record = { scanner: new RecordScanner(PATHS.length, 50) };
    const shared = new ScannedRecord(record.scanner, fields);
    for (let i = 0; i < 20_000; i++) {
      const wanted = `${'value'.repeat(i % 7)}${i % 9001}`;
      const bytes = Buffer.from(`{"a":"${wanted}"}`);
      record.scanner.use(span(Buffer.concat([bytes, Buffer.alloc(1)])), bytes.length);
      record.scanner.scan(root, 0);
      if (shared.text(a) !== wanted) expect(shared.text(a)).toBe(wanted);
    }
  });
});

function spell(item: unknown): string {
  return JSON.stringify(item) ?? 'undefined';
}

function isJson(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}
