/** An administrator changes a policy of conditional access, as announced in an approved change. */

import { conditionalAccess } from '../microsoft/audit.ts';
import { atDesk, audit } from '../microsoft/directory.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, dayFor, sitDown } from './calendar.ts';

const ID = 'conditional-access-change';
const BEGINS = 13 * HOUR;

export const conditionalAccessChange: Surprise = {
  id: ID,
  happen: (stage) => {
    const { organisation, day } = stage;
    const who = whoChanges(organisation);
    if (who !== undefined && dayFor(organisation, ID, 0) === day.index) change(stage, who);
  },
  context: (organisation, start): Readonly<Record<string, readonly unknown[]>> => {
    const who = whoChanges(organisation);
    if (who === undefined) return {};
    const from = start + dayFor(organisation, ID, 0) * DAY + BEGINS;
    const announced = {
      id: 'CHG-2107',
      actor: `*${who.email}`,
      action: 'entra:Update conditional access policy',
      from: new Date(from).toISOString(),
      to: new Date(from + 3 * HOUR).toISOString(),
      approvedBy: 'change-board@example.com',
    };
    return { changes: [announced] };
  },
};

function whoChanges(organisation: Organisation): Person | undefined {
  if (organisation.microsoft === undefined) return undefined;
  return chanceOf(organisation, ID)?.pick(administrators(organisation));
}

function change(stage: Stage, who: Person): void {
  const at = stage.day.start + BEGINS + stage.random.between(10, 90) * MINUTE;
  sitDown(stage, who, at - 10 * MINUTE, addressIn(who.office, who.number % 3));
  const before = '{"state":"enabled","grantControls":["mfa"]}';
  const after = '{"state":"enabled","grantControls":["mfa","compliantDevice"]}';
  const call = conditionalAccess('Require a second factor', stage.random.uuid(), before, after);
  audit(stage, stage.random, at, atDesk(who), call);
}
