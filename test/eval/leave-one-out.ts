/**
 * What each weight and threshold contributes: the events of one seed are read once and judged again and again, each
 * time with one thing left out. Nothing is approximated: judging begins with the first event, so what a weight does
 * on the way (suspicion, what is not learned) counts, too. It refuses to judge whether a weight is right.
 */

import { ANALYTICS } from '../../src/analytics/index.ts';
import { eventsInOrder } from '../../src/app/events.ts';
import {
  FEATURE_GROUPS,
  type FeatureGroup,
  NO_SURPRISE,
  type Surprise,
} from '../../src/baseline/surprise.ts';
import type { SurpriseOf } from '../../src/baseline/view.ts';
import type { Analytic } from '../../src/contract/analytic.ts';
import type { Context } from '../../src/contract/context.ts';
import { LEVEL_BITS, SURPRISE_CAP, WEIGHTS, type WeightName } from '../../src/contract/weights.ts';
import { createEngine, step, teach } from '../../src/engine/engine.ts';
import { outcome } from '../../src/engine/outcome.ts';
import type { Event } from '../../src/model/event.ts';
import { readLabels } from './labelled.ts';
import { atLeast, type Score, score } from './measure.ts';
import { organisation, type Size, sinceOf } from './organisation.ts';
import { withSimulated } from './simulated.ts';

/** What is compared, added up over campaigns or days. */
export interface Figures {
  readonly medium: number;
  readonly high: number;
  /** Shares added up. */
  readonly completeness: number;
  readonly falseMedium: number;
  readonly falseHigh: number;
}

export interface LeftOut {
  readonly what: string;
  /** Bits it stands for, in words; empty where it has none of its own. */
  readonly bits: string;
  readonly figures: Figures;
}

export interface SeedContributions {
  readonly seed: number;
  readonly campaigns: number;
  readonly days: number;
  readonly events: number;
  /** With everything. */
  readonly whole: Figures;
  readonly without: readonly LeftOut[];
  readonly problems: number;
  /** Of judging, all times together. */
  readonly milliseconds: number;
}

const NAMES = Object.keys(WEIGHTS).filter((name): name is WeightName => Object.hasOwn(WEIGHTS, name));
/** Bits by which the thresholds of levels, and the cap of surprise, are moved. */
const SHIFT = 2;

export function contributions(seed: number, size: Size): Promise<SeedContributions> {
  return withSimulated(organisation(seed, size), async ({ request, listing, labels }) => {
    const labelled = readLabels(labels);
    const events: Event[] = [];
    const taker = { take: (event: Event) => void events.push(event) };
    const { outcomes } = await eventsInOrder(request, () => Promise.resolve(taker));
    const since = sinceOf(size);
    const days = size.days - size.history;
    const measured = (analytics: readonly Analytic[] = ANALYTICS): Figures => {
      const result = rejudge(events, request.context, since, analytics);
      return figuresOf(score({ seed, ...result, events: events.length, principals: 0, days }, labelled));
    };
    const began = performance.now();
    const { result: whole, asked } = askedFor(() => measured());
    return {
      seed,
      campaigns: labelled.campaigns.length,
      days,
      events: events.length,
      whole,
      without: [...weightsLeftOut(asked, measured), ...othersLeftOut(measured)],
      problems: listing.length + outcomes.reduce((total, { problems }) => total + problems.length, 0),
      milliseconds: performance.now() - began,
    };
  });
}

/** As a scan judges events that were read before. */
export function rejudge(
  events: readonly Event[],
  context: Context,
  since: number,
  analytics: readonly Analytic[] = ANALYTICS,
) {
  const engine = createEngine(analytics, context, 'low');
  for (const event of events) {
    if (event.time < since) teach(engine, event);
    else step(engine, event, { report: true });
  }
  return outcome(engine);
}

/** Runs with the weight at no bits. */
export function withoutWeight<T>(name: WeightName, run: () => T): T {
  const { bits } = WEIGHTS[name];
  Object.assign(WEIGHTS[name], { bits: 0 });
  try {
    return run();
  } finally {
    Object.assign(WEIGHTS[name], { bits });
  }
}

/** The result, and which weights anything asked for on the way: the others cannot have made a difference. */
export function askedFor<T>(run: () => T): { readonly result: T; readonly asked: ReadonlySet<WeightName> } {
  const asked = new Set<WeightName>();
  const before = new Map(NAMES.map((name) => [name, WEIGHTS[name].bits]));
  const shared = { enumerable: true, configurable: true };
  for (const [name, bits] of before) {
    const get = (): number => {
      asked.add(name);
      return bits;
    };
    Object.defineProperty(WEIGHTS[name], 'bits', { ...shared, get });
  }
  try {
    return { result: run(), asked };
  } finally {
    for (const [name, value] of before)
      Object.defineProperty(WEIGHTS[name], 'bits', { ...shared, value, writable: true });
  }
}

function weightsLeftOut(asked: ReadonlySet<WeightName>, measured: () => Figures): LeftOut[] {
  return NAMES.filter((name) => asked.has(name)).map((name) => ({
    what: name,
    bits: String(WEIGHTS[name].bits),
    figures: withoutWeight(name, measured),
  }));
}

/** What is no fixed weight: surprise, floors of detections, the bits a level begins at. */
function othersLeftOut(measured: (analytics?: readonly Analytic[]) => Figures): LeftOut[] {
  return [
    ...FEATURE_GROUPS.map((group) => ({
      what: `surprise: ${group}`,
      bits: `≤ ${SURPRISE_CAP}`,
      figures: measured(ANALYTICS.map((each) => blindTo(each, group))),
    })),
    {
      what: `surprise capped at ${SURPRISE_CAP - SHIFT} bits`,
      bits: String(SURPRISE_CAP),
      figures: measured(ANALYTICS.map(lessSurprised)),
    },
    { what: 'floors of detections', bits: '', figures: measured(ANALYTICS.map(withoutFloors)) },
    ...(['medium', 'high'] as const).flatMap((level) =>
      [-SHIFT, SHIFT].map((by) => {
        const bits = LEVEL_BITS[level];
        Object.assign(LEVEL_BITS, { [level]: bits + by });
        try {
          return { what: `${level} from ${bits + by} bits`, bits: String(bits), figures: measured() };
        } finally {
          Object.assign(LEVEL_BITS, { [level]: bits });
        }
      }),
    ),
  ];
}

/** Judges as if nothing of the group had ever been learned. */
function blindTo(analytic: Analytic, group: FeatureGroup): Analytic {
  return answered(analytic, (asked, answer) => (asked === group ? NO_SURPRISE : answer()));
}

function lessSurprised(analytic: Analytic): Analytic {
  return answered(analytic, (_, answer) => {
    const { bits, feature, value, never, unseen, confidence } = answer();
    return {
      ...{ feature, value, never, confidence, normal: '' },
      ...(unseen === undefined ? {} : { unseen }),
      bits: Math.min(bits, SURPRISE_CAP - SHIFT),
    };
  });
}

/** The analytic with another answer to what it asks about habits. */
function answered(
  analytic: Analytic,
  instead: (asked: FeatureGroup, answer: () => Surprise) => Surprise,
): Analytic {
  const view = (surprise: SurpriseOf): SurpriseOf => ({
    of: (group) => instead(group, () => surprise.of(group)),
    get principal() {
      return surprise.principal;
    },
    get organisation() {
      return surprise.organisation;
    },
    get company() {
      return surprise.company;
    },
  });
  return {
    ...analytic,
    judge: (event, at) => analytic.judge(event, { ...at, surprise: view(at.surprise) }),
  };
}

function withoutFloors(analytic: Analytic): Analytic {
  const detections = Object.entries(analytic.detections).map(([name, { floor: _, ...rest }]) => [name, rest]);
  return { ...analytic, detections: Object.fromEntries(detections) };
}

function figuresOf({ campaigns, falseFindings }: Score): Figures {
  const found = (least: 'medium' | 'high'): number =>
    campaigns.filter(({ level }) => atLeast(level, least)).length;
  const wrong = (least: 'medium' | 'high'): number =>
    falseFindings.filter(({ level }) => atLeast(level, least)).length;
  return {
    medium: found('medium'),
    high: found('high'),
    completeness: campaigns.reduce((total, each) => total + each.completeness, 0),
    falseMedium: wrong('medium'),
    falseHigh: wrong('high'),
  };
}
