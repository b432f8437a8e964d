/**
 * The bundled example: one week of Acme with its surprises and one intrusion at the weekend. Gives the files as
 * text; `scripts/write-example.ts` writes them to `examples/acme`.
 */

import { stolenInstanceRole } from './campaigns/stolen-instance-role/index.ts';
import type { DeliveredFile } from './delivery.ts';
import { deliver, digest } from './delivery.ts';
import { ACCOUNTS, HOME_REGION } from './organisation.ts';
import type { Simulation } from './simulate.ts';
import { simulate } from './simulate.ts';
import type { Label } from './stage.ts';
import { EXAMPLE_SURPRISES } from './surprises/index.ts';

export const EXAMPLE: Simulation = {
  seed: 'acme',
  start: Date.UTC(2026, 2, 2),
  days: 7,
  scale: 1,
  dataEvents: false,
  surprises: EXAMPLE_SURPRISES,
  campaigns: [stolenInstanceRole],
  firstIntrusionDay: 5,
  stealthy: false,
};

export interface Example {
  readonly files: readonly DeliveredFile[];
  readonly labels: readonly Label[];
}

export function example(): Example {
  const days = [...simulate(EXAMPLE)];
  return {
    files: [
      ...days.flatMap((day) => deliver(day.records, { recordsPerFile: 10_000, gathered: true })),
      digest(ACCOUNTS.shared, HOME_REGION, '2026-03-07T09:00:00Z'),
    ],
    labels: days.flatMap((day) => day.labels),
  };
}

/** One label per line. */
export function labelsText(labels: readonly Label[]): string {
  return labels.map((label) => `${JSON.stringify(label)}\n`).join('');
}
