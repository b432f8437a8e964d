/**
 * The help desk at work: passwords, locked accounts and lost telephones of colleagues, a steady trickle in working
 * hours. Whoever was helped signs in soon after, from where they are.
 */

import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND } from '../rhythm.ts';
import { helpdesk } from '../staff.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { choosePassword, enrol, resetFactors, resetPassword, signIn, unlock, wrongPassword } from './acts.ts';
import { callerAt, presentAt } from './presence.ts';
import { caller, sessionId } from './users.ts';
import { write } from './working-day.ts';

export const support: Behaviour = (stage) => {
  const { organisation, day, random } = stage;
  const staff = helpdesk(organisation);
  if (organisation.okta === undefined || staff.length === 0 || day.weekend) return;
  const colleagues = organisation.people.filter(({ startsOn }) => startsOn < day.index || startsOn === 0);
  // A case a day for every eighty people, and one more on some days.
  const cases = Math.floor(colleagues.length / 80 + random.unit() * 1.6);
  for (let nth = 0; nth < cases; nth += 1) {
    const helper = random.pick(staff);
    const subject = random.pick(colleagues);
    const at = day.start + Math.floor((9.5 + random.unit() * 7 - helper.zone) * HOUR);
    if (subject !== helper) help(stage, { helper, subject, at, nth, what: draw(random) }, random);
  }
};

export type Help = 'password' | 'factors' | 'both' | 'unlock';

function draw(random: Random): Help {
  const choice = random.unit();
  if (choice < 0.5) return 'password';
  if (choice < 0.7) return 'unlock';
  return choice < 0.95 ? 'factors' : 'both';
}

export interface Case {
  readonly helper: Person;
  readonly subject: Person;
  readonly at: number;
  /** Tells the sessions of one day's cases apart. */
  readonly nth: number;
  readonly what: Help;
}

export function help(stage: Stage, { helper, subject, at, nth, what }: Case, random: Random): void {
  const by = callerAt(stage, helper, at);
  const there = presentAt(stage, subject, at);
  const self = caller(subject, there.ip, there.browser, sessionId(subject, stage.day.index, 50 + nth));
  const tries = what === 'factors' || random.chance(0.4) ? 0 : random.between(1, 3);
  for (let i = tries; i > 0; i -= 1)
    write(stage, random, self, [wrongPassword(subject, self, at - i * 40 * SECOND)]);
  if (what === 'unlock') write(stage, random, by, [{ at, act: unlock(subject) }]);
  if (what === 'password' || what === 'both') write(stage, random, by, [{ at, act: resetPassword(subject) }]);
  if (what === 'factors' || what === 'both')
    write(stage, random, by, [{ at: at + 30 * SECOND, act: resetFactors(subject) }]);
  if (random.chance(0.06)) return;
  const back = at + random.between(3, 25) * MINUTE;
  if (what === 'password' || what === 'both')
    write(stage, random, self, [{ at: back, act: choosePassword(subject) }]);
  if (what === 'factors' || what === 'both')
    write(stage, random, self, [{ at: back + MINUTE, act: enrol(subject, `after case ${stage.day.index}`) }]);
  write(stage, random, self, signIn({ person: subject, by: self, at: back + 2 * MINUTE }));
}
