import { expect, test } from 'vitest';
import { code, md, textOf } from './mark.ts';

test.each([
  ['a heading', '# title', '\\# title'],
  ['HTML', '<img src=x>', '\\<img src=x\\>'],
  ['a link', '[a](https://example.com)', '\\[a\\](https&#58;//example.com)'],
  ['a bare link', 'see www.example.com', 'see www&#46;example.com'],
  ['a mention', 'ask @alice', 'ask &#64;alice'],
  ['an issue number', 'see #12', 'see \\#12'],
  ['a cell', 'a | b', 'a \\| b'],
  ['a list item', '- a', '\\- a'],
  ['a numbered item', '1. a', '1\\. a'],
  ['a code block', '      a', ' a'],
  ['a line break', 'a\nb', 'a\\\\u000ab'],
  ['an entity', '&lt;', '&amp;lt;'],
])('%s in a log is only text', (_, text, expected) => {
  expect(textOf(md`${text}`)).toBe(expected);
});

test('ids are code, unless they hold what code cannot', () => {
  expect(textOf(code('arn:aws:iam::111122223333:user/alice'))).toBe('`arn:aws:iam::111122223333:user/alice`');
  expect(textOf(code('a`b|c'))).toBe('a\\`b\\|c');
});
