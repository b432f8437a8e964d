import { expect, test } from 'vitest';
import type { Event } from '../../model/event.ts';
import { eventsOf } from '../../simulate/timeline/events.ts';
import { roleOf } from './pairs.ts';

function mint(given: { targets?: { kind: string; uid: string }[]; holder?: string }): Event {
  const issues =
    given.holder === undefined
      ? []
      : [{ uid: 'ASIAEXAMPLE000000001', kind: 'session-token', holder: given.holder }];
  const step = { at: '2026-03-02 09:00', call: 'sts:AssumeRole', targets: given.targets ?? [], issues };
  const [event] = eventsOf({ about: '', events: [step] });
  if (event === undefined) throw new Error('no event');
  return event;
}

const ROLE = 'arn:aws:iam::111122223333:role/ops/payments';

test.each([
  ['the role asked for, when the answer is missing', { targets: [{ kind: 'role', uid: ROLE }] }, ROLE],
  [
    'the role asked for, whatever the session calls itself',
    { targets: [{ kind: 'role', uid: ROLE }], holder: 'person/payments/x@example.com' },
    ROLE,
  ],
  [
    'the role behind a person',
    { holder: 'person/developer/alice@example.com' },
    'arn:aws:iam::111122223333:role/developer',
  ],
  ['the holder', { holder: 'role/dev' }, 'arn:aws:iam::111122223333:role/dev'],
  ['nothing', {}, undefined],
])('a mint is about %s', (_, given, uid) => {
  expect(roleOf(mint(given))?.uid).toBe(uid);
});
