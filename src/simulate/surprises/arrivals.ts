/** People who were not here before: a batch of new hires, a consultant abroad. */

import type { Surprise } from '../stage.ts';
import { WORLD } from '../world.ts';
import { dayFor, newcomer } from './calendar.ts';

export const hireBatch: Surprise = {
  id: 'hire-batch',
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const startsOn = dayFor(organisation, 'hire-batch', 0);
    const count = random.between(2, 3 + Math.min(6, Math.floor(organisation.people.length / 40)));
    const hires = Array.from({ length: count }, (_, n) =>
      newcomer(organisation, n, random.fork(n), {
        startsOn,
        duty: random.chance(0.8) ? 'engineer' : 'analyst',
      }),
    );
    return { ...organisation, people: [...organisation.people, ...hires] };
  },
};

export const consultant: Surprise = {
  id: 'consultant',
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const desk = { zone: -3, office: WORLD.consultant, home: WORLD.consultant };
    const startsOn = dayFor(organisation, 'consultant', 0);
    const who = newcomer(organisation, 0, random, { ...desk, startsOn, duty: 'engineer' });
    const { mobile: _, ...rest } = who;
    return { ...organisation, people: [...organisation.people, rest] };
  },
};
