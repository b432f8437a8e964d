/**
 * Once a year all service users get new access keys in an afternoon: by an administrator at the command line or by
 * Terraform, with a ticket or without. The old ones go the day after, when nothing uses them any more.
 */

import { createAccessKey } from '../aws/calls.ts';
import { accessKeyId, iamUser } from '../aws/identity.ts';
import { writeCall } from '../aws/write.ts';
import { terraformRun } from '../behaviours/automation.ts';
import { addressIn } from '../networks.ts';
import { ACCOUNTS, type Organisation } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, changesFor, dayFor, isAdministrator, personFor } from './calendar.ts';
import { type Act, administratorAt } from './cloud-session.ts';

const ID = 'key-rotation-wave';

export const keyRotationWave: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const day = dayFor(organisation, ID, 0);
    const count = 4 + Math.floor(organisation.people.length / 30);
    const added = Array.from({ length: count }, (_, n) => {
      const user = iamUser(ACCOUNTS.prod, `svc-${n % 2 === 0 ? 'metrics' : 'mail'}-team-${n + 1}`, random);
      const key = (age: string) => accessKeyId('AKIA', random.fork(user.name, age));
      return [
        { user, id: key('old'), fromDay: 0, toDay: day },
        { user, id: key('new'), fromDay: day + 1, toDay: Number.POSITIVE_INFINITY },
      ];
    });
    return { ...organisation, keys: [...organisation.keys, ...added.flat()] };
  },
  happen: (stage) => {
    if (stage.organisation.span === undefined) return;
    const day = dayFor(stage.organisation, ID, 0);
    if (stage.day.index === day) renew(stage);
    if (stage.day.index === day + 1) remove(stage);
  },
  context: (organisation, start) => {
    const who = personFor(organisation, ID, 0, isAdministrator);
    const announced = chanceOf(organisation, `${ID} announced`)?.chance(0.5) === true;
    if (!announced || who === undefined || isByProgram(organisation)) return {};
    const day = dayFor(organisation, ID, 0);
    return { changes: changesFor('CHG-2107', start, day, [who], 'iam:CreateAccessKey') };
  },
};

function isByProgram(organisation: Organisation): boolean {
  return chanceOf(organisation, `${ID} by program`)?.chance(0.4) === true;
}

function whoActs(stage: Stage, at: number): Act | undefined {
  if (isByProgram(stage.organisation)) {
    const session = terraformRun(stage, at, stage.random);
    return (time, call) => writeCall(stage, stage.random, time, session, call);
  }
  const who = personFor(stage.organisation, ID, 0, isAdministrator);
  if (who === undefined) return undefined;
  return administratorAt(stage, who, ACCOUNTS.prod, at, addressIn(who.office, who.number % 3));
}

function teamKeys({ keys }: Organisation) {
  return keys.filter(({ user }) => user.name.includes('-team-'));
}

function renew(stage: Stage): void {
  const at = stage.day.start + 13 * HOUR;
  const act = whoActs(stage, at);
  const fresh = teamKeys(stage.organisation).filter(({ fromDay }) => fromDay > 0);
  for (const [n, { user, id }] of fresh.entries()) {
    const time = at + (n + 1) * 3 * MINUTE;
    act?.(time, createAccessKey(user, id, time));
  }
}

function remove(stage: Stage): void {
  const at = stage.day.start + 9 * HOUR;
  const act = whoActs(stage, at);
  const old = teamKeys(stage.organisation).filter(({ fromDay }) => fromDay === 0);
  for (const [n, { user, id }] of old.entries()) {
    const request = { userName: user.name, accessKeyId: id };
    act?.(at + (n + 1) * MINUTE, { operation: 'iam:DeleteAccessKey', region: 'us-east-1', request });
  }
}
