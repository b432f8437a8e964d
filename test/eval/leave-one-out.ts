/**
 * What each weight and threshold contributes: the events of one seed are read once and judged again and again, each
 * time with one thing left out. Nothing is approximated: judging begins with the first event, so what a weight does
 * on the way (suspicion, what is not learned) counts, too. It refuses to judge whether a weight is right.
 */

import { ANALYTICS } from '../../src/analytics/index.ts';
import { eventsInOrder } from '../../src/app/events.ts';
import { FEATURE_GROUPS, type FeatureGroup, NO_SURPRISE } from '../../src/baseline/surprise.ts';
import type { SurpriseOf } from '../../src/baseline/view.ts';
import type { Analytic } from '../../src/contract/analytic.ts';
import type { Context } from '../../src/contract/context.ts';
import { LEVEL_BITS, THRESHOLDS, type ThresholdName } from '../../src/contract/thresholds.ts';
import { WEIGHTS, type WeightName } from '../../src/contract/weights.ts';
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
/** Bits by which the thresholds of levels, and others in bits, are moved. */
const SHIFT = 2;

/** The thresholds of most consequence in another place, or where they stop or excuse nothing. */
const MOVED: readonly { readonly name: ThresholdName; readonly to: number; readonly what: string }[] = [
  ...[
    moved('surprise', 'surprise capped at', [-SHIFT]),
    moved('oddity', 'an oddity from', [-SHIFT, SHIFT]),
    moved('wholeOddity', 'one oddity alone at most', [-SHIFT, SHIFT]),
    moved('doubtfulMint', 'doubtful mint from', [-SHIFT, SHIFT]),
    moved('everyday', 'everyday variation below', [-SHIFT]),
  ].flat(),
  { name: 'renumbered', to: Infinity, what: 'another block of a known provider in full' },
  { name: 'oddityOfReset', to: THRESHOLDS.wholeOddity.bits, what: 'one oddity of a reset as of any act' },
  { name: 'joinedRead', to: Infinity, what: 'a read joined in full' },
  { name: 'sharedExit', to: Infinity, what: 'no exit known as shared' },
  { name: 'habit', to: Infinity, what: 'no act known as a habit' },
  { name: 'ownAddress', to: Infinity, what: 'no address known as the organisation’s' },
];

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

/** Runs with the threshold, in whatever unit, elsewhere. */
export function withThreshold<T>(name: ThresholdName, to: number, run: () => T): T {
  const { because: _, ...numbers } = THRESHOLDS[name];
  Object.assign(THRESHOLDS[name], Object.fromEntries(Object.keys(numbers).map((unit) => [unit, to])));
  try {
    return run();
  } finally {
    Object.assign(THRESHOLDS[name], numbers);
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

/** What is no fixed weight: surprise, floors of detections, thresholds, the bits a level begins at. */
function othersLeftOut(measured: (analytics?: readonly Analytic[]) => Figures): LeftOut[] {
  return [
    ...FEATURE_GROUPS.map((group) => ({
      what: `surprise: ${group}`,
      bits: `≤ ${THRESHOLDS.surprise.bits}`,
      figures: measured(ANALYTICS.map((each) => blindTo(each, group))),
    })),
    { what: 'floors of detections', bits: '', figures: measured(ANALYTICS.map(withoutFloors)) },
    ...MOVED.map(({ name, to, what }) => ({
      what,
      bits: inWords(name),
      figures: withThreshold(name, to, measured),
    })),
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

type ShiftedName = 'surprise' | 'oddity' | 'wholeOddity' | 'doubtfulMint' | 'everyday';

function moved(name: ShiftedName, what: string, shifts: readonly number[]) {
  return shifts.map((by) => {
    const to = THRESHOLDS[name].bits + by;
    return { name, to, what: `${what} ${to} bits` };
  });
}

/** What the threshold is; the unit is said where it is not bits. */
function inWords(name: ThresholdName): string {
  const { because: _, ...numbers } = THRESHOLDS[name];
  return Object.entries(numbers)
    .map(([unit, number]) => (unit === 'bits' ? String(number) : `${number} ${unit}`))
    .join(', ');
}

/** Judges as if nothing of the group had ever been learned. */
function blindTo(analytic: Analytic, group: FeatureGroup): Analytic {
  const view = (surprise: SurpriseOf): SurpriseOf => ({
    of: (asked) => (asked === group ? NO_SURPRISE : surprise.of(asked)),
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
