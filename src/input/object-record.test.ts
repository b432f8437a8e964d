import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flag, json, number, projection, type RecordView, text } from '../contract/projection.ts';
import { span } from './byte-map.ts';
import { ObjectRecord } from './object-record.ts';
import { compilePaths } from './path-trie.ts';
import { ScannedRecord } from './record-view.ts';
import { RecordScanner } from './scan-json.ts';

const FIELDS = projection({
  a: text('a'),
  b: number('b'),
  c: flag('c'),
  inner: text('d.a'),
  deep: number('d.d.b'),
  d: json('d'),
  dotted: json('d.e\\.f'),
});
const INSIDE = projection({ a: text('a'), b: number('d.b') });

interface View extends RecordView {
  takeIssues(): readonly unknown[];
}

/** Everything a source could ask of a record. */
function asked(view: View): unknown {
  const said = {
    a: view.text(FIELDS.a),
    b: view.number(FIELDS.b),
    c: view.flag(FIELDS.c),
    inner: view.text(FIELDS.inner),
    deep: view.number(FIELDS.deep),
    d: view.json(FIELDS.d),
    dotted: view.json(FIELDS.dotted),
    derived: view.derived(FIELDS.d, spell),
    from: view.derivedFrom(FIELDS.d, INSIDE, look),
    each: view.derivedEach(FIELDS.d, spell, 3),
    eachFrom: view.derivedEachFrom(FIELDS.d, INSIDE, look, 3),
  };
  return { said, issues: view.takeIssues() };
}

const spell = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
const look = (inside: RecordView, whole: () => unknown): unknown => [
  inside.text(INSIDE.a),
  inside.number(INSIDE.b),
  whole(),
];

const key = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'e.f');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1.5, 1e300, '', 'x', 'é\n\ud800', [], {}),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(key, tie('any')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
})).object;

test('an object is seen as its JSON would be, now and again', () => {
  const fields = Object.values(FIELDS);
  const scanner = new RecordScanner(fields.length, 20);
  const scanned = new ScannedRecord(scanner, FIELDS);
  const root = compilePaths(fields);
  const shown = new ObjectRecord(FIELDS);
  fc.assert(
    fc.property(value, (record) => {
      const bytes = Buffer.from(`${JSON.stringify(record)}\0`);
      scanner.use(span(bytes), bytes.length - 1);
      expect(scanner.scan(root, 0)).toBe(bytes.length - 1);
      shown.show(JSON.parse(JSON.stringify(record)));
      const expected = asked(scanned);
      expect(asked(shown)).toEqual(expected);
      expect(asked(shown)).toEqual(expected);
    }),
    { numRuns: 1000, seed: 11 },
  );
});

test('members of a prototype and of lists are not in the record', () => {
  const fields = projection({ a: json('constructor'), b: json('list.length'), c: json('list.0') });
  const view = new ObjectRecord(fields);
  view.show({ list: ['x'] });
  expect([view.json(fields.a), view.json(fields.b), view.json(fields.c)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a derivation is made once for equal values, and forgets before it fills the memory', () => {
  const fields = projection({ who: json('who') });
  const view = new ObjectRecord(fields);
  let made = 0;
  const count = (): number => ++made;
  const derive = (who: unknown): number => {
    view.show({ who });
    return view.derived(fields.who, count);
  };
  expect([derive({ a: 1 }), derive({ a: 2 }), derive({ a: 1 })]).toEqual([1, 2, 1]);
  for (let i = 0; i < 20_000; i++) derive(`made ${i}`);
  expect(derive({ a: 1 })).toBeGreaterThan(2);
});
