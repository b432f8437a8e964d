/**
 * The sessions people open at Okta on a day: one in the morning, and another wherever they move to. They follow from
 * where people sat down, so that whoever signs in to a cloud did so from a session that is there.
 */

import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Sitting, Stage } from '../stage.ts';
import { browserOf, caller, sessionId } from './users.ts';

export interface Opened {
  readonly at: number;
  readonly ip: string;
  readonly browser: string;
  readonly id: string;
}

/** In order of time; empty for whoever does not work today. */
export function sessionsOf(stage: Stage, person: Person): readonly Opened[] {
  const opened: Opened[] = [];
  const { day } = stage;
  // Numbered as they were noted, so that a sitting noted later takes nobody else's number.
  for (const { at, ip, browser } of sittingsOf(stage).get(person.login) ?? []) {
    const known = opened.findIndex((session) => session.ip === ip);
    const session = opened[known];
    if (session !== undefined) {
      // Woken at night at the same place: then the session is open since then.
      if (at < session.at) opened[known] = { ...session, at: at - 3 * MINUTE };
      continue;
    }
    const nth = opened.length;
    const chance = new Random(`okta morning/${person.id}/${day.index}/${nth}`);
    const before = at - chance.between(2, 9) * MINUTE;
    const morning = Math.floor(day.start + (8 + chance.unit() * 1.6 - person.zone) * HOUR);
    const from = nth === 0 && !day.weekend ? Math.min(before, morning) : before;
    opened.push({ at: from, ip, browser, id: sessionId(person, day.index, nth) });
  }
  return opened.sort((a, b) => a.at - b.at);
}

/** Where a person works at a time; at their desk in the office, if nothing else is known of the day. */
export function presentAt(stage: Stage, person: Person, at: number): Opened {
  const opened = sessionsOf(stage, person);
  const last = opened.findLast((session) => session.at <= at) ?? opened[0];
  if (last !== undefined) return last;
  const ip = addressIn(person.office, person.number % 3);
  return { at, ip, browser: browserOf(person), id: sessionId(person, stage.day.index, 0) };
}

export function callerAt(stage: Stage, person: Person, at: number) {
  const { ip, browser, id } = presentAt(stage, person, at);
  return caller(person, ip, browser, id);
}

/** By login, in the order in which they were noted. */
export function sittingsOf({ sittings }: Stage): ReadonlyMap<string, readonly Sitting[]> {
  const known = grouped.get(sittings);
  if (known?.count === sittings.length) return known.byLogin;
  const byLogin = new Map<string, Sitting[]>();
  for (const sitting of sittings) {
    const own = byLogin.get(sitting.person.login);
    if (own === undefined) byLogin.set(sitting.person.login, [sitting]);
    else own.push(sitting);
  }
  grouped.set(sittings, { count: sittings.length, byLogin });
  return byLogin;
}

/** Grouped once a day, unless somebody sat down since. */
const grouped = new WeakMap<
  readonly Sitting[],
  { readonly count: number; readonly byLogin: ReadonlyMap<string, readonly Sitting[]> }
>();
