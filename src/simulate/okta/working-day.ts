/**
 * Everybody's day at Okta: signed in in the morning, in and out of applications, now and then a wrong password, a
 * forgotten one, a new telephone. Resets by others are in `support.ts`.
 */

import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { choosePassword, dropFactor, enrol, open, signIn, type TimedAct, wrongPassword } from './acts.ts';
import { type Opened, sessionsOf, sittingsOf } from './presence.ts';
import { type OktaAct, type OktaCaller, oktaRecord } from './record.ts';
import type { AppName, OktaTenant } from './tenant.ts';
import { browserOf, caller, phoneOf, sessionId, user } from './users.ts';

export const workingDay: Behaviour = (stage) => {
  const { okta, people } = stage.organisation;
  if (okta === undefined) return;
  for (const person of people) {
    if (person.startsOn > stage.day.index) continue;
    const random = stage.random.fork(person.login);
    if (person.startsOn === stage.day.index && person.startsOn > 0) settleIn(stage, okta, person, random);
    for (const [nth, session] of sessionsOf(stage, person).entries())
      spend(stage, okta, person, session, nth, random);
    openClouds(stage, okta, person, random);
    lookAtPhone(stage, okta, person, random);
  }
};

/** Writes acts of one caller. */
export function write(stage: Stage, random: Random, by: OktaCaller, acts: readonly TimedAct[]): void {
  for (const { at, act } of acts) stage.write(at, 'okta-system-log', oktaRecord(random, at, by, act));
}

const DESK: readonly AppName[] = [
  'google',
  'google',
  'microsoft',
  'wiki',
  'tickets',
  'chat',
  'chat',
  'code',
  'hr',
];

function spend(
  stage: Stage,
  okta: OktaTenant,
  person: Person,
  session: Opened,
  nth: number,
  random: Random,
): void {
  const by = caller(person, session.ip, session.browser, session.id);
  if (random.chance(0.04)) write(stage, random, by, [wrongPassword(person, by, session.at - 25 * SECOND)]);
  if (random.chance(0.003)) write(stage, random, by, forgot(person, by, session.at - 4 * MINUTE));
  const factor = random.chance(0.3) ? 'fastpass' : random.chance(0.1) ? 'totp' : 'push';
  const guest = person.email.endsWith('@example.com') ? {} : { through: okta.acquired };
  write(stage, random, by, signIn({ person, by, at: session.at, factor, ...guest }));
  const apps = random.between(nth === 0 ? 2 : 1, nth === 0 ? 5 : 2);
  for (let i = 0; i < apps; i += 1) {
    const at = session.at + Math.floor(random.unit() * (nth === 0 ? 7 * HOUR : HOUR)) + MINUTE;
    write(stage, random, by, [{ at, act: open(person, okta.apps[random.pick(DESK)]) }]);
  }
  if (random.chance(0.006))
    write(stage, random, by, [{ at: session.at + 3 * HOUR, act: choosePassword(person) }]);
  if (random.chance(0.002))
    write(stage, random, by, newPhone(person, session.at + 2 * HOUR, stage.day.index));
  if (random.chance(0.25)) write(stage, random, by, [{ at: session.at + 8 * HOUR, act: signOut(person) }]);
}

/** Into AWS through the dashboard, right before AWS logs the sign-in. */
function openClouds(stage: Stage, okta: OktaTenant, person: Person, random: Random): void {
  const sessions = sessionsOf(stage, person);
  for (const { at, ip, browser } of sittingsOf(stage).get(person.login) ?? []) {
    const session = sessions.find((each) => each.ip === ip);
    if (session === undefined) continue;
    const by = caller(person, ip, browser, session.id);
    write(stage, random, by, [{ at: at - 2 * SECOND, act: open(person, okta.apps.aws) }]);
  }
}

/** Mail and chat on the telephone, over the carrier's network. */
function lookAtPhone(stage: Stage, okta: OktaTenant, person: Person, random: Random): void {
  if (person.mobile === undefined || !random.chance(stage.day.weekend ? 0.05 : 0.12)) return;
  const at = stage.day.start + Math.floor((7 + random.unit() * 14 - person.zone) * HOUR);
  const ip = addressIn(person.mobile, random.between(0, 2000));
  const by = caller(person, ip, phoneOf(person), sessionId(person, stage.day.index, 20));
  write(stage, random, by, signIn({ person, by, at, factor: 'fastpass' }));
  write(stage, random, by, [{ at: at + 20 * SECOND, act: open(person, okta.apps.chat) }]);
}

/** A newcomer's first day: an invitation, a password, a telephone. */
function settleIn(stage: Stage, okta: OktaTenant, person: Person, random: Random): void {
  const [first] = sessionsOf(stage, person);
  if (first === undefined) return;
  const by = caller(person, first.ip, browserOf(person), sessionId(person, stage.day.index, 30));
  const at = first.at - 20 * MINUTE;
  write(stage, random, by, [
    { at, act: choosePassword(person) },
    { at: at + MINUTE, act: enrol(person, 'first') },
    ...signIn({ person, by, at: at + 2 * MINUTE }),
    { at: at + 4 * MINUTE, act: open(person, okta.apps.hr) },
  ]);
}

/** By themself: a link by mail, the second factor, a new password. */
export function forgot(person: Person, by: OktaCaller, at: number): TimedAct[] {
  const self = user(person);
  const proof = signIn({ person, by, at: at + 40 * SECOND }).slice(0, 1);
  const asked: OktaAct = {
    type: 'user.account.reset_password',
    targets: [self],
    reason: 'User requested a password reset',
    debug: { requestUri: '/idp/idx/recover' },
  };
  return [{ at, act: asked }, ...proof, { at: at + 70 * SECOND, act: choosePassword(person) }];
}

/** A new telephone is set up before the old one is given away. */
export function newPhone(person: Person, at: number, day: number): TimedAct[] {
  return [
    { at, act: enrol(person, `phone of day ${day}`) },
    { at: at + 3 * MINUTE, act: dropFactor(person, 'first') },
  ];
}

function signOut(person: Person): OktaAct {
  return { type: 'user.session.end', targets: [user(person)], debug: { requestUri: '/login/signout' } };
}
