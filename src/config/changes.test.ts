import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../contract/context.ts';
import type { Event } from '../model/event.ts';
import { compileChanges } from './changes.ts';

const CHANGE: Change = {
  id: 'CHG-1',
  actor: 'bob@example.com',
  target: 'arn:aws:iam::111122223333:user/backup',
  action: 'iam:CreateAccessKey',
  from: Date.parse('2026-03-02T08:00Z'),
  to: Date.parse('2026-03-02T10:00Z'),
  approvedBy: undefined,
};

const EVENT: Event = {
  uid: 'e1',
  time: Date.parse('2026-03-02T09:00Z'),
  source: 'aws-cloudtrail',
  provider: 'aws',
  scope: '111122223333',
  region: undefined,
  operation: 'iam:CreateAccessKey',
  action: 'credential.create',
  outcome: 'success',
  error: undefined,
  access: 'unknown',
  principal: {
    uid: 'arn:aws:iam::111122223333:user/bob',
    kind: 'user',
    name: 'bob@example.com',
    scope: '111122223333',
  },
  credential: undefined,
  session: undefined,
  client: { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined },
  targets: [{ kind: 'user', uid: 'arn:aws:iam::111122223333:user/backup', name: 'backup' }],
  issued: [],
  subject: undefined,
  details: {},
  pair: undefined,
  place: { file: 0, record: 1 },
};
const MALLORY = { ...EVENT.principal, uid: 'arn:aws:iam::111122223333:user/mallory', name: 'mallory' };

function on(change: Partial<Change>, event: Partial<Event>) {
  return compileChanges([{ ...CHANGE, ...change }])({ ...EVENT, ...event });
}

test.each<[string, Partial<Change>, Partial<Event>]>([
  ['everything fits', {}, {}],
  ['it names no target and no action', { target: undefined, action: undefined }, {}],
  ['the actor is a pattern over the uid', { actor: 'arn:aws:iam::*:user/bob' }, {}],
  ['the action is one of ours', { action: 'credential.*' }, {}],
  ['the target is named by its name', { target: 'backup' }, {}],
  ['the target is whose credential it is', { target: 'mallory' }, { subject: MALLORY }],
  ['the event is at its first moment', {}, { time: CHANGE.from }],
  ['the event is at its last moment', {}, { time: CHANGE.to }],
  [
    'the session acts for the actor',
    {},
    {
      principal: MALLORY,
      session: {
        uid: 's',
        name: 's',
        issuedAt: undefined,
        onBehalfOf: 'bob@example.com',
        workload: undefined,
      },
    },
  ],
])('a change covers an event where %s', (_, change, event) => {
  expect(on(change, event)).toEqual({ matching: [{ ...CHANGE, ...change }], near: [] });
});

test.each<[string, Partial<Change>, Partial<Event>]>([
  ['approved for bob@example.com, done by mallory', {}, { principal: MALLORY }],
  [
    'approved for iam:CreateAccessKey, done iam:CreateLoginProfile',
    {},
    { operation: 'iam:CreateLoginProfile' },
  ],
  ['approved for restore, done to backup', { target: 'restore' }, {}],
  ['approved for restore, done to nothing named', { target: 'restore' }, { targets: [] }],
  ['approved until 2026-03-02T10:00Z, done 3 h later', {}, { time: CHANGE.to + 3 * 3_600_000 }],
  ['approved until 2026-03-02T10:00Z, done 1 min later', {}, { time: CHANGE.to + 1 }],
  ['approved from 2026-03-02T08:00Z, done 3 days earlier', {}, { time: CHANGE.from - 3 * 86_400_000 }],
  [
    'approved until 2026-03-02T10:00Z, done 30 min later',
    { target: undefined, action: undefined },
    { time: CHANGE.to + 30 * 60_000 },
  ],
])('a near miss says: %s', (mismatch, change, event) => {
  expect(on(change, event)).toEqual({ matching: [], near: [{ change: { ...CHANGE, ...change }, mismatch }] });
});

test.each<[string, Partial<Change>, Partial<Event>]>([
  ['two things do not fit', {}, { principal: MALLORY, operation: 'iam:CreateUser' }],
  ['it is over for more than a week', {}, { time: CHANGE.to + 8 * 86_400_000 }],
  [
    'somebody else works during a change that names only a person',
    { target: undefined, action: undefined },
    { principal: MALLORY },
  ],
])('a change says nothing where %s', (_, change, event) => {
  expect(on(change, event)).toEqual({ matching: [], near: [] });
});

test('of many near misses the closest in time are quoted', () => {
  const changes = [...Array(20).keys()].map((day) => {
    const from = CHANGE.from + day * 3_600_000 * 6;
    return { ...CHANGE, id: `CHG-${day}`, from: from + 3_600_000 * 2, to: from + 3_600_000 * 4 };
  });
  const { near } = compileChanges(changes)({ ...EVENT, time: CHANGE.from });
  expect(near.map(({ change }) => change.id)).toEqual(['CHG-0', 'CHG-1', 'CHG-2', 'CHG-3', 'CHG-4']);
});

test('looking only near the time of the event finds what going through all changes finds', () => {
  const day = fc.integer({ min: 0, max: 40 });
  const spans = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 20 })), { maxLength: 12 });
  fc.assert(
    fc.property(spans, day, (given, today) => {
      const changes = given.map(([start, length], index) => {
        return { ...CHANGE, id: `${index}`, from: start * 86_400_000, to: (start + length) * 86_400_000 };
      });
      const event = { ...EVENT, time: today * 86_400_000 };
      const expected = changes.flatMap((change) =>
        compileChanges([change])(event).matching.map(({ id }) => id),
      );
      const found = compileChanges(changes)(event).matching.map(({ id }) => id);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
  );
});
