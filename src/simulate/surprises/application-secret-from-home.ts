/** The owner of an application renews its secret in the evening, from home, outside of the usual turn. */

import type { Surprise } from '../stage.ts';
import { chanceOf, dayFor } from './calendar.ts';

const ID = 'application-secret-from-home';

export const applicationSecretFromHome: Surprise = {
  id: ID,
  change: (organisation) => {
    const { microsoft } = organisation;
    const chance = chanceOf(organisation, ID);
    if (microsoft === undefined || chance === undefined) return organisation;
    const chosen = chance.pick(
      microsoft.applications.filter(({ credential }) => credential === 'clientSecret'),
    );
    const renewalFromHome = dayFor(organisation, ID, 0);
    const applications = microsoft.applications.map((each) =>
      each === chosen ? { ...each, renewalFromHome } : each,
    );
    return { ...organisation, microsoft: { ...microsoft, applications } };
  },
};
