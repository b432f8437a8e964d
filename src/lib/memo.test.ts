import { expect, test } from 'vitest';
import { memo } from './memo.ts';

test('a question asked again is not computed again', () => {
  const asked: string[] = [];
  const answer = remembering(10, asked);
  expect(answer('a')).toBe(answer('a'));
  expect(asked).toEqual(['a']);
});

test('what is in use survives any number of strangers, and strangers are forgotten', () => {
  const asked: string[] = [];
  const answer = remembering(20, asked);
  for (let stranger = 0; stranger < 1_000; stranger += 1) {
    answer('regular');
    answer(`stranger-${stranger}`);
  }
  answer('stranger-0');
  expect(asked.filter((key) => key === 'regular')).toHaveLength(1);
  expect(asked.filter((key) => key === 'stranger-0')).toHaveLength(2);
});

function remembering(capacity: number, asked: string[]): (key: string) => { key: string } {
  const recall = memo<{ key: string }>(capacity);
  return (key) =>
    recall(key, () => {
      asked.push(key);
      return { key };
    });
}
