import { describe, expect, test } from 'vitest';
import { eventsInOrder } from '../../src/app/events.ts';
import type { Event } from '../../src/model/event.ts';
import type { Simulation } from '../../src/simulate/simulate.ts';
import { organisation, SMALL } from './organisation.ts';
import { withSimulated } from './simulated.ts';

describe.each([
  { name: 'in a hurry', seed: 1, stealthy: false },
  { name: 'patient', seed: 2, stealthy: true },
])('a simulated organisation whose intruders are $name', ({ seed, stealthy }) => {
  const read = readBack({ ...organisation(seed, SMALL), stealthy });

  test('is read without a problem, and every record once', async () => {
    const { problems, duplicate } = await read;
    expect(problems).toEqual([]);
    expect(duplicate).toBe(0);
  }, 120_000);

  test('has every labelled event, under the uid of its label', async () => {
    const { sources, labels } = await read;
    expect(labels.length).toBeGreaterThan(30);
    expect(labels.filter(({ log, eventID }) => sources.get(eventID) !== log)).toEqual([]);
  }, 120_000);
});

/** As a user reads it: from the files, with its own context file. */
function readBack(simulation: Simulation) {
  return withSimulated(simulation, async ({ request, listing, labels }) => {
    const sources = new Map<string, string>();
    const taker = { take: ({ uid, source }: Event) => void sources.set(uid, source) };
    const { outcomes, duplicate } = await eventsInOrder(request, () => Promise.resolve(taker));
    const problems = [...listing, ...outcomes.flatMap((each) => each.problems)];
    return { problems, duplicate, sources, labels };
  });
}
