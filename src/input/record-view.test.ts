import { describe, expect, test } from 'vitest';
import { json, projection, type RecordView, text } from '../contract/projection.ts';
import { span } from './byte-map.ts';
import { compilePaths } from './path-trie.ts';
import { ScannedRecord } from './record-view.ts';
import { RecordScanner } from './scan-json.ts';

const FIELDS = projection({ who: json('who'), things: json('things') });
const INSIDE = projection({ name: text('name'), city: text('home.city') });

/** Reads records one after another, as a file's are read: with one view and its memory. */
function reader(): (record: string) => ScannedRecord {
  const fields = Object.values(FIELDS);
  const scanner = new RecordScanner(fields.length, 20);
  const view = new ScannedRecord(scanner, FIELDS);
  const root = compilePaths(fields);
  return (record) => {
    const bytes = Buffer.from(`${record}\0`, 'latin1');
    scanner.use(span(bytes), bytes.length - 1);
    expect(scanner.scan(root, 0)).toBe(bytes.length - 1);
    return view;
  };
}

describe('a derivation from inside a subtree', () => {
  const spell = (inside: RecordView, whole: () => unknown): string =>
    `${inside.text(INSIDE.name)} of ${inside.text(INSIDE.city)}, ${JSON.stringify(whole())}`;

  test.each([
    ['{"who":{"name":"li","home":{"city":"Oslo"}}}', 'li of Oslo, {"name":"li","home":{"city":"Oslo"}}'],
    ['{"who":{"name":7}}', 'undefined of undefined, {"name":7}'],
    ['{"who":"li"}', 'undefined of undefined, "li"'],
    ['{"who":null}', 'undefined of undefined, undefined'],
    ['{}', 'undefined of undefined, undefined'],
  ])('of %s is %s, with nothing to report', (record, expected) => {
    const read = reader();
    for (let times = 0; times < 3; times++) {
      const view = read(record);
      expect(view.derivedFrom(FIELDS.who, INSIDE, spell)).toBe(expected);
      expect(view.takeIssues()).toEqual([]);
    }
  });

  test('is made once for the same bytes', () => {
    const read = reader();
    let made = 0;
    const count = (): number => ++made;
    const derived = ['{"who":{"a":1}}', '{"who":{"a":2}}', '{"who":{"a":1}}'].map((record) =>
      read(record).derivedFrom(FIELDS.who, INSIDE, count),
    );
    expect(derived).toEqual([1, 2, 1]);
  });

  test.each([
    ['{"who":{"name":"\\q"}}', 'syntax'],
    ['{"who":{"name":"l\xff"}}', 'encoding'],
    ['{"who":{"name":"li","in no projection":"\\q"}}', 'syntax'],
    ['{"who":{"name":"li","in no projection":"l\xff"}}', 'encoding'],
  ])('of %s is reported each time, of the field as a whole', (record, code) => {
    const read = reader();
    for (let times = 0; times < 2; times++) {
      const view = read(record);
      view.derivedFrom(FIELDS.who, INSIDE, spell);
      expect(view.takeIssues()).toMatchObject([{ path: 'who', code }]);
    }
  });
});

describe('a long object met before is passed over', () => {
  const long = (name: string): string => `{"about":"${'x'.repeat(300)}","name":"${name}"}`;
  const name = (inside: RecordView): string | undefined => inside.text(INSIDE.name);
  const nameAgain = (inside: RecordView): string => `again ${inside.text(INSIDE.name)}`;

  test('and gives what it gave', () => {
    const read = reader();
    const records = ['li', 'bo', 'li', 'li', 'bo'].map((who) => [who, `{"who":${long(who)},"things":[1]}`]);
    for (const [who = '', record = ''] of records) {
      const view = read(record);
      expect(view.derivedFrom(FIELDS.who, INSIDE, name)).toBe(who);
      expect(view.derivedFrom(FIELDS.who, INSIDE, nameAgain)).toBe(`again ${who}`);
      expect(view.json(FIELDS.things)).toEqual([1]);
    }
  });

  test('but of a key that comes twice the last one counts', () => {
    const read = reader();
    const derive = (record: string) => read(record).derivedFrom(FIELDS.who, INSIDE, name);
    derive(`{"who":${long('li')}}`);
    expect(derive(`{"who":${long('li')},"who":${long('bo')}}`)).toBe('bo');
    expect(derive(`{"who":${long('bo')},"who":${long('li')}}`)).toBe('li');
    expect(derive(`{"who":${long('li')},"who":{"name":"mo"}}`)).toBe('mo');
    expect(derive(`{"who":${long('li')},"who":null}`)).toBe(undefined);
  });
});

describe('a derivation from each element of a list', () => {
  const write = (element: unknown): string => JSON.stringify(element);

  test.each<[string, string[]]>([
    ['{"things":[{"a":"]"}, 7 ,"x",[1,2],null]}', ['{"a":"]"}', '7', '"x"', '[1,2]', 'null']],
    ['{"things":[1,2,3,4,5,6]}', ['1', '2', '3', '4', '5']],
    ['{"things":[ ]}', []],
    ['{"things":{"a":1}}', []],
    ['{}', []],
  ])('of %s is %j', (record, expected) => {
    const read = reader();
    for (let times = 0; times < 3; times++) {
      const view = read(record);
      expect(view.derivedEach(FIELDS.things, write, 5)).toEqual(expected);
      expect(view.takeIssues()).toEqual([]);
    }
  });

  test('is empty and reported where the list is no JSON', () => {
    const view = reader()('{"things":[1 2]}');
    expect(view.derivedEach(FIELDS.things, write, 5)).toEqual([]);
    expect(view.takeIssues()).toMatchObject([{ path: 'things', code: 'syntax' }]);
  });
});
