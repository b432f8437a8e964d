import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, ids, readPath, readText } from '../../test/harness/fake-source.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const one = '{"id":"1","when":1,"who":{"name":"ann"}}';
const two = '{"id":"2","when":2,"who":{"name":"bob","tags":[{"k":"v"},{"k":"w"}]}}';
const three = '{"who":{"name":"cy"},"when":3,"id":"3"}';
const all = [one, two, three];
const pretty = (record: string) => JSON.stringify(JSON.parse(record), null, 2);
const wrap = (record: string) => JSON.stringify({ at: 1, message: record });

const WRAPPINGS: [string, string][] = [
  ['lines', all.join('\n')],
  ['lines with CRLF and a byte order mark', `\ufeff${all.join('\r\n')}\r\n`],
  ['values end to end', all.join('')],
  ['pretty-printed values', all.map(pretty).join('\n')],
  ['an array', `[${all.join(',')}]`],
  [
    'a pretty-printed array',
    JSON.stringify(
      all.map((record) => JSON.parse(record)),
      null,
      2,
    ),
  ],
  ['a delivered file', `{"Records":[${all.join(',')}]}`],
  [
    'a delivered file with other keys around',
    `{"v":{"Records":[1]},"Records": [ ${all.join(' ,\n ')} ] ,"n":null}\n`,
  ],
  ['several delivered files in one', `{"Records":[${one}]}{"Records":[]}\n{"Records":[${two},${three}]}`],
  [
    'events with the record as a member',
    all.map((record) => `{"v":"0","detail":${record},"z":[{}]}`).join('\n'),
  ],
  [
    'an array of events with the record as a member',
    `[${all.map((record) => `{"detail":${record}}`).join(',')}]`,
  ],
  ['records as text inside an array', `{"owner":"x","logEvents":[${all.map(wrap).join(',')}]}`],
  ['records as text, one envelope a line', all.map((record) => `{"logEvents":[${wrap(record)}]}`).join('\n')],
  [
    'records as objects inside an array',
    `{"Wrapped":[${all.map((record) => `{"message":${record}}`).join(',')}]}`,
  ],
  ['a wrapped value that is no array', all.map((record) => `{"Wrapped":{"message":${record}}}`).join('\n')],
  ['an escaped envelope key', `{"\\u0052ecords":[${all.join(',')}]}`],
  ['CSV', 'id,when,name\n1,1,ann\n2,2,bob\n3,3,cy'],
  ['CSV with quotes where none belong', 'id,when,name\n1,1,a"n"n\n2,2,"b"o"b"\n3,3,c""y'],
  [
    'CSV with quoted fields and CRLF',
    '"id","when","name"\r\n"1",1,"a\r\nnn"\r\n2,2,"b,""ob"""\r\n\r\n3,3,cy\r\n',
  ],
];

describe.each(WRAPPINGS)('%s', (_name, content) => {
  test.each([1, 2, 3, 7, 64, 1 << 20])('read in chunks of %i bytes gives every record', (chunkBytes) => {
    const outcome = readText(content, chunkBytes);
    expect(outcome.problems).toEqual([]);
    expect(ids(outcome)).toEqual(['1', '2', '3']);
    expect(outcome.report).toMatchObject({ source: 'fake', records: 3, events: 3, problems: 0 });
    expect(outcome.events.map(({ place }) => place.record)).toEqual([1, 2, 3]);
  });
});

test('fields reach the event, nested ones too', () => {
  const [event] = readText(two).events;
  expect(event?.time).toBe(2);
  expect(event?.principal.name).toBe('bob');
  expect(event?.details['who']).toBe('{"name":"bob","tags":[{"k":"v"},{"k":"w"}]}');
});

describe('a broken record', () => {
  const BROKEN: [string, string, string[], string[]][] = [
    ['a line that is not JSON', `${one}\nnot json\n${three}`, ['1', '3'], ['syntax']],
    ['a line cut short', `${one}\n${two.slice(0, -4)}\n${three}`, ['1', '3'], ['syntax']],
    ['a line with an open bracket', `${one}\n{"id":"x","y":[1\n${three}`, ['1', '3'], ['syntax']],
    ['a line without its closing quote', `${one}\n{"id":"x}\n${three}`, ['1', '3'], ['syntax']],
    ['a null line', `${one}\nnull\n${three}`, ['1', '3'], ['syntax']],
    ['a number and text', `${one}\n42 "text"\n${three}`, ['1', '3'], ['syntax', 'syntax']],
    ['an element that is not JSON', `{"Records":[${one},{"id":oops},${three}]}`, ['1', '3'], ['syntax']],
    [
      'an element without a colon',
      `[${one},{"id" "x","tags":[{"k":1},{"k":2}]},${three}]`,
      ['1', '3'],
      ['syntax'],
    ],
    ['a null element', `{"Records":[${one},null,${three}]}`, ['1', '3'], ['syntax']],
    ['an array element', `{"Records":[${one},[1,[2]],${three}]}`, ['1', '3'], ['syntax']],
    ['an event with a broken member', `[{"detail":{"id":x}},{"detail":${three}}]`, ['3'], ['syntax']],
    [
      'an envelope broken in its middle, then a good line',
      `{"Records":[${one},{]\n${three}`,
      ['1', '3'],
      ['syntax'],
    ],
    [
      'a wrapped element that is no record',
      `{"logEvents":[${wrap(one)},{"message":"hello"},${wrap(three)}]}`,
      ['1', '3'],
      ['syntax'],
    ],
    ['a record without its id', `${one}\n{"when":2,"who":1}\n${three}`, ['1', '3'], ['missing-field']],
    [
      'a number where text should be',
      `${one}\n{"id":5}\n${three}`,
      ['1', '3'],
      ['wrong-type', 'missing-field'],
    ],
    ['a CSV row too short', 'id,when,name\n1,1,a\n2\n3,3,c', ['1', '3'], ['syntax']],
    ['a CSV row never closed', 'id,when,name\n1,1,a\n2,2,"b\n3,3,c', ['1'], ['truncated']],
  ];

  test.each(BROKEN)('%s costs itself and is reported', (_name, content, expectedIds, expectedCodes) => {
    for (const chunkBytes of [1, 5, 1 << 20]) {
      const outcome = readText(content, chunkBytes);
      expect(ids(outcome)).toEqual(expectedIds);
      expect(codes(outcome)).toEqual(expectedCodes);
    }
  });

  test('is named by its place, with secrets masked and control characters escaped', () => {
    const content = `${one}\n{"id":"x","password":"hunter2" \u001b[31m}\n`;
    const [problem] = readText(content).problems;
    expect(problem).toMatchObject({ source: 'fake', file: 'memory', place: 'record 2', code: 'syntax' });
    expect(problem?.message).toContain(`byte ${content.indexOf('\u001b')}`);
    expect(problem?.message).not.toContain('hunter2');
    expect(problem?.message).not.toContain('\u001b');
  });

  test('after the limit is counted but not handed on', () => {
    const limits = { ...DEFAULT_LIMITS, maxProblemsKept: 3 };
    const outcome = readText(`${one}\n${'oops\n{}\n'.repeat(50)}`, 1 << 20, limits);
    expect(outcome.problems).toHaveLength(3);
    expect(outcome.report.problems).toBe(100);
  });
});

describe('a file cut short', () => {
  const content = `{"Records":[${all.join(',')}]}`;
  test('keeps what came before and says so, wherever it is cut', () => {
    for (let cut = 14; cut < content.length; cut++) {
      const whole = [one, two, three].filter(
        (record) => content.indexOf(record) + record.length <= cut,
      ).length;
      const outcome = readText(content.slice(0, cut), 50);
      expect(outcome.events).toHaveLength(whole);
      expect(codes(outcome)).toEqual(['truncated']);
    }
  });
});

describe('limits', () => {
  const limits = { ...DEFAULT_LIMITS, maxRecordBytes: 200, maxDepth: 20 };
  const long = `{"id":"x","y":"${'z'.repeat(300_000)}"}`;
  const deep = `{"id":"x","y":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

  test.each([
    ['long line', 'too-large', `${one}\n${long}\n${three}`],
    ['long element', 'too-large', `{"Records":[${one},${long},${three}]}`],
    ['long wrapped element', 'too-large', `{"logEvents":[${wrap(one)},${wrap(long)},${wrap(three)}]}`],
    ['long member', 'too-large', `{"detail":${one}}{"detail":${long}}{"detail":${three}}`],
    ['long CSV row', 'too-large', `id,when,name\n1,1,a\n2,2,${'b'.repeat(300_000)}\n3,3,c`],
    ['deep line', 'too-deep', `${one}\n${deep}\n${three}`],
    ['deep element', 'too-deep', `{"Records":[${one},${deep},${three}]}`],
    ['deep member', 'too-deep', `{"detail":${one}}{"detail":${deep}}{"detail":${three}}`],
    ['deep line that never closes', 'too-deep', `${one}\n{"y":${'['.repeat(10_000)}\n${three}`],
  ])('a %s is %s and the rest is read', (_name, code, content) => {
    for (const chunkBytes of [100, 5000, 1 << 20]) {
      const outcome = readText(content, chunkBytes, limits);
      expect(codes(outcome)).toEqual([code]);
      expect(ids(outcome)).toEqual(['1', '3']);
      expect(outcome.report.records).toBe(3);
    }
  });

  test('an envelope key behind a long value is still found', () => {
    const content = `{"y":"${'z'.repeat(100_000)}","Records":[${all.join(',')}]}`;
    for (const chunkBytes of [100, 1 << 20]) {
      const outcome = readText(`{"Records":[]}${content}`, chunkBytes, limits);
      expect(outcome.problems).toEqual([]);
      expect(ids(outcome)).toEqual(['1', '2', '3']);
    }
  });

  test('looking in vain for the next good record comes to an end', () => {
    const content = `{"Records":[${one},${`{"a":1 2},{"y":[${' '.repeat(100)}`.repeat(2000)}`;
    const outcome = readText(content, 1 << 20, {
      ...limits,
      maxDepth: 200,
      maxRecordBytes: 1 << 24,
      maxWastedBytes: 10_000,
    });
    expect(ids(outcome)).toEqual(['1']);
    expect(outcome.problems.at(-1)?.message).toContain('the rest of the file was not read');
  });
});

describe('files that are not logs', () => {
  test.each([
    ['nothing', '', 'empty', 'holds nothing'],
    ['blanks', ' \n\t\r\n', 'empty', 'holds nothing'],
    ['a byte order mark', '\ufeff', 'empty', 'holds nothing'],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'unrecognised', 'a PNG image'],
    ['a tar archive', Buffer.from(`${'x'.repeat(257)}ustar\0`), 'unrecognised', 'a tar archive; unpack it'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'unrecognised', 'an ELF program'],
    ['prose', 'Dear reader,\nthis is no log.\n', 'unrecognised', 'text of another kind'],
    ['other JSON', '{"name":"package","version":1}', 'unrecognised', 'JSON of another kind'],
    ['UTF-16', Buffer.from(`\ufeff${one}`, 'utf16le'), 'unrecognised', 'UTF-16'],
  ])('%s is one problem', (_name, content, code, message) => {
    const outcome = readText(content);
    expect(outcome.events).toEqual([]);
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]).toMatchObject({ source: '', place: '', code });
    expect(outcome.problems[0]?.message).toContain(message);
  });

  test('a file the source knows to hold no events is counted as skipped', () => {
    const { report, problems } = readText('{"digest":1}');
    expect(problems).toEqual([]);
    expect(report).toMatchObject({ source: 'fake', skipped: { digest: 1 }, records: 0 });
  });
});

test('a record that is rightly no event is counted under its reason', () => {
  expect(readText(`${one}\n{"id":"skip me"}`).report).toMatchObject({
    events: 1,
    records: 2,
    skipped: { 'asked to': 1 },
  });
});

test('keys called __proto__ and constructor do no harm', () => {
  const outcome = readText(
    `{"__proto__":{"id":"no"},"constructor":1,"id":"1","who":{"__proto__":{"name":"x"}}}`,
  );
  expect(ids(outcome)).toEqual(['1']);
  expect(outcome.events[0]?.principal.name).toBe('');
  expect(Reflect.get({}, 'id')).toBeUndefined();
});

test('text that is not UTF-8 is used with a problem', () => {
  const bytes = Buffer.concat([
    Buffer.from('{"id":"a'),
    Buffer.from([0xc3, 0x28]),
    Buffer.from(`"}\n${one}`),
  ]);
  const outcome = readText(bytes);
  expect(ids(outcome)).toEqual(['a\ufffd(', '1']);
  expect(codes(outcome)).toEqual(['encoding']);
});

test('whatever follows a good start, chunks make no difference, and nothing throws or is lost in silence', () => {
  const piece = fc.constantFrom(
    ...['{', '}', '[', ']', '"', ':', ',', '\\', '\n', ' ', 'x', '1', 'null', '\u0000', 'é'],
    ...['"Records":[', '"detail":', '"logEvents":[', '"id":', one, two, wrap(three), '\n{', '},{'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (pieces, chunkBytes) => {
      const content = `${one}\n${pieces.join('')}`;
      const whole = readText(content);
      const cut = readText(content, chunkBytes);
      expect(ids(cut)).toEqual(ids(whole));
      expect(cut.problems).toEqual(whole.problems);
      const { records, events, skipped, problems } = whole.report;
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events + skips + problems).toBeGreaterThanOrEqual(records);
    }),
    { numRuns: 2000 },
  );
});

describe('files on disk', () => {
  const content = Array.from(
    { length: 5000 },
    (_, i) => `{"id":"${i}","when":${i},"noise":"${(i * 7919) % 10007}"}`,
  ).join('\n');
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'credtrail-input-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function put(name: string, bytes: Buffer | string): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  test.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
    [
      'gzip of several members',
      (text: string) => Buffer.concat([gzipSync(text.slice(0, 999)), gzipSync(text.slice(999))]),
    ],
    ['gzip padded with zeros', (text: string) => Buffer.concat([gzipSync(text), Buffer.alloc(1000)])],
    ['larger than what is read at once', (text: string) => Buffer.from(`${text}\n${' '.repeat(9 << 20)}`)],
  ])('%s is read, whatever its name', async (_name, write) => {
    const bytes = write(content);
    const outcome = await readPath(put('log.bin', bytes));
    expect(outcome.problems).toEqual([]);
    expect(outcome.report.events).toBe(5000);
    expect(outcome.report.bytes).toBe(bytes.length);
    expect(outcome.report.decompressedBytes).toBeGreaterThanOrEqual(content.length);
  });

  test('of a truncated gzip everything before the cut is used', async () => {
    const bytes = gzipSync(content);
    for (const share of [0.3, 0.9, 1]) {
      const cut = Math.min(Math.floor(bytes.length * share), bytes.length - 3);
      const outcome = await readPath(put('cut.gz', bytes.subarray(0, cut)));
      expect(codes(outcome)).toEqual(['truncated']);
      expect(outcome.report.events).toBeGreaterThan(5000 * (share - 0.15));
    }
  });

  test('of a gzip with foreign bytes behind it everything is used', async () => {
    const outcome = await readPath(
      put('tail.gz', Buffer.concat([gzipSync(content), Buffer.from('garbage')])),
    );
    expect(codes(outcome)).toEqual(['corrupt-compression']);
    expect(outcome.report.events).toBe(5000);
  });

  test('of a damaged gzip what came before the damage is used', async () => {
    const bytes = gzipSync(content);
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 40);
    const outcome = await readPath(put('bad.gz', bytes));
    expect(codes(outcome)).toContain('corrupt-compression');
    expect(outcome.report.events).toBeGreaterThan(1500);
  });

  test('a gzip whose checksum is wrong is used and reported', async () => {
    const bytes = gzipSync(content);
    bytes.writeUInt32LE(7, bytes.length - 8);
    const outcome = await readPath(put('sum.gz', bytes));
    expect(codes(outcome)).toEqual(['corrupt-compression']);
    expect(outcome.report.events).toBe(5000);
  });

  test.each([
    ['ratio', { ...DEFAULT_LIMITS, expansionFloorBytes: 1 << 20, maxExpansion: 50 }],
    ['size', { ...DEFAULT_LIMITS, maxDecompressedBytes: 4 << 20 }],
  ])('a gzip that expands beyond the limit of %s is left there', async (_name, limits) => {
    const bomb = gzipSync(`${content}\n${' '.repeat(200 << 20)}`, { level: 9 });
    const outcome = await readPath(put('bomb.gz', bomb), limits);
    expect(codes(outcome)).toEqual(['decompression-limit']);
    expect(outcome.report.events).toBe(5000);
    expect(outcome.report.decompressedBytes).toBeLessThan(20 << 20);
  });

  test.each(['missing.json', '.'])('%s cannot be read, which is a problem', async (name) => {
    expect(codes(await readPath(join(folder, name)))).toContain('unreadable');
  });
});
