/** The engineer on call is woken at night and looks around in production, through the VPN or from home. */

import { sit } from '../behaviours/people.ts';
import type { Organisation, Person } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';
import { chanceOf, isEngineer } from './calendar.ts';

const ON_CALL = 6;
const NIGHT = 2;
/** In the wide scenery: of all nights. */
const SHARE = 0.2;

export const nightCall: Surprise = {
  id: 'night-call',
  happen: (stage) => {
    const engineer = calledIn(stage.organisation, stage.day.index);
    if (engineer === undefined) return;
    sit(stage, engineer, stage.day.start + 2 * HOUR + 41 * MINUTE, stage.random);
  },
};

function calledIn(organisation: Organisation, day: number): Person | undefined {
  const chance = chanceOf(organisation, `night-call/${day}`);
  if (chance === undefined) return day === NIGHT ? organisation.people[ON_CALL] : undefined;
  const engineers = organisation.people.filter((person) => isEngineer(person) && person.startsOn <= day);
  return chance.chance(SHARE) ? chance.pick(engineers) : undefined;
}
