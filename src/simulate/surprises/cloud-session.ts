/** An administrator at AWS on a day of change: signed in through Identity Center, then call by call. */

import { cli } from '../aws/agents.ts';
import { assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import type { Call } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall, writeRecords } from '../aws/write.ts';
import type { Person } from '../organisation.ts';
import { permissionSet } from '../organisation.ts';
import type { Stage } from '../stage.ts';
import { sitDown } from './calendar.ts';

export type Act = (at: number, call: Call) => void;

export function administratorAt(stage: Stage, who: Person, account: string, at: number, ip: string): Act {
  const { random } = stage;
  sitDown(stage, who, at, ip);
  const role = permissionSet(stage.organisation, account, 'administrator');
  const by = { email: who.email, ip, userAgent: cli(who.number, 'sso:GetRoleCredentials') };
  const minted = signInToRole(random, at, by, role);
  writeRecords(stage, at, minted.records);
  return (time, call) => {
    const session = sessionFrom(assumedRole(minted.session), ip, cli(who.number, call.operation));
    writeCall(stage, random, time, session, call);
  };
}
