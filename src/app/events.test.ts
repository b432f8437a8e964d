import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { record } from '../../test/harness/cloudtrail.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { EMPTY_CONTEXT } from '../config/context.ts';
import { listInputs } from '../input/list.ts';
import type { Event } from '../model/event.ts';
import { eventsInOrder } from './events.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-events-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Four days of three calls each. */
const DAYS = ['02', '03', '04', '05'].map((day) => ({
  day,
  records: ['01', '09', '17'].map((hour) => record(`2026-03-${day}T${hour}:00:00Z`)),
}));

/** `day` says under which day's folder a day's file is put; undefined puts it under none. */
async function read(name: string, day: (day: string) => string | undefined) {
  for (const { day: of, records } of DAYS) {
    const under = day(of);
    const path = join(FOLDER, name, under === undefined ? '' : `2026/03/${under}`, `${of}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ Records: records }));
  }
  const { files } = listInputs([join(FOLDER, name)]);
  const beginnings: { events: Event[]; readWhenFirstGiven: number }[] = [];
  const request = { files, config: EMPTY_CONFIG, context: EMPTY_CONTEXT, threads: 1 };
  const { taker, outcomes } = await eventsInOrder(request, async () => {
    const kept = { events: [] as Event[], readWhenFirstGiven: 0 };
    beginnings.push(kept);
    return {
      ...kept,
      take(event: Event, total: number) {
        if (kept.events.length === 0) kept.readWhenFirstGiven = total;
        kept.events.push(event);
      },
    };
  });
  const last = beginnings.at(-1);
  return {
    uids: taker.events.map(({ uid }) => uid),
    beginnings: beginnings.length,
    early: last?.readWhenFirstGiven,
    outcomes,
  };
}

const EXPECTED = DAYS.flatMap(({ records }) => records.map((each) => each['eventID']));

test('a day is given out before later days are read', async () => {
  const { uids, beginnings, early } = await read('honest', (day) => day);
  expect(uids).toEqual(EXPECTED);
  expect(beginnings).toBe(1);
  expect(early).toBeLessThan(EXPECTED.length);
});

test('without days in the paths all is read first', async () => {
  const { uids, beginnings, early } = await read('flat', () => undefined);
  expect(uids).toEqual(EXPECTED);
  expect(beginnings).toBe(1);
  expect(early).toBe(EXPECTED.length);
});

test('a file with older events than its path says starts everything again, and nothing is lost or doubled', async () => {
  const { uids, beginnings, early, outcomes } = await read('misfiled', (day) => (day === '02' ? '05' : day));
  expect(uids).toEqual(EXPECTED);
  expect(beginnings).toBe(2);
  expect(early).toBe(EXPECTED.length);
  expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
});
