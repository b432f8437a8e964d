/** After a phishing drill the help desk gives forty and more colleagues new passwords in an afternoon. */

import { help } from '../okta/support.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import { helpdesk } from '../staff.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, changesFor, dayFor } from './calendar.ts';

const ID = 'password-drill';
const FIRST_CASE = 200;

export const passwordDrill: Surprise = {
  id: ID,
  happen: (stage) => {
    const { organisation, day } = stage;
    if (organisation.okta !== undefined && day.index === dayFor(organisation, ID, -1)) resetMany(stage);
  },
  context: (organisation, start) => {
    if (chanceOf(organisation, `${ID} announced`)?.chance(0.5) !== true) return {};
    const day = dayFor(organisation, ID, 0);
    return { changes: changesFor('CHG-2119', start, day, helpdesk(organisation), 'credential.reset') };
  },
};

function resetMany(stage: Stage): void {
  const { organisation, day, random } = stage;
  const staff = helpdesk(organisation);
  const colleagues = organisation.people.filter(
    (person) => person.startsOn <= day.index && !staff.includes(person),
  );
  const failed = colleagues
    .filter(() => random.chance(0.3))
    .concat(colleagues)
    .slice(0, 40 + random.between(0, 20));
  for (const [n, subject] of [...new Set(failed)].entries()) {
    const helper = staff[n % staff.length];
    if (helper === undefined) return;
    const at = day.start + 12 * HOUR + Math.floor((n / 60 + random.unit() * 0.05) * 4 * HOUR) + MINUTE;
    help(stage, { helper, subject, at, nth: FIRST_CASE + n, what: 'password' }, random);
  }
}
