import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Content, html, textOf } from './markup.ts';

test.each<[string, Content, string]>([
  ['a text', 'a & b', 'a &amp; b'],
  ['markup out of a log', '<b onclick="x">', '&lt;b onclick=&quot;x&quot;&gt;'],
  ['a quote of each kind', `"'\``, '&quot;&#39;&#96;'],
  ['a control character', 'a\u0000\u202eb', 'a\\u0000\\u202eb'],
  ['markup made here', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
  ['a list of both', [html`<i></i>`, '<i>'], '<i></i>&lt;i&gt;'],
  ['a number', 3, '3'],
  ['nothing', undefined, ''],
])('%s is written safely', (_, content, expected) => {
  expect(textOf(html`${content}`)).toBe(expected);
});

test('what looks like markup but was not made here is text', () => {
  const forged = JSON.parse('{"markup":"<b>","0":"<b>","length":1}');
  expect(() => textOf(html`${forged}`)).toThrow();
});

test('no text opens a tag, ends an attribute or starts a reference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textOf(html`${text}`)).toMatch(/^(?:[^<>"'`&]|&(?:amp|lt|gt|quot|#39|#96);)*$/u);
    }),
  );
});
