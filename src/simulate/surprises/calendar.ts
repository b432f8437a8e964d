/**
 * When surprises happen and to whom: on the days and to the people of the example in the small scenery, on any day and
 * to anybody in the wide one. What follows from a name follows from it everywhere, so nothing has to be remembered.
 */

import { BROWSERS } from '../aws/agents.ts';
import type { Organisation, Person } from '../organisation.ts';
import { person } from '../population.ts';
import { Random } from '../random.ts';
import { DAY } from '../rhythm.ts';
import type { Stage } from '../stage.ts';

/** Chance of one surprise, the same whenever it is asked; without a span there is none. */
export function chanceOf({ span }: Organisation, id: string): Random | undefined {
  return span === undefined ? undefined : new Random(`${span.seed}/surprise/${id}`);
}

/** A working day that follows a working day: `usual` in the example, any later on. Needs a week or so to choose from. */
export function dayFor(organisation: Organisation, id: string, usual: number): number {
  const days = workdays(organisation).filter((day) => day > 1);
  const chance = chanceOf(organisation, `${id} day`);
  return chance === undefined || days.length === 0 ? usual : chance.pick(days);
}

/** Working days whose eve is one, too; the last two days are left for what follows. */
export function workdays({ span }: Organisation): readonly number[] {
  if (span === undefined) return [];
  const weekday = (day: number) => new Date(span.start + day * DAY).getUTCDay();
  return Array.from({ length: Math.max(0, span.days - 2) }, (_, day) => day).filter(
    (day) => weekday(day) >= 2 && weekday(day) <= 5,
  );
}

/** Somebody who has been here all along: the one the example names, or anybody who fits. */
export function personFor(
  organisation: Organisation,
  id: string,
  usual: number,
  fits: (person: Person) => boolean,
): Person | undefined {
  const chance = chanceOf(organisation, `${id} person`);
  if (chance === undefined) return organisation.people[usual];
  const candidates = organisation.people.filter((each) => each.startsOn === 0 && fits(each));
  return candidates.length === 0 ? undefined : chance.pick(candidates);
}

/** Somebody new, settled where one of the colleagues is. */
export function newcomer(
  { people, span }: Organisation,
  count: number,
  random: Random,
  more: Partial<Person>,
): Person {
  const like = random.pick(people);
  const { zone, office, home, mobile } = like;
  const place = { zone, office, home, ...(mobile === undefined ? {} : { mobile }) };
  return person(people.length + count, random, span === undefined ? more : { ...place, ...more });
}

/** The tickets of a day's change, one for each of those who make it. */
export function changesFor(
  id: string,
  start: number,
  day: number,
  people: readonly Person[],
  action: string,
): readonly unknown[] {
  const from = start + day * DAY;
  return people.map(({ email }, n) => ({
    id: `${id}${n === 0 ? '' : `-${n + 1}`}`,
    actor: `*${email}`,
    action,
    from: new Date(from).toISOString(),
    to: new Date(from + DAY).toISOString(),
    approvedBy: 'change-board@example.com',
  }));
}

/** Notes a sitting that is not drawn by chance, so that other providers see the person, too. */
export function sitDown({ sittings }: Stage, who: Person, at: number, ip: string): void {
  sittings.push({ person: who, at, ip, browser: BROWSERS[who.number % BROWSERS.length] ?? BROWSERS[0] });
}

export function isAdministrator({ duty }: Person): boolean {
  return duty === 'administrator';
}

export function isEngineer({ duty }: Person): boolean {
  return duty === 'engineer';
}
