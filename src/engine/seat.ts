/**
 * An analytic at work: its parameters, its memory, and the context it judges with. The context is one object,
 * refilled for each event: analytics must not keep it, and with millions of events a new one each time is felt.
 */

import { NO_SURPRISE } from '../baseline/surprise.ts';
import type { Analytic, Freshness, JudgeContext, LineageView, SurpriseView } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import { parameterValues } from '../contract/parameter.ts';
import type { Event } from '../model/event.ts';
import type { Judgement } from '../model/finding.ts';
import { createRecallStore, type RecallStore, RecallView } from './recall.ts';

export interface Seat {
  readonly analytic: Analytic;
  readonly store: RecallStore;
  readonly recall: RecallView;
  readonly at: { -readonly [K in keyof JudgeContext]: JudgeContext[K] };
}

export function createSeat(analytic: Analytic, context: Context, lineage: LineageView): Seat {
  const store = createRecallStore();
  const recall = new RecallView(store);
  const parameters = parameterValues(analytic.parameters, context.parameters(analytic.attack));
  const at = {
    parameters,
    context,
    lineage,
    surprise: NOTHING_ASKED,
    recall,
    fresh: NOTHING_FRESH,
    again: false,
  };
  return { analytic, store, recall, at };
}

export function judgeAt(
  seat: Seat,
  event: Event,
  surprise: SurpriseView,
  fresh: Freshness,
  again: boolean,
): readonly Judgement[] {
  const { at, recall } = seat;
  recall.now = event.time;
  at.surprise = surprise;
  at.fresh = fresh;
  at.again = again;
  return seat.analytic.judge(event, at);
}

const NOTHING_FRESH: Freshness = { credential: false, network: false, agent: false, back: false };
const NOTHING_ASKED: SurpriseView = {
  of: () => NO_SURPRISE,
  principal: { calls: 0, days: 0 },
  organisation: { calls: 0, days: 0 },
  company: 0,
};
