import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipText, displayWidth, padText, terminalSafeJson, wrapText } from './terminal.ts';
import { escapeControls } from './text.ts';

test('terminal-safe JSON holds no control character and parses back to the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 2 }), (text, indent) => {
      const json = terminalSafeJson({ text }, indent);
      expect(escapeControls(json.replaceAll('\n', ''))).toBe(json.replaceAll('\n', ''));
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
      const text = escapeControls(raw);
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
