/** Azure's gateway gets another address, from a range nobody has declared: all machines behind it call from there. */

import type { Surprise } from '../stage.ts';
import { FURTHER } from '../world.ts';
import { dayFor } from './calendar.ts';

const ID = 'azure-nat-change';

export const azureNatChange: Surprise = {
  id: ID,
  change: (organisation) => {
    const { microsoft, span } = organisation;
    if (microsoft === undefined || span === undefined) return organisation;
    const gateway = { network: FURTHER.azureNatNew, fromDay: dayFor(organisation, ID, 0) };
    return { ...organisation, microsoft: { ...microsoft, gateways: [...microsoft.gateways, gateway] } };
  },
};
