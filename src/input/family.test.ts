import { expect, test } from 'vitest';
import { projection, text } from '../contract/projection.ts';
import type { NormalisedEvent, Source } from '../contract/source.ts';
import type { Event } from '../model/event.ts';
import { createReader } from './read.ts';

/** A member of the family `hub`: its records say its name under `kind`. */
function member(id: string, kind: string, family: string | null = 'hub'): Source {
  const fields = projection({ id: text('id'), kind: text('kind') });
  return {
    id,
    product: id,
    provider: 'other',
    recognise({ samples, columns }) {
      if (columns.includes('kind')) return 'records';
      if (samples.some((sample) => sample['kind'] === kind)) return 'records';
      return samples.some((sample) => Object.hasOwn(sample, 'kind')) ? 'family' : undefined;
    },
    framing: {
      ...(family === null ? {} : { family }),
      envelopes: [{ key: 'records', holds: 'elements' }],
      row: (row) => ({ id: row['id'], kind: row['kind'] }),
    },
    projection: fields,
    normalise(record) {
      const found = record.text(fields.kind);
      if (found !== kind) return { foreign: `nobody knows kind ${found ?? 'none'}` };
      const uid = record.text(fields.id);
      if (uid === undefined) return { problem: 'missing-field', message: 'no id' };
      return uid === 'skip' ? { skip: `${kind} skips` } : event(uid);
    },
    operations: [],
  };
}

const FAMILY = [member('a', 'apple'), member('b', 'banana'), member('c', 'cherry')];
const RECORDS = [
  { id: '1', kind: 'apple' },
  { id: '2', kind: 'apple' },
  { id: '3', kind: 'apple' },
  { id: '4', kind: 'apple' },
  { id: '5', kind: 'banana' },
  { id: 'skip', kind: 'cherry' },
  { kind: 'banana' },
  { id: '8', kind: 'date' },
  { id: '9', kind: 'apple' },
];

test.each([
  ['lines', RECORDS.map((record) => JSON.stringify(record)).join('\n')],
  ['an envelope', JSON.stringify({ records: RECORDS })],
])('each record of a mixed file goes to the source that knows it: %s', (_, content) => {
  for (const size of [7, 1 << 16]) {
    const { events, problems, report } = read(FAMILY, content, size);
    expect(events).toEqual([
      ['a', '1', 1],
      ['a', '2', 2],
      ['a', '3', 3],
      ['a', '4', 4],
      ['b', '5', 5],
      ['a', '9', 9],
    ]);
    expect(problems).toEqual(['b record 7 missing-field']);
    expect(report).toMatchObject({ source: 'a', records: 9, events: 6, problems: 1 });
    expect(report.shares).toEqual({
      a: { inputs: 1, records: 6, events: 5, skipped: { 'nobody knows kind date': 1 }, problems: 0 },
      b: { inputs: 1, records: 2, events: 1, skipped: {}, problems: 1 },
      c: { inputs: 1, records: 1, events: 0, skipped: { 'cherry skips': 1 }, problems: 0 },
    });
  }
});

test('rows of a table that unites several products are told apart too', () => {
  const { events } = read(FAMILY, 'id,kind\n1,banana\n2,apple\n');
  expect(events).toEqual([
    ['b', '1', 1],
    ['a', '2', 2],
  ]);
});

test('a file that begins with records nobody knows is still read for those somebody knows', () => {
  const unknown = Array.from({ length: 6 }, (_, at) => ({ id: `${at}`, kind: 'date' }));
  const records = [...unknown, { id: '7', kind: 'banana' }, { id: '8', kind: 'apple' }];
  const { events, report, problems } = read(FAMILY, JSON.stringify({ records }));
  expect(events).toEqual([
    ['b', '7', 7],
    ['a', '8', 8],
  ]);
  expect(report).toMatchObject({ source: 'b', skipped: { 'nobody knows kind date': 6 } });
  expect(Object.keys(report.shares)).toEqual(['b', 'a']);
  expect(problems).toEqual([]);
});

test('a file of which nobody knows any record is nobody’s', () => {
  const { report, problems } = read(FAMILY, '{"id":"1","kind":"date"}');
  expect(report).toMatchObject({ source: '', events: 0, shares: {} });
  expect(problems).toEqual([' unrecognised']);
});

test('sources of no family still may not claim one file', () => {
  const strangers = [member('a', 'apple', null), member('b', 'banana', null)];
  const { report, problems } = read(strangers, 'id,kind\n1,banana\n2,apple\n');
  expect(report.source).toBe('');
  expect(problems).toEqual([' unrecognised']);
});

test('reasons that quote the record do not fill the memory', () => {
  const lines = Array.from({ length: 1000 }, (_, at) => JSON.stringify({ id: '1', kind: `kind ${at}` }));
  const { report } = read(FAMILY, [JSON.stringify(RECORDS[0]), ...lines].join('\n'));
  expect(Object.keys(report.skipped).length).toBeLessThan(300);
  expect(Object.values(report.skipped).reduce((sum, count) => sum + count, 0)).toBe(1000);
});

function read(sources: readonly Source[], content: string, chunkBytes = 1 << 16) {
  const bytes = Buffer.from(content);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  const events: [source: string, uid: string, record: number][] = [];
  const problems: string[] = [];
  const report = createReader(sources).readBuffers(chunks, 'file', 0, {
    event: ({ source, uid, place }: Event) => void events.push([source, uid, place.record]),
    problem: ({ source, place, code }) => void problems.push(`${source} ${place} ${code}`.replace('  ', ' ')),
  });
  return { events, problems, report };
}

function event(uid: string): NormalisedEvent {
  return {
    uid,
    time: 0,
    provider: 'other',
    scope: '',
    region: undefined,
    operation: 'x:y',
    action: 'use',
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal: { uid, kind: 'user', name: uid, scope: '' },
    credential: undefined,
    session: undefined,
    client: { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined },
    targets: [],
    issued: [],
    subject: undefined,
    details: {},
    pair: undefined,
  };
}
