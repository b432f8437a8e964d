import { describe, expect, test } from 'vitest';
import { readHead } from './head.ts';

const record = { id: 1, tags: [{ k: 'v' }] };
const many = Array.from({ length: 2000 }, (_, id) => ({ id, noise: 'x'.repeat(100) }));

describe('readHead', () => {
  test.each([
    ['a record', JSON.stringify(record), ['id', 'tags'], { id: 1 }],
    ['lines', `${JSON.stringify(record)}\n{"id":2}`, ['id', 'tags'], { id: 1 }],
    ['an array', JSON.stringify([record]), ['id', 'tags'], { id: 1 }],
    ['an envelope', JSON.stringify({ Records: [{ id: 7, more: 'of it' }] }), ['Records'], { id: 7 }],
    ['a large envelope', JSON.stringify({ v: 1, Records: many }), ['v', 'Records'], { id: 0 }],
    ['a large array', JSON.stringify(many), ['id', 'noise'], { id: 0 }],
    ['an envelope cut short', '{"a":{"x":[{}]},"Records":[{"id":5},{"id":6', ['a', 'Records'], { id: 5 }],
    ['a record behind a byte that is cut', '{"id":3}{"id":4,"x":"\\', ['id'], { id: 3 }],
  ])('of %s gives the keys and the first record', (_name, text, keys, first) => {
    const head = readHead(Buffer.from(text));
    expect(head.keys).toEqual(keys);
    expect(head.samples[0]).toMatchObject(first);
    expect(head.columns).toEqual([]);
  });

  test.each([
    ['an object longer than the head', `{"id":"${'x'.repeat(100_000)}"}`, ['id']],
    ['an array of numbers', '[1,2,3]', []],
    ['broken JSON', '{"id":x}', ['id']],
    ['nothing', '', []],
  ])('of %s gives no samples', (_name, text, keys) => {
    const head = readHead(Buffer.from(text));
    expect(head.samples).toEqual([]);
    expect(head.keys).toEqual(keys);
  });

  test.each([
    ['that begins in the middle of a record', `"x":1}\n${JSON.stringify(record)}\n`],
    ['whose first line is cut short', `{"id":9,"x":[\n${JSON.stringify(record)}\n`],
    ['whose first line is cut inside a text', `{"id":9,"x":"cut\n${JSON.stringify(record)}\n`],
    ['whose first line is no JSON', `{oops}\nnot this\n${JSON.stringify(record)}\n`],
  ])('of a file %s shows the first record that is whole', (_name, text) => {
    expect(readHead(Buffer.from(text)).samples[0]).toEqual(record);
  });

  test('a head of nothing but beginnings costs no more than a few looks', () => {
    const began = performance.now();
    for (let round = 0; round < 20; round++) readHead(Buffer.from('{"a":[\n'.repeat(9000)));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  const envelope = { v: 1, Records: [{ id: 1 }, { id: 2 }, 'no object'] };

  test.each([
    ['an envelope', JSON.stringify(envelope), [{ id: 1 }, { id: 2 }, envelope]],
    ['an envelope of many', JSON.stringify({ R: many.slice(0, 5) }), many.slice(0, 4)],
    ['a key that comes twice', '{"R":[{"id":1}],"R":[{"id":2}]}', [{ id: 1 }, { id: 2 }, { R: [{ id: 2 }] }]],
    ['an element that is no JSON', '{"R":[{"id":x},{"id":2}]}', [{ id: 2 }]],
    ['a record with a list', JSON.stringify(record), [record, { k: 'v' }]],
  ])('of a small file with %s shows the objects in it and itself', (_name, text, samples) => {
    expect(readHead(Buffer.from(text)).samples).toEqual(samples);
  });

  test.each([
    ['id,when,name\n1,2,3', ['id', 'when', 'name']],
    ['"TimeGenerated [UTC]";"Operation name";x\r\n', ['TimeGenerated [UTC]', 'Operation name', 'x']],
    ['a\tb', ['a', 'b']],
    ['one column\n1', []],
    ['word\n{"a":1}', []],
    ['eventJson\r\n"{""a"":1}"', ['eventJson']],
    ['"eventjson"\n"{""a"":1}"\n', ['eventjson']],
    ['same,same\n', []],
    ['1,2,3\n', []],
    ['{"a":1,"b":2}', []],
    ['Dear reader,\n', []],
  ])('of %j reads the columns %j', (text, columns) => {
    expect(readHead(Buffer.from(text)).columns).toEqual(columns);
  });
});
