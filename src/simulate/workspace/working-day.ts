/** Everybody's day in Workspace: signed in from where they work, files read and written, an application connected. */

import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND } from '../rhythm.ts';
import type { Behaviour, Sitting, Stage } from '../stage.ts';
import {
  authorize,
  CLIENTS,
  documentOf,
  driveAct,
  hasGooglePassword,
  LOGIN_FAILURE,
  loginSuccess,
  samlLogin,
  tokenActivity,
} from './acts.ts';
import { actorOf, type WorkspaceAct, workspaceRecord } from './record.ts';

export const workingDay: Behaviour = (stage) => {
  const byLogin = new Map<string, Sitting[]>();
  for (const sitting of stage.sittings.toSorted((a, b) => a.at - b.at))
    byLogin.set(sitting.person.login, [...(byLogin.get(sitting.person.login) ?? []), sitting]);
  for (const person of stage.organisation.people) {
    if (person.startsOn > stage.day.index) continue;
    const random = stage.random.fork(person.login);
    work(stage, person, byLogin.get(person.login) ?? [], random);
    readOnPhone(stage, person, random);
  }
};

export function write(
  stage: Stage,
  random: Random,
  at: number,
  person: Person,
  ip: string,
  act: WorkspaceAct,
): void {
  stage.write(at, 'google-workspace', workspaceRecord(random, at, actorOf(person), ip, act));
}

/** Browsers stay signed in for days; another place, or another week, asks again. */
function work(stage: Stage, person: Person, sittings: readonly Sitting[], random: Random): void {
  const places = new Set<string>();
  for (const { at, ip } of sittings) {
    if (!places.has(ip) && random.chance(places.size === 0 ? 0.55 : 0.3)) {
      if (hasGooglePassword(person) && random.chance(0.05))
        write(stage, random, at + 20 * SECOND, person, ip, LOGIN_FAILURE);
      write(stage, random, at + 40 * SECOND, person, ip, loginSuccess(person));
    }
    places.add(ip);
    for (let i = random.between(1, 4); i > 0; i -= 1) {
      const time = at + MINUTE + Math.floor(random.unit() * 1.6 * HOUR);
      write(stage, random, time, person, ip, withFile(stage, person, random));
    }
    if (random.chance(0.02))
      write(stage, random, at + 5 * MINUTE, person, ip, authorize(random.pick(CLIENTS)));
    if (random.chance(0.06))
      write(stage, random, at + 9 * MINUTE, person, ip, samlLogin(random.pick(['Surveys', 'Travel'])));
    if (random.chance(0.08)) {
      const method = random.pick(['drive.files.list', 'calendar.events.list']);
      const own = CLIENTS[person.number % CLIENTS.length];
      if (own !== undefined) write(stage, random, at + 12 * MINUTE, person, ip, tokenActivity(own, method));
    }
  }
}

const VERBS = ['view', 'view', 'view', 'view', 'edit', 'edit', 'download', 'create', 'rename'] as const;
const TEAM = 8;

/** Mostly a file of one's own team. */
function withFile({ organisation }: Stage, person: Person, random: Random): WorkspaceAct {
  const teams = Math.max(1, Math.ceil(organisation.people.length / TEAM));
  const team = random.chance(0.85) ? Math.floor(person.number / TEAM) : random.between(0, teams - 1);
  const owner = organisation.people[(team * TEAM) % organisation.people.length] ?? person;
  return driveAct(random.pick(VERBS), documentOf(team, random.between(0, 40), owner));
}

function readOnPhone(stage: Stage, person: Person, random: Random): void {
  if (person.mobile === undefined || !random.chance(stage.day.weekend ? 0.06 : 0.15)) return;
  const at = stage.day.start + Math.floor((7 + random.unit() * 14 - person.zone) * HOUR);
  const ip = addressIn(person.mobile, random.between(0, 2000));
  if (random.chance(0.2)) write(stage, random, at, person, ip, loginSuccess(person));
  write(stage, random, at + MINUTE, person, ip, withFile(stage, person, random));
}
