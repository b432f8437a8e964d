/** Who does what for everybody: the help desk and the administrators, the same people at every provider. */

import type { Organisation, Person } from './organisation.ts';

/** Two to four analysts who also mind the help desk, the larger the organisation the more. */
export function helpdesk({ people }: Organisation): readonly Person[] {
  const count = Math.min(4, 2 + Math.floor(people.length / 120));
  const analysts = people.filter(({ duty, startsOn }) => duty === 'analyst' && startsOn === 0);
  return analysts.slice(0, count);
}

/** Of the administrators those who also administer identity providers and suites. */
export function administrators({ people }: Organisation): readonly Person[] {
  return people.filter(({ duty, startsOn }) => duty === 'administrator' && startsOn === 0).slice(0, 8);
}
