import { expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { createDelays } from './delivery-delays.ts';

const NAME = '111122223333_CloudTrail_eu-west-1_20260302T0905Z_x1Y2z3A4b5C6d7E8.json.gz';
const SOURCE = 'aws-cloudtrail';

/** Delays of events at these times of the morning of 2 March, all in the file of that name. */
function delaysOf(name: string, ...times: readonly string[]) {
  const delays = createDelays([{ path: `AWSLogs/${name}`, size: 1, baseline: false }]);
  for (const time of times)
    delays.take(sampleEvent({ time: Date.parse(`2026-03-02T${time}Z`), place: { file: 0, record: 1 } }));
  return delays.of(SOURCE);
}

test('half, nearly all and all are told in minutes from the event to the file', () => {
  const times = ['09:04:50', '09:03:10', '09:01:00', '08:55:00'];
  expect(delaysOf(NAME, ...times)).toEqual({ events: 4, half: 2, most: 10, all: 10 });
});

test('what was delivered within its minute was not delivered before it', () => {
  expect(delaysOf(NAME, '09:05:40')).toEqual({ events: 1, half: 0, most: 0, all: 0 });
});

test.each([
  ['is not CloudTrail’s', 'copy.json.gz', '09:00:00'],
  ['lies before what is in it', NAME, '11:00:00'],
])('nothing is told by a name that %s', (_, name, time) => {
  expect(delaysOf(name, time)).toBeUndefined();
});
