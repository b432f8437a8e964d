import { expect, test } from 'vitest';
import { section, withSection } from './measurements.ts';

const DOCUMENT = 'Before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nAfter\n';

test('a section is replaced and everything around it stays', () => {
  const written = withSection(DOCUMENT, 'bench', '| a | b |');
  expect(written).toBe('Before\n<!-- bench:begin -->\n| a | b |\n<!-- bench:end -->\nAfter\n');
  expect(section(written, 'bench')).toBe('| a | b |');
});

test('writing the same section again changes nothing', () => {
  const once = withSection(DOCUMENT, 'bench', 'new');
  expect(withSection(once, 'bench', 'new')).toBe(once);
});

test.each([
  ['without markers', 'text'],
  ['with markers the wrong way round', '<!-- bench:end --><!-- bench:begin -->'],
  ['with the section twice', DOCUMENT + DOCUMENT],
])('a document %s is refused', (_, document) => {
  expect(() => withSection(document, 'bench', 'new')).toThrow('bench:begin');
});
