/** Workloads that are another from some day on: replaced, moved to another network, or brought up to date. */

import type { Workload } from '../organisation.ts';

/** Splits those chosen at the day; what comes after is last in the list. */
export function since(
  workloads: readonly Workload[],
  chosen: (workload: Workload) => boolean,
  day: number,
  more: (workload: Workload) => Partial<Workload>,
): Workload[] {
  const [before, rest, after]: [Workload[], Workload[], Workload[]] = [[], [], []];
  for (const workload of workloads) {
    if (!chosen(workload) || workload.toDay < day) rest.push(workload);
    else {
      if (workload.fromDay < day) before.push({ ...workload, toDay: day - 1 });
      after.push({ ...workload, ...more(workload), fromDay: Math.max(day, workload.fromDay) });
    }
  }
  return [...before, ...rest, ...after];
}
