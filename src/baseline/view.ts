/**
 * A baseline asked about one event: each feature group answered once, the account of normal written only when
 * somebody reads it. What was answered stays as it was, even after the baseline has learned the event.
 */

import type { Event } from '../model/event.ts';
import type { Baseline } from './baseline.ts';
import { FEATURES, type Features, featuresOf } from './features.ts';
import { companyAt, organisationWith, peersWith, surpriseOf, usualValues } from './query.ts';
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

export function surpriseView(baseline: Baseline, event: Event, cap: number): SurpriseOf {
  return new View(baseline, event, cap);
}

/** A class, because one is made for every judged event and most are asked nothing. */
class View implements SurpriseOf {
  private readonly baseline: Baseline;
  private readonly event: Event;
  private readonly cap: number;
  private features: Features | undefined;
  private answers: Map<FeatureGroup, Surprise> | undefined;

  constructor(baseline: Baseline, event: Event, cap: number) {
    this.baseline = baseline;
    this.event = event;
    this.cap = cap;
  }

  of(group: FeatureGroup): Surprise {
    this.answers ??= new Map();
    let answer = this.answers.get(group);
    if (answer === undefined) {
      this.features ??= featuresOf(this.event);
      answer = greatest(this.baseline, this.event, this.features, group, this.cap);
      this.answers.set(group, answer);
    }
    return answer;
  }

  get principal(): History {
    return historyOf(this.baseline.principals.get(this.event.principal.uid));
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
  features: Features,
  group: FeatureGroup,
  cap: number,
): Surprise {
  let best: Surprise = NO_SURPRISE;
  let most = -1;
  const unseen: string[] = [];
  for (let feature = 0; feature < FEATURES.length; feature++) {
    const definition = FEATURES[feature];
    const value = features[feature];
    if (definition?.group !== group || value === undefined) continue;
    const { bits, never, observations } = surpriseOf(baseline, event.principal, feature, value, event.time);
    if (never) unseen.push(definition.name);
    if (bits <= most) continue;
    most = bits;
    let normal: string | undefined;
    best = {
      bits: Math.min(cap, Math.round(bits * 10) / 10),
      feature: definition.name,
      value,
      never,
      unseen,
      confidence: observations / (observations + HALF_CONFIDENT),
      get normal() {
        normal ??= accountOfNormal(baseline, event, feature, value, never);
        return normal;
      },
    };
  }
  return best;
}

function accountOfNormal(
  baseline: Baseline,
  event: Event,
  feature: number,
  value: string,
  never: boolean,
): string {
  const history = historyOf(baseline.principals.get(event.principal.uid));
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
