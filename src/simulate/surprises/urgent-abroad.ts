/** An administrator on holiday is called and, through the VPN of a hotel's evening, makes an urgent change. */

import { readSecret } from '../aws/calls.ts';
import { addressIn } from '../networks.ts';
import { openAdminConsole, signIn } from '../okta/acts.ts';
import { changeRule } from '../okta/administration.ts';
import { browserOf, caller, sessionId } from '../okta/users.ts';
import { write } from '../okta/working-day.ts';
import { ACCOUNTS, HOME_REGION, type Organisation, type Person } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, dayFor, isAdministrator, personFor } from './calendar.ts';
import { administratorAt } from './cloud-session.ts';

const ID = 'urgent-abroad';

export const urgentAbroad: Surprise = {
  id: ID,
  change: (organisation) => {
    const away = whoIsAway(organisation);
    const network = chanceOf(organisation, `${ID} where`)?.pick(organisation.networks.guests);
    if (away === undefined || network === undefined) return organisation;
    const day = dayFor(organisation, ID, 0);
    const journeys = [{ fromDay: day - 4, toDay: day + 4, network }];
    const people = organisation.people.map((person) =>
      person.login === away.login ? { ...person, journeys } : person,
    );
    return { ...organisation, people };
  },
  happen: (stage) => {
    const { organisation, day } = stage;
    if (organisation.span !== undefined && day.index === dayFor(organisation, ID, 0)) fix(stage);
  },
};

function whoIsAway(organisation: Organisation): Person | undefined {
  return organisation.span === undefined ? undefined : personFor(organisation, ID, 0, isAdministrator);
}

function fix(stage: Stage): void {
  const { organisation, day, random } = stage;
  const who = whoIsAway(organisation);
  if (who === undefined) return;
  const { vpnMove, networks, okta } = organisation;
  const vpn = vpnMove !== undefined && vpnMove.fromDay <= day.index ? vpnMove.network : networks.vpn;
  const ip = addressIn(vpn, who.number);
  const at = day.start + Math.floor((19 + random.unit() * 2) * HOUR);
  const act = administratorAt(stage, who, ACCOUNTS.prod, at, ip);
  const place = { account: ACCOUNTS.prod, region: HOME_REGION };
  act(at + 2 * MINUTE, { operation: 'ec2:DescribeInstances', region: HOME_REGION });
  act(at + 5 * MINUTE, readSecret(place, 'orders-api/credentials'));
  if (okta === undefined) return;
  const by = caller(who, ip, browserOf(who), sessionId(who, day.index, 60));
  const rule = changeRule(okta, { connection: 'ZONE' }, { connection: 'ANYWHERE' });
  write(stage, random, by, [
    ...signIn({ person: who, by, at: at - 3 * MINUTE, factor: 'totp' }),
    { at: at + 12 * MINUTE, act: openAdminConsole(who, okta.apps.admin) },
    { at: at + 15 * MINUTE, act: rule },
  ]);
}
