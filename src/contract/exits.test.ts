import { expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { NO_SURPRISE } from '../baseline/surprise.ts';
import { createRecallStore, RecallView } from '../engine/recall.ts';
import type { Client } from '../model/event.ts';
import type { SurpriseView } from './analytic.ts';
import { isExit, isRelay, rememberExit, wasSharedExit } from './exits.ts';

const NOWHERE: Client = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };

test.each([
  ['vpn', true],
  ['cloud', true],
  ['declared', true],
  ['private', true],
  ['internet', false],
  ['hosting', false],
] as const)('a network of kind %s explains a distance: %s', (networkKind, relay) => {
  expect(isRelay({ ...NOWHERE, networkKind })).toBe(relay);
});

test('a block where four peers were seen stays an exit for a month', () => {
  const client = { ...NOWHERE, prefix: '203.0.113.0/24' };
  const event = sampleEvent({ client });
  const recall = new RecallView(createRecallStore());
  recall.now = event.time;
  rememberExit(event, recall, surpriseWith(3));
  expect(wasSharedExit(client, recall)).toBe(false);
  rememberExit(event, recall, surpriseWith(4));
  expect(wasSharedExit(client, recall)).toBe(true);
  expect(wasSharedExit({ prefix: '198.51.100.0/24' }, recall)).toBe(false);
  expect(wasSharedExit({}, recall)).toBe(false);
  expect(isExit(event, recall, surpriseWith(0))).toBe(true);
  recall.now = event.time + 31 * 86_400_000;
  expect(wasSharedExit(client, recall)).toBe(false);
});

function surpriseWith(company: number): SurpriseView {
  const history = { calls: 0, days: 0 };
  return { of: () => NO_SURPRISE, principal: history, organisation: history, company };
}
