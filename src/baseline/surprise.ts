/** The answer of a baseline: how surprising, and what normal looks like in words. */

export const FEATURE_GROUPS = ['where', 'with', 'what', 'whom', 'when'] as const;
/** Groups of features that say much the same; within one the greatest surprise counts, across them they add. */
export type FeatureGroup = (typeof FEATURE_GROUPS)[number];

export interface Surprise {
  /** −log2 P, capped; 0 when the event has no such feature or nothing was learned yet. */
  readonly bits: number;
  /** The feature that decided, e.g. `network`, `country`, `operation`; empty when none. */
  readonly feature: string;
  readonly value: string;
  /** True when the principal itself was never seen with this value. */
  readonly never: boolean;
  /** Every feature of the group, deciding or not, with whose value the principal was never seen. */
  readonly unseen?: readonly string[];
  /** Account of normal: "never in 4,210 calls over 61 days; peers 0 of 12; organisation 3 of 1,204 principal-days". */
  readonly normal: string;
  /** 0 … 1: how far the principal's own history carries the answer. */
  readonly confidence: number;
  /** To be told that the account will be quoted: of an event that is judged again, it stays as it is now. */
  settle?(): void;
}

export const NO_SURPRISE: Surprise = {
  bits: 0,
  feature: '',
  value: '',
  never: false,
  normal: 'nothing learned yet',
  confidence: 0,
};

/** The same answer with fewer bits. */
export function lessened(surprise: Surprise, bits: number): Surprise {
  surprise.settle?.();
  return new Lessened(surprise, bits);
}

/** A class, because a spread would write the account of normal, which asks every peer and is seldom read. */
class Lessened implements Surprise {
  readonly bits: number;
  readonly feature: string;
  readonly value: string;
  readonly never: boolean;
  readonly unseen: readonly string[];
  readonly confidence: number;
  private readonly whole: Surprise;

  constructor(whole: Surprise, bits: number) {
    this.bits = bits;
    this.feature = whole.feature;
    this.value = whole.value;
    this.never = whole.never;
    this.unseen = whole.unseen ?? [];
    this.confidence = whole.confidence;
    this.whole = whole;
  }

  get normal(): string {
    return this.whole.normal;
  }
}
