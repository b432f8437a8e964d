import { expect, test } from 'vitest';
import { eventsInOrder } from '../../src/app/events.ts';
import { scan } from '../../src/app/scan.ts';
import { THRESHOLDS } from '../../src/contract/thresholds.ts';
import type { WeightName } from '../../src/contract/weights.ts';
import { WEIGHTS } from '../../src/contract/weights.ts';
import type { Event } from '../../src/model/event.ts';
import { askedFor, rejudge, withoutWeight, withThreshold } from './leave-one-out.ts';
import { organisation, type Size, sinceOf } from './organisation.ts';
import { withSimulated } from './simulated.ts';

const WEEK: Size = { days: 7, scale: 1, history: 3, dataEvents: false };

test('judging kept events again says what a scan of the files says, with every weight, without one and with a threshold moved', async () => {
  await withSimulated({ ...organisation(1, WEEK), estates: [] }, async ({ request, listing }) => {
    const since = sinceOf(WEEK);
    const events: Event[] = [];
    await eventsInOrder(request, () => Promise.resolve({ take: (event) => void events.push(event) }));
    const again = () => JSON.stringify(rejudge(events, request.context, since));
    const scanned = async () => {
      const { result } = await scan({ ...request, listing, since, minLevel: 'low' });
      return JSON.stringify({ findings: result.findings, incidents: result.incidents });
    };
    const reported = (json: string) => {
      const { findings, incidents } = JSON.parse(json);
      return JSON.stringify({ findings, incidents });
    };

    const { result: whole, asked } = askedFor(again);
    expect(reported(whole)).toBe(await scanned());
    expect(again()).toBe(whole);

    const heavy: readonly WeightName[] = ['off-workload', 'someone-else', 'high-value'];
    for (const name of heavy) {
      expect(asked).toContain(name);
      const { bits } = WEIGHTS[name];
      const without = withoutWeight(name, again);
      expect(WEIGHTS[name].bits).toBe(bits);
      Object.assign(WEIGHTS[name], { bits: 0 });
      const rescanned = await scanned();
      Object.assign(WEIGHTS[name], { bits });
      expect(reported(without)).toBe(rescanned);
      expect(without).not.toBe(whole);
    }

    const without = withThreshold('wholeOddity', 12, again);
    expect(THRESHOLDS.wholeOddity.bits).toBe(8);
    Object.assign(THRESHOLDS.wholeOddity, { bits: 12 });
    const rescanned = await scanned();
    Object.assign(THRESHOLDS.wholeOddity, { bits: 8 });
    expect(reported(without)).toBe(rescanned);
    expect(without).not.toBe(whole);

    const unasked = (['tor-network', 'hidden-address'] as const).filter((name) => !asked.has(name));
    expect(unasked).not.toEqual([]);
    for (const name of unasked) expect(withoutWeight(name, again)).toBe(whole);
  });
}, 120_000);
