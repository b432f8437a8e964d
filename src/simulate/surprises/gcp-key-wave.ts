/** All keys of service accounts are renewed on one day, also those nobody has touched for years. */

import type { Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const ID = 'gcp-key-wave';

export const gcpKeyWave: Surprise = {
  id: ID,
  change: (organisation) => {
    const { gcp, span } = organisation;
    if (gcp === undefined || span === undefined) return organisation;
    const wave = dayFor(organisation, ID, 0);
    return { ...organisation, gcp: { ...gcp, holders: gcp.holders.map((holder) => ({ ...holder, wave })) } };
  },
};
