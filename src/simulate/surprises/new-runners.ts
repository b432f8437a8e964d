/** The CI provider opens a new network; half of Friday's jobs run there. */

import type { Surprise } from '../stage.ts';

export const newRunners: Surprise = {
  id: 'new-runners',
  change: (organisation) => ({
    ...organisation,
    ciNetworks: [
      ...organisation.ciNetworks,
      { network: organisation.networks.ciNew, fromDay: 4, share: 0.5 },
    ],
  }),
};
