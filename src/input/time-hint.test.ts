import { expect, test } from 'vitest';
import { earliestEventBy } from './time-hint.ts';

const HOUR = 3_600_000;
const MARCH_2 = Date.UTC(2026, 2, 2);

test.each([
  ['AWSLogs/o-exampleorgid/111122223333/CloudTrail/eu-west-1/2026/03/02/file.json.gz', MARCH_2 - HOUR],
  ['2026/03/02/file.json', MARCH_2 - HOUR],
  ['insights-activity-logs/y=2026/m=03/d=02/h=10/m=00/PT1H.json', MARCH_2 - HOUR],
  ['flat/111122223333_CloudTrail_eu-west-1_20260302T0910Z_abcdefghijklmnop.json.gz', MARCH_2 - HOUR],
  ['flat/events.json', undefined],
  ['12345/67/89', undefined],
  ['-', undefined],
])('the path %s promises no event before %s', (path, earliest) => {
  expect(earliestEventBy(path)).toBe(earliest);
});

test('a folder of the day outranks the delivery time in the name', () => {
  expect(earliestEventBy('2026/03/02/111122223333_CloudTrail_eu-west-1_20260309T0910Z_a.json')).toBe(
    MARCH_2 - HOUR,
  );
});
