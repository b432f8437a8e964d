import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipText, displayWidth, padText, terminalSafe, terminalSafeJson, wrapText } from './terminal.ts';

test.each([
  ['plain text', 'plain text'],
  ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['two\nlines\r\tand a tab', 'two\\nlines\\r\\tand a tab'],
  ['\u009b2J', '\\u009b2J'],
  ['role\u202egpj.exe', 'role\\u202egpj.exe'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['tag\u{e0041}', 'tag\\udb40\\udc41'],
  ['half \ud800 pair', 'half \\ud800 pair'],
  ['Zoë 東京', 'Zoë 東京'],
])('%j is shown as %j', (raw, shown) => {
  expect(terminalSafe(raw)).toBe(shown);
});

test('terminal-safe JSON holds no acting character and parses back to the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 2 }), (text, indent) => {
      const json = terminalSafeJson({ text }, indent);
      expect(terminalSafe(json.replaceAll('\n', ''))).toBe(json.replaceAll('\n', ''));
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});

test('wide characters take two cells and combining marks none', () => {
  expect(displayWidth('東京')).toBe(4);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(padText('東', 4)).toBe('東  ');
  expect(clipText('東京都庁', 5)).toBe('東京…');
});

test('wrapped lines fit the width and lose nothing but the spaces they broke at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 60 }), (raw, width) => {
      const text = terminalSafe(raw);
      const lines = wrapText(text, width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('a word longer than the width is cut at the width', () => {
  expect(wrapText('see arn:aws:iam::111122223333:role/web now', 10)).toEqual([
    'see',
    'arn:aws:ia',
    'm::1111222',
    '23333:role',
    '/web now',
  ]);
});
