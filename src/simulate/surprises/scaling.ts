/** Auto Scaling adds instances for a busy day or two, and one day a whole family gets a new image. */

import type { Organisation, Workload } from '../organisation.ts';
import type { Random } from '../random.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, dayFor, workdays } from './calendar.ts';
import { scale } from './instance-replacement.ts';
import { since } from './workloads.ts';

const WAVE = 'reporting-batch';
const ID = 'scaling';

export const scaling: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const day = dayFor(organisation, ID, 0) + 1;
    const renewed = since(
      organisation.workloads,
      (workload) => isOf(workload, WAVE),
      day,
      (workload) => fresh(random.fork(workload.id)),
    );
    return { ...organisation, workloads: [...renewed, ...guests(organisation, random)] };
  },
  happen: (stage) => {
    if (stage.organisation.span !== undefined) scaleDay(stage);
  },
};

/** Instances that come for a day or two. */
function guests(organisation: Organisation, random: Random): Workload[] {
  const families = organisation.workloads.filter(
    ({ kind, toDay }) => kind === 'instance' && toDay === Number.POSITIVE_INFINITY,
  );
  const chance = chanceOf(organisation, `${ID} guests`);
  if (chance === undefined) return [];
  return workdays(organisation).flatMap((fromDay) => {
    if (!chance.chance(0.25)) return [];
    const like = chance.pick(families);
    const count = chance.between(1, 3);
    const toDay = fromDay + chance.between(0, 1);
    return Array.from({ length: count }, (_, n) => ({
      ...like,
      ...fresh(random.fork('guest', fromDay, n)),
      fromDay,
      toDay,
    }));
  });
}

function fresh(random: Random): Pick<Workload, 'id' | 'keySeed'> {
  return { id: `i-${random.hex(17)}`, keySeed: random.hex(16) };
}

function isOf({ name, kind }: Workload, family: string): boolean {
  return kind === 'instance' && (name === family || name.startsWith(`${family}-`));
}

/** What the service logs late on the eve of a new instance's first day. */
function scaleDay(stage: Stage): void {
  const { organisation, day, random } = stage;
  const running = new Set(
    organisation.workloads.flatMap(({ id, fromDay }) => (fromDay <= day.index ? [id] : [])),
  );
  const coming = organisation.workloads.filter(
    ({ id, kind, fromDay }) => kind === 'instance' && fromDay === day.index + 1 && !running.has(id),
  );
  const replacing = stage.day.index === dayFor(organisation, ID, 0);
  for (const workload of coming) {
    // The one of `instance-replacement` is told there.
    if (workload.toDay === Number.POSITIVE_INFINITY && !(replacing && isOf(workload, WAVE))) continue;
    const at = day.start + DAY - HOUR + random.between(0, 50) * MINUTE;
    scale(stage, at, workload, undefined);
  }
}
