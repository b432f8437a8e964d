/**
 * Work in the directory: the help desk resets passwords, gives newcomers passes and looks after factors; administrators
 * mind groups, roles and owners; owners renew their applications' secrets; people help themselves.
 */

import { microsoftOf } from '../estate-parts.ts';
import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND, sittings } from '../rhythm.ts';
import { administrators, helpdesk } from '../staff.ts';
import type { Behaviour, Stage } from '../stage.ts';
import type { AuditCall, AuditCaller } from './audit.ts';
import {
  aboutPerson,
  addToGroup,
  addToRole,
  applicationKeys,
  auditedPerson,
  auditRecord,
  personTarget,
} from './audit.ts';
import type { Application } from './model.ts';
import { keyIdOf, renewalsBy } from './model.ts';
import { browserOf, sessionOf, signIn } from './people.ts';
import { deviceAt } from './sign-in.ts';

export function audit(stage: Stage, random: Random, at: number, by: AuditCaller, call: AuditCall): void {
  stage.write(at, 'entra-id', auditRecord(random, at, by, call).record);
}

/** Somebody at their desk. */
export function atDesk(person: Person): AuditCaller {
  return auditedPerson(person, addressIn(person.office, person.number % 3), browserOf(person));
}

export const directoryWork: Behaviour = (stage) => {
  const { random, day, organisation } = stage;
  welcome(stage);
  for (const application of microsoftOf(organisation).applications) renew(stage, application);
  if (day.weekend) return;
  const present = organisation.people.filter(({ startsOn }) => startsOn <= day.index);
  const desk = helpdesk(organisation);
  const staff = administrators(organisation);
  const resets = random.between(0, Math.ceil(present.length / 80));
  for (const at of sittings(day, 0, resets, random))
    reset(stage, random.pick(desk), random.pick(present), at);
  for (const at of sittings(day, 0, random.between(1, 4), random))
    administer(stage, random.pick(staff), random.pick(present), at);
  for (const at of sittings(day, 0, random.between(0, Math.ceil(present.length / 60)), random))
    helpOneself(stage, random.pick(present), at);
};

/** A forgotten password: some failed attempts, a call, a new password, and a sign-in with it soon after. */
function reset(stage: Stage, by: Person, person: Person, at: number): void {
  if (by.login === person.login) return;
  const random = stage.random.fork('reset', person.login, at);
  const device = deviceAt(
    addressIn(random.chance(0.6) ? person.office : person.home, person.number % 3),
    browserOf(person),
  );
  const error = { code: 50126, reason: 'Error validating credentials due to invalid username or password.' };
  const session = sessionOf(person, stage.day.index);
  const how = { client: 'office', resource: 'graph', session, proof: 'password', interactive: true } as const;
  for (let n = random.between(1, 3); n > 0; n -= 1)
    signIn(stage, person, at - n * MINUTE - 5 * MINUTE, device, { ...how, error }, random);
  audit(stage, random, at, atDesk(by), aboutPerson('Reset user password', person));
  const again = at + random.between(3, 40) * MINUTE;
  signIn(stage, person, again, device, { ...how, session: random.uuid() }, random);
  const own = auditedPerson(person, device.ip, device.userAgent);
  audit(stage, random, again + 30 * SECOND, own, aboutPerson('Change user password', person));
  if (!random.chance(0.25)) return;
  // A lost telephone goes with it: the old factor is taken away, and the owner registers the new one.
  const reason = 'Admin deleted Authenticator App with Notification and Code method for user';
  audit(
    stage,
    random,
    at + MINUTE,
    atDesk(by),
    aboutPerson('Admin deleted security info', person, { service: 'Authentication Methods', reason }),
  );
  audit(stage, random, again + 3 * MINUTE, own, registered(person));
}

function registered(person: Person): AuditCall {
  return aboutPerson('User registered security info', person, {
    service: 'Authentication Methods',
    reason: 'User registered Authenticator App with Notification and Code',
  });
}

const GROUPS = ['vpn-users', 'shop-developers', 'finance-readers', 'office-dublin', 'contractors'] as const;
const ROLES = [
  'Reports Reader',
  'Directory Readers',
  'Message Center Reader',
  'License Administrator',
] as const;

function administer(stage: Stage, by: Person, person: Person, at: number): void {
  const random = stage.random.fork('administer', by.login, at);
  const choice = random.unit();
  const call =
    choice < 0.6
      ? addToGroup(random.pick(GROUPS), random.uuid(), person)
      : choice < 0.85
        ? aboutPerson('Update user', person, {
            modified: [{ displayName: 'Department', oldValue: '["Sales"]', newValue: '["Operations"]' }],
          })
        : addToRole('Add member to role', random.pick(ROLES), personTarget(person));
  audit(stage, random, at, atDesk(by), call);
}

function helpOneself(stage: Stage, person: Person, at: number): void {
  const random = stage.random.fork('self', person.login, at);
  const own = atDesk(person);
  if (random.chance(0.5)) audit(stage, random, at, own, registered(person));
  else
    audit(
      stage,
      random,
      at,
      own,
      aboutPerson('Reset password (self-service)', person, { service: 'Self-service Password Management' }),
    );
}

/** Who begins tomorrow gets a pass today; with it they sign in and register their telephone. */
function welcome(stage: Stage): void {
  for (const person of stage.organisation.people) {
    if (person.startsOn === 0) continue;
    const random = stage.random.fork('welcome', person.login);
    if (person.startsOn - 1 === stage.day.index) invite(stage, person, random);
    if (person.startsOn === stage.day.index) arrive(stage, person, random);
  }
}

function invite(stage: Stage, person: Person, random: Random): void {
  const at = stage.day.start + 10 * HOUR + random.between(0, 300) * MINUTE;
  const [administrator] = administrators(stage.organisation);
  if (administrator !== undefined)
    audit(stage, random, at, atDesk(administrator), aboutPerson('Add user', person));
  const reason = 'Admin registered temporary access pass method for user';
  audit(
    stage,
    random,
    at + 20 * MINUTE,
    atDesk(random.pick(helpdesk(stage.organisation))),
    aboutPerson('Admin registered security info', person, { service: 'Authentication Methods', reason }),
  );
}

function arrive(stage: Stage, person: Person, random: Random): void {
  const at = stage.day.start + (8 - person.zone) * HOUR - random.between(5, 30) * MINUTE;
  const device = deviceAt(addressIn(person.office, person.number % 3), browserOf(person));
  const how = { client: 'office', resource: 'graph', proof: 'pass', interactive: true } as const;
  signIn(stage, person, at, device, { ...how, session: random.uuid() }, random);
  audit(
    stage,
    random,
    at + 4 * MINUTE,
    auditedPerson(person, device.ip, device.userAgent),
    registered(person),
  );
}

/** Each month the owner makes a new secret, and takes the old one away two days later. */
function renew(stage: Stage, application: Application): void {
  const owner = stage.organisation.people.find(({ login }) => login === application.owner);
  const { index } = stage.day;
  if (owner === undefined) return;
  const random = stage.random.fork('renew', application.name);
  const atHome = application.renewalFromHome === index;
  const hour = (atHome ? 20 : 9) - owner.zone;
  const at = stage.day.start + hour * HOUR + random.between(10, atHome ? 100 : 400) * MINUTE;
  const by = atHome ? fromHome(owner) : atDesk(owner);
  const key = (day: number): string => keyIdOf(application, renewalsBy(application, day));
  const list = (...days: readonly number[]): readonly string[] => [...new Set(days.map(key))];
  if (key(index) !== key(index - 1))
    audit(stage, random, at, by, applicationKeys(application, list(index - 1), list(index, index - 1)));
  if (key(index - 2) !== key(index - 3) && index > 2)
    audit(stage, random, at + MINUTE, by, applicationKeys(application, list(index, index - 3), list(index)));
}

function fromHome(person: Person): AuditCaller {
  const house = person.mobile === undefined ? person.number : person.number * 131;
  return auditedPerson(person, addressIn(person.home, house), browserOf(person));
}
