/** What the labels of a simulation say of event uids, and which steps of which campaign there are to be found. */

import type { Label } from '../../src/simulate/stage.ts';

export interface Labelled {
  /** By event uid. */
  readonly byEvent: ReadonlyMap<string, Label>;
  readonly campaigns: readonly CampaignLabels[];
}

export interface CampaignLabels {
  readonly id: string;
  readonly stealthy: boolean;
  /** Epoch ms. */
  readonly began: number;
  /** Steps that at least one analytic covers, in order. */
  readonly steps: readonly number[];
  /** Of them those that each analytic covers, by ATT&CK id. */
  readonly stepsOf: ReadonlyMap<string, readonly number[]>;
}

export function readLabels(labels: readonly Label[]): Labelled {
  const ids = [...new Set(labels.map(({ campaign }) => campaign))].sort();
  return {
    byEvent: new Map(labels.map((label) => [label.eventID, label])),
    campaigns: ids.map((id) => {
      const own = labels.filter(({ campaign }) => campaign === id);
      const named = [...new Set(own.flatMap(({ analytics }) => analytics))].sort();
      return {
        id,
        stealthy: own.some(({ stealthy }) => stealthy === true),
        began: Math.min(...own.map(({ eventTime }) => Date.parse(eventTime))),
        steps: stepsIn(own.filter(({ analytics }) => analytics.length > 0)),
        stepsOf: new Map(
          named.map((analytic) => [
            analytic,
            stepsIn(own.filter(({ analytics }) => analytics.includes(analytic))),
          ]),
        ),
      };
    }),
  };
}

function stepsIn(labels: readonly Label[]): number[] {
  return [...new Set(labels.map(({ step }) => step))].sort((a, b) => a - b);
}
