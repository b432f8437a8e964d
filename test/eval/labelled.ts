/** What the labels of a simulation say of event uids, and which steps of which campaign there are to be found. */

import type { Label } from '../../src/simulate/stage.ts';

export interface Labelled {
  /** By event uid. */
  readonly byEvent: ReadonlyMap<string, Label>;
  readonly campaigns: readonly CampaignLabels[];
}

export interface CampaignLabels {
  readonly id: string;
  /** Epoch ms. */
  readonly began: number;
  /** Steps that at least one analytic covers, in order. */
  readonly steps: readonly number[];
  readonly analytics: readonly string[];
}

export function readLabels(labels: readonly Label[]): Labelled {
  const ids = [...new Set(labels.map(({ campaign }) => campaign))].sort();
  return {
    byEvent: new Map(labels.map((label) => [label.eventID, label])),
    campaigns: ids.map((id) => {
      const own = labels.filter(({ campaign }) => campaign === id);
      const covered = own.filter(({ analytics }) => analytics.length > 0);
      return {
        id,
        began: Math.min(...own.map(({ eventTime }) => Date.parse(eventTime))),
        steps: [...new Set(covered.map(({ step }) => step))].sort((a, b) => a - b),
        analytics: [...new Set(covered.flatMap(({ analytics }) => analytics))].sort(),
      };
    }),
  };
}
