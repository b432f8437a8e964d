/** The CI provider opens a new network; from then on half of the jobs run there. */

import type { Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

export const newRunners: Surprise = {
  id: 'new-runners',
  change: (organisation) => ({
    ...organisation,
    ciNetworks: [
      ...organisation.ciNetworks,
      {
        network: organisation.networks.ciNew,
        fromDay: dayFor(organisation, 'new-runners', 4),
        share: 0.5,
      },
    ],
  }),
};
