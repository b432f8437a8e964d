/** An administrator at AWS on a day of change: signed in through Identity Center, then call by call. */

import { cli } from '../aws/agents.ts';
import { assumedRole } from '../aws/identity.ts';
import { assumeRoleWithSaml } from '../aws/mint.ts';
import type { Call } from '../aws/record.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import type { Person } from '../organisation.ts';
import { HOME_REGION, permissionSet } from '../organisation.ts';
import type { Stage } from '../stage.ts';
import { sitDown } from './calendar.ts';

export type Act = (at: number, call: Call) => void;

export function administratorAt(stage: Stage, who: Person, account: string, at: number, ip: string): Act {
  const { random } = stage;
  sitDown(stage, who, at, ip);
  const role = permissionSet(stage.organisation, account, 'administrator');
  const minted = assumeRoleWithSaml(
    random,
    at,
    { email: who.email, ip, userAgent: cli(who.number, 'sso:GetRoleCredentials') },
    { role, sessionName: who.email, region: HOME_REGION, duration: 28_800 },
  );
  for (const record of minted.records) stage.emit(at, record);
  return (time, call) => {
    const session = sessionFrom(assumedRole(minted.session), ip, cli(who.number, call.operation));
    stage.emit(time, cloudTrailRecord(random, time, session, call));
  };
}
