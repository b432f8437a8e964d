/** Engineers change teams: an administrator puts them in another group, and they have another permission set. */

import { addressIn } from '../networks.ts';
import { ACCOUNTS, type Duty, HOME_REGION } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';
import { chanceOf, isAdministrator, isEngineer, personFor, workdays } from './calendar.ts';
import { administratorAt } from './cloud-session.ts';

const ID = 'team-moves';
const DUTIES: readonly Duty[] = ['security', 'analyst', 'administrator'];

export const teamMoves: Surprise = {
  id: ID,
  change: (organisation) => ({
    ...organisation,
    people: organisation.people.map((person) => {
      const own = chanceOf(organisation, `${ID}/${person.login}`);
      const days = workdays(organisation);
      if (own?.chance(0.04) !== true || !isEngineer(person) || days.length === 0) return person;
      return { ...person, moves: { fromDay: own.pick(days), duty: own.pick(DUTIES) } };
    }),
  }),
  happen: (stage) => {
    const { organisation, day, random } = stage;
    const moving = organisation.people.filter(({ moves }) => moves?.fromDay === day.index + 1);
    const administrator = personFor(organisation, `${ID} ${day.index}`, 0, isAdministrator);
    if (moving.length === 0 || administrator === undefined) return;
    const at = day.start + Math.floor((14.5 - administrator.zone) * HOUR);
    const ip = addressIn(administrator.office, administrator.number % 3);
    const act = administratorAt(stage, administrator, ACCOUNTS.shared, at, ip);
    for (const [n, person] of moving.entries()) {
      act(at + (n + 1) * MINUTE, {
        operation: 'identitystore:CreateGroupMembership',
        region: HOME_REGION,
        request: {
          identityStoreId: 'd-9067example',
          groupId: random.uuid(),
          memberId: { userId: person.id },
        },
      });
    }
  },
};
