/** A NAT gateway is replaced: half of production calls from another address from then on. */

import type { Surprise } from '../stage.ts';
import { WORLD } from '../world.ts';
import { dayFor } from './calendar.ts';
import { since } from './workloads.ts';

export const natChange: Surprise = {
  id: 'nat-change',
  change: (organisation) => {
    if (organisation.span === undefined) return organisation;
    const { natProd } = organisation.networks;
    const day = dayFor(organisation, 'nat-change', 0);
    const workloads = since(
      organisation.workloads,
      ({ network, exit }) => network === natProd && exit === 1,
      day,
      () => ({ network: WORLD.awsProdNew }),
    );
    return { ...organisation, workloads };
  },
};
