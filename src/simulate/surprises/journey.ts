/** People work from a hotel abroad for some days, at times without the VPN: one in the small scenery, many in the wide. */

import type { Journey, Organisation, Person } from '../organisation.ts';
import type { Surprise } from '../stage.ts';
import { chanceOf } from './calendar.ts';

const TRAVELLER = 4;
/** Of the people in the wide scenery, who travels once. */
const SHARE = 0.08;

export const journey: Surprise = {
  id: 'journey',
  change: (organisation) => ({
    ...organisation,
    people: organisation.people.map((person) => {
      const journeys = journeysOf(organisation, person);
      return journeys.length === 0 ? person : { ...person, journeys };
    }),
  }),
};

function journeysOf(organisation: Organisation, person: Person): readonly Journey[] {
  const { networks, span } = organisation;
  const chance = chanceOf(organisation, `journey/${person.login}`);
  if (span === undefined || chance === undefined)
    return person.number === TRAVELLER ? [{ fromDay: 1, toDay: 3, network: networks.guests[0] }] : [];
  if (!chance.chance(SHARE)) return [];
  const fromDay = chance.between(1, Math.max(1, span.days - 3));
  return [{ fromDay, toDay: fromDay + chance.between(1, 5), network: chance.pick(networks.guests) }];
}
