/** Administrators and the help desk in the admin console: accounts, groups, settings, and resets for colleagues. */

import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND } from '../rhythm.ts';
import { administrators, helpdesk } from '../staff.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { adminAct, changePassword, hasGooglePassword, loginSuccess, scratchCodes } from './acts.ts';
import { DOMAIN, type WorkspaceAct } from './record.ts';
import { write } from './working-day.ts';

export const administration: Behaviour = (stage) => {
  if (stage.day.weekend) return;
  for (const person of administrators(stage.organisation))
    administer(stage, person, stage.random.fork(person.login));
  assist(stage, stage.random.fork('help desk'));
};

/** Where a person works at a time of the day; in the office, if nothing else is known. */
export function placeAt({ sittings }: Stage, person: Person, at: number): string {
  const own = sittings.filter((sitting) => sitting.person.login === person.login);
  const last = own.toSorted((a, b) => a.at - b.at).findLast((sitting) => sitting.at <= at) ?? own[0];
  return last?.ip ?? addressIn(person.office, person.number % 3);
}

function administer(stage: Stage, person: Person, random: Random): void {
  if (!random.chance(0.35)) return;
  const from = stage.day.start + Math.floor((9.7 + random.unit() * 6.5 - person.zone) * HOUR);
  const ip = placeAt(stage, person, from);
  for (let i = random.between(1, 3); i > 0; i -= 1) {
    const subject = random.pick(stage.organisation.people);
    write(stage, random, from + i * random.between(2, 8) * MINUTE, person, ip, task(subject, random));
  }
  for (const newcomer of stage.organisation.people) {
    if (newcomer.startsOn !== stage.day.index + 1 || random.chance(0.5)) continue;
    const parameters = [['USER_EMAIL', newcomer.email]] as const;
    write(stage, random, from + MINUTE, person, ip, adminAct('CREATE_USER', 'USER_SETTINGS', parameters));
  }
}

function task(subject: Person, random: Random): WorkspaceAct {
  const group = `${random.pick(['engineering', 'finance', 'support', 'data'])}@${DOMAIN}`;
  const about = ['USER_EMAIL', subject.email] as const;
  const choice = random.unit();
  if (choice < 0.5) return adminAct('ADD_GROUP_MEMBER', 'GROUP_SETTINGS', [about, ['GROUP_EMAIL', group]]);
  if (choice < 0.7) return adminAct('REMOVE_GROUP_MEMBER', 'GROUP_SETTINGS', [about, ['GROUP_EMAIL', group]]);
  if (choice < 0.8)
    return adminAct('MOVE_USER_TO_ORG_UNIT', 'USER_SETTINGS', [
      about,
      ['ORG_UNIT_NAME', '/Staff'],
      ['NEW_VALUE', '/Staff/Remote'],
    ]);
  if (choice < 0.88) return adminAct('SUSPEND_USER', 'USER_SETTINGS', [about]);
  if (choice < 0.96)
    return adminAct('CHANGE_APPLICATION_SETTING', 'APPLICATION_SETTINGS', [
      ['APPLICATION_NAME', 'Calendar'],
      ['SETTING_NAME', 'SHARING_OUTSIDE_DOMAIN'],
      ['NEW_VALUE', 'FREE_BUSY_ONLY'],
    ]);
  if (choice < 0.985)
    return adminAct('ADD_TO_TRUSTED_OAUTH2_APPS', 'SECURITY_SETTINGS', [
      ['OAUTH2_APP_NAME', `Tool ${random.between(1, 40)}`],
      ['OAUTH2_APP_ID', `${random.word()}.apps.example.com`],
    ]);
  return adminAct('ENFORCE_STRONG_AUTHENTICATION', 'SECURITY_SETTINGS', [
    ['DOMAIN_NAME', DOMAIN],
    ['OLD_VALUE', 'false'],
    ['NEW_VALUE', 'true'],
    ['ORG_UNIT_NAME', '/Staff/Remote'],
  ]);
}

/** Passwords and lost telephones of those who sign in at Google itself. */
function assist(stage: Stage, random: Random): void {
  const { organisation, day } = stage;
  const staff = helpdesk(organisation);
  const colleagues = organisation.people.filter(
    (person) => hasGooglePassword(person) && person.startsOn <= day.index,
  );
  if (staff.length === 0 || colleagues.length === 0) return;
  const cases = Math.floor(colleagues.length / 90 + random.unit() * 1.4);
  for (let i = 0; i < cases; i += 1) {
    const helper = random.pick(staff);
    const subject = random.pick(colleagues);
    if (subject === helper) continue;
    const at = day.start + Math.floor((9.5 + random.unit() * 7 - helper.zone) * HOUR);
    reset(stage, helper, subject, at, random.chance(0.7) ? 'password' : 'codes', random);
  }
}

export function reset(
  stage: Stage,
  helper: Person,
  subject: Person,
  at: number,
  what: 'password' | 'codes',
  random: Random,
): void {
  const ip = placeAt(stage, helper, at);
  if (what === 'codes') write(stage, random, at, helper, ip, scratchCodes(subject));
  else {
    write(stage, random, at, helper, ip, changePassword(subject));
    const next = adminAct('CHANGE_PASSWORD_ON_NEXT_LOGIN', 'USER_SETTINGS', [
      ['USER_EMAIL', subject.email],
      ['OLD_VALUE', 'false'],
      ['NEW_VALUE', 'true'],
    ]);
    write(stage, random, at + SECOND, helper, ip, next);
  }
  const there = placeAt(stage, subject, at);
  const back = at + random.between(3, 25) * MINUTE;
  if (what === 'password') {
    const edit = { application: 'user_accounts', type: 'password_change', name: 'password_edit' } as const;
    write(stage, random, back, subject, there, edit);
  }
  write(stage, random, back + 20 * SECOND, subject, there, loginSuccess(subject));
}
