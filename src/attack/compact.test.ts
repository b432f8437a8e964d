import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactDocument } from './compact.ts';

function compact(text: string): string[] | string {
  const document = compactDocument(Buffer.from(text));
  return 'code' in document ? document.code : document.objects.map((json) => json.toString('utf8'));
}

describe('an object’s compact form', () => {
  test.each([
    ['keeps the order of members', '{"objects":[{ "b" : 1 , "a" : 2 }]}', '{"b":1,"a":2}'],
    [
      'keeps numbers as written',
      '{"objects":[{"n":[1.0, 1e3 ,-0, 12345678901234567890]}]}',
      '{"n":[1.0,1e3,-0,12345678901234567890]}',
    ],
    ['keeps a member that comes twice', '{"objects":[{"a":1, "a":2}]}', '{"a":1,"a":2}'],
    [
      'keeps white space and brackets inside strings',
      '{"objects":[{"t":" a { [ ] } , \\" "}]}',
      '{"t":" a { [ ] } , \\" "}',
    ],
    [
      'undoes escapes JSON does not need',
      '{"objects":[{"t":"caf\\u00e9 \\/ \\ud83d\\ude00"}]}',
      '{"t":"café / 😀"}',
    ],
    ['keeps escapes JSON needs', '{"objects":[{"t":"\\u0001\\n\\u0022"}]}', '{"t":"\\u0001\\n\\""}'],
    ['keeps half a surrogate pair', '{"objects":[{"t":"\\uD800"}]}', '{"t":"\\ud800"}'],
    ['keeps empty lists and objects', '{"objects":[{"a":[],"b":{ }}]}', '{"a":[],"b":{}}'],
  ])('%s', (_, text, expected) => {
    expect(compact(text)).toEqual([expected]);
  });

  test('hashes as JSON.stringify of the object does, however the document is written', () => {
    const json = fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => !/^\d+$/.test(key)),
      fc.jsonValue({ noUnicodeString: false }),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(
        fc.array(json, { minLength: 1, maxLength: 5 }),
        fc.nat(4),
        fc.boolean(),
        (objects, indent, escaped) => {
          const plain = objects.map((each) => JSON.stringify(JSON.parse(JSON.stringify(each))));
          const pretty = JSON.stringify({ type: 'bundle', objects }, undefined, indent);
          const text = escaped
            ? pretty.replace(
                /[\u0080-\uffff]/g,
                (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
              )
            : pretty;
          const document = compactDocument(Buffer.from(text));
          if ('code' in document) throw new Error(document.message);
          expect(document.objects.map((each) => hash('sha256', each, 'hex'))).toEqual(
            plain.map((each) => hash('sha256', Buffer.from(each), 'hex')),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['a byte order mark before it', '\ufeff{"objects":[{"a":1}]}', ['{"a":1}']],
  [
    'other members before and after',
    '{"type":"bundle","x":{"objects":[1]},"objects":[{"a":1}],"z":[2]}',
    ['{"a":1}'],
  ],
  ['no objects at all', '{"objects":[]}', []],
  ['one object instead of a bundle', ' { "type" : "tool" } ', ['{"type":"tool"}']],
])('a document with %s', (_, text, expected) => {
  expect(compact(text)).toEqual(expected);
});

test.each([
  ['', 'foreign'],
  ['[1]', 'foreign'],
  ['name,value', 'foreign'],
  ['{"objects":[{"a":1}', 'truncated'],
  ['{"objects":[{"a":"b', 'truncated'],
  ['{"objects":[{"a":1},', 'truncated'],
  ['{"type"', 'truncated'],
  ['{"objects":[{"a":1} {"b":2}]}', 'syntax'],
  ['{"objects":[{"a":1}]} more', 'syntax'],
  ['{objects:[]}', 'syntax'],
  ['{"objects":[{"a":"\\u00zz"}]}', 'syntax'],
  ['{"objects":[],"objects":[]}', 'syntax'],
  [`{"objects":[${'['.repeat(150)}${']'.repeat(150)}]}`, 'too-deep'],
])('%s is refused as %s', (text, code) => {
  expect(compact(text)).toBe(code);
});

test('whatever the bytes, the answer is a document or a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(compactDocument(bytes)).toBeTypeOf('object');
    }),
  );
  const whole = '{"type":"bundle","objects":[{"type":"tool","n":[1,{"a":"\\u00e9"}]}]}';
  for (let length = 0; length < whole.length; length++)
    expect(typeof compact(whole.slice(0, length))).toBe('string');
});
