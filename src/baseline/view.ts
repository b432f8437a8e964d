/**
 * A baseline asked about one event: each feature group answered once, the account of normal written only when
 * somebody reads it. What was answered stays as it was, even after the baseline has learned the event.
 */

import type { Event } from '../model/event.ts';
import { type Baseline, knownHabits } from './baseline.ts';
import { FEATURES_OF, nameOf, valueIn } from './features.ts';
import {
  companyAt,
  hasShown,
  organisationWith,
  peersWith,
  surpriseOf,
  type Unusual,
  usualValues,
} from './query.ts';
import { type FeatureGroup, NO_SURPRISE, type Surprise } from './surprise.ts';

const HOURS_A_DAY = 24;
const HOUR = 3_600_000;

/** Observations (principal-hours) at which a principal's own history carries an answer by half. */
const HALF_CONFIDENT = 8;

/** How much history an answer rests on. */
export interface History {
  readonly calls: number;
  /** Days between the first and the last event learned. */
  readonly days: number;
  /** Epoch ms of the hour of the last event learned; absent without any. */
  readonly last?: number;
}

export interface SurpriseOf {
  of(group: FeatureGroup): Surprise;
  /** What the principal itself has taught so far. */
  readonly principal: History;
  /** What everybody together has taught so far. */
  readonly organisation: History;
  /** Peers of the principal, itself left out, that were seen at the event's address prefix. */
  readonly company: number;
}

/**
 * @param cap most bits of an answer
 * @param lasting whether it is asked once more when the baseline has gone on: what was answered and quoted stays as it was
 */
export function surpriseView(baseline: Baseline, event: Event, cap: number, lasting = true): SurpriseOf {
  return new View(baseline, event, cap, lasting);
}

/** A class, because one is made for every judged event and most are asked little. */
class View implements SurpriseOf {
  private readonly baseline: Baseline;
  private readonly event: Event;
  private readonly cap: number;
  private readonly lasting: boolean;
  private readonly answers: Record<FeatureGroup, Surprise | undefined> = {
    where: undefined,
    with: undefined,
    what: undefined,
    whom: undefined,
    when: undefined,
  };

  constructor(baseline: Baseline, event: Event, cap: number, lasting: boolean) {
    this.baseline = baseline;
    this.event = event;
    this.cap = cap;
    this.lasting = lasting;
  }

  of(group: FeatureGroup): Surprise {
    let answer = this.answers[group];
    if (answer === undefined) {
      answer = this.answer(FEATURES_OF[group]);
      this.answers[group] = answer;
    }
    return answer;
  }

  private answer(features: readonly number[]): Surprise {
    const { baseline, event, cap, lasting } = this;
    if (!lasting && hasShown(baseline, event, features)) return new Familiar(baseline, event, features, cap);
    return greatest(baseline, event, features, cap, lasting);
  }

  get principal(): History {
    return historyOf(knownHabits(this.baseline, this.event.principal));
  }

  get organisation(): History {
    return historyOf(this.baseline.organisation);
  }

  get company(): number {
    const { prefix } = this.event.client;
    return prefix === undefined ? 0 : companyAt(this.baseline, this.event.principal, prefix);
  }
}

function historyOf(habits: { calls: number; firstHour: number; lastHour: number } | undefined): History {
  if (habits === undefined || habits.calls === 0) return { calls: 0, days: 0 };
  const { calls, firstHour, lastHour } = habits;
  return { calls, days: (lastHour - firstHour) / HOURS_A_DAY, last: lastHour * HOUR };
}

function greatest(
  baseline: Baseline,
  event: Event,
  features: readonly number[],
  cap: number,
  lasting: boolean,
): Surprise {
  let most: Unusual | undefined;
  let decisive = 0;
  let unseen = NONE;
  for (const feature of features) {
    const value = valueIn(event, feature);
    if (value === undefined) continue;
    const unusual = surpriseOf(baseline, event.principal, feature, value, event.time);
    if (unusual.never) unseen = [...unseen, nameOf(feature)];
    if (most !== undefined && unusual.bits <= most.bits) continue;
    most = unusual;
    decisive = feature;
  }
  if (most === undefined) return NO_SURPRISE;
  return new Answer(baseline, event, decisive, most, unseen, cap, lasting);
}

const NONE: readonly string[] = [];

/**
 * All of it was seen of the principal before. How usual it is, is asked of few: most only ask whether it was never seen.
 * Not for events that are judged again, when the baseline has gone on.
 */
class Familiar implements Surprise {
  readonly never = false;
  readonly unseen = NONE;
  private readonly baseline: Baseline;
  private readonly event: Event;
  private readonly features: readonly number[];
  private readonly cap: number;
  private answered: Surprise | undefined;

  constructor(baseline: Baseline, event: Event, features: readonly number[], cap: number) {
    this.baseline = baseline;
    this.event = event;
    this.features = features;
    this.cap = cap;
    this.answered = undefined;
  }

  get bits(): number {
    return this.answer().bits;
  }

  get feature(): string {
    return this.answer().feature;
  }

  get value(): string {
    return this.answer().value;
  }

  get confidence(): number {
    return this.answer().confidence;
  }

  get normal(): string {
    return this.answer().normal;
  }

  private answer(): Surprise {
    this.answered ??= greatest(this.baseline, this.event, this.features, this.cap, false);
    return this.answered;
  }
}

/** A class, because of the account of normal: it asks every peer, and is read of few answers. */
class Answer implements Surprise {
  readonly bits: number;
  readonly feature: string;
  readonly value: string;
  readonly never: boolean;
  readonly unseen: readonly string[];
  readonly confidence: number;
  private readonly baseline: Baseline;
  private readonly event: Event;
  private readonly place: number;
  private readonly lasting: boolean;
  private account: string | undefined;

  constructor(
    baseline: Baseline,
    event: Event,
    place: number,
    { bits, never, observations }: Unusual,
    unseen: readonly string[],
    cap: number,
    lasting: boolean,
  ) {
    this.bits = Math.min(cap, Math.round(bits * 10) / 10);
    this.feature = nameOf(place);
    this.value = valueIn(event, place) ?? '';
    this.never = never;
    this.unseen = unseen;
    this.confidence = observations / (observations + HALF_CONFIDENT);
    this.baseline = baseline;
    this.event = event;
    this.place = place;
    this.lasting = lasting;
    this.account = undefined;
  }

  get normal(): string {
    this.account ??= accountOfNormal(this.baseline, this.event, this.place, this.value, this.never);
    return this.account;
  }

  settle(): void {
    if (this.lasting)
      this.account ??= accountOfNormal(this.baseline, this.event, this.place, this.value, this.never);
  }
}

function accountOfNormal(
  baseline: Baseline,
  event: Event,
  feature: number,
  value: string,
  never: boolean,
): string {
  const history = historyOf(knownHabits(baseline, event.principal));
  const [peersSeen, peers] = peersWith(baseline, event.principal, feature, value);
  const [seen, all] = organisationWith(baseline, feature, value, event.time);
  const own =
    history.calls === 0
      ? 'first call of this principal'
      : `${never ? 'never' : 'seen before'} in ${thousands(history.calls)} ${history.calls === 1 ? 'call' : 'calls'} over ${span(history.days)}`;
  const usual = usualValues(baseline, event.principal, feature, 3);
  const instead = never && usual.length > 0 ? ` (usually ${usual.join(', ')})` : '';
  return `${own}${instead}; peers ${peersSeen} of ${peers}; organisation ${thousands(Math.round(seen))} of ${thousands(Math.round(all))} principal-days`;
}

function span(days: number): string {
  if (days < 2) return `${Math.max(1, Math.round(days * 24))} h`;
  return `${Math.round(days)} days`;
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
