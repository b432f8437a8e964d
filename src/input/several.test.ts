import { expect, test } from 'vitest';
import { fakeSource } from '../../test/harness/fake-source.ts';
import type { NormalisedEvent, Source } from '../contract/source.ts';
import { createReader } from './read.ts';

/** Gives an event for each name a record lists, as activities of several events do. */
const several: Source = {
  ...fakeSource,
  normalise(record) {
    const made = fakeSource.normalise(record);
    if (Array.isArray(made) || !('uid' in made)) return made;
    const event: NormalisedEvent = made;
    return event.principal.name
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => (name === 'nobody' ? { skip: 'nobody' } : { ...event, uid: `${event.uid}-${name}` }));
  },
};

test('a record may tell of several events, which share its place; one that tells of none is skipped', () => {
  const lines = ['ann bob', 'ann nobody', ''].map((name, at) =>
    JSON.stringify({ id: `r${at}`, when: at, who: { name } }),
  );
  const events: string[] = [];
  const report = createReader([several]).readBuffers([Buffer.from(lines.join('\n'))], 'several', 0, {
    event: ({ uid, place }) => void events.push(`${uid} at ${place.record}`),
    problem: () => undefined,
  });
  expect(events).toEqual(['r0-ann at 1', 'r0-bob at 1', 'r1-ann at 2']);
  expect(report).toMatchObject({
    records: 3,
    events: 3,
    skipped: { nobody: 1, 'record without an event': 1 },
  });
});
