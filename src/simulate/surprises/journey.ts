/** An engineer works from a hotel abroad for three days, at times without the VPN. */

import type { Surprise } from '../stage.ts';

const TRAVELLER = 4;

export const journey: Surprise = {
  id: 'journey',
  change: (organisation) => ({
    ...organisation,
    people: organisation.people.map((person) =>
      person.number === TRAVELLER
        ? { ...person, journeys: [{ fromDay: 1, toDay: 3, network: organisation.networks.guests[0] }] }
        : person,
    ),
  }),
};
