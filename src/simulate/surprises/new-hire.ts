/** An administrator adds a colleague to the directory; the newcomer signs in for the first time on the day after. */

import { cli } from '../aws/agents.ts';
import { assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import type { Json } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall, writeRecords } from '../aws/write.ts';
import { addressIn } from '../networks.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor, isAdministrator, newcomer, personFor, sitDown } from './calendar.ts';

const ID = 'new-hire';
const USUAL_DAY = 1;

export const newHire: Surprise = {
  id: ID,
  change: (organisation, random) => ({
    ...organisation,
    people: [
      ...organisation.people,
      newcomer(organisation, 0, random, { startsOn: dayFor(organisation, ID, USUAL_DAY), duty: 'engineer' }),
    ],
  }),
  happen: (stage) => {
    if (stage.day.index === dayFor(stage.organisation, ID, USUAL_DAY) - 1) enrol(stage);
  },
};

function enrol(stage: Stage): void {
  const { organisation, random } = stage;
  const administrator = personFor(organisation, ID, 0, isAdministrator);
  const fresh = organisation.people.find(({ startsOn }) => startsOn === stage.day.index + 1);
  if (administrator === undefined || fresh === undefined) return;
  const at = stage.day.start + 9 * HOUR + 40 * MINUTE;
  const ip = addressIn(administrator.office, 0);
  sitDown(stage, administrator, at, ip);
  const agent = cli(administrator.number, 'identitystore:CreateUser');
  const role = permissionSet(organisation, ACCOUNTS.shared, 'administrator');
  const minted = signInToRole(random, at, { email: administrator.email, ip, userAgent: agent }, role);
  writeRecords(stage, at, minted.records);
  const identityStoreId = 'd-9067example';
  const steps: readonly (readonly [string, Json])[] = [
    [
      'identitystore:CreateUser',
      { identityStoreId, userName: fresh.login, displayName: '***', emails: '***' },
    ],
    ['identitystore:ListGroups', { identityStoreId, maxResults: 50 }],
    [
      'identitystore:CreateGroupMembership',
      { identityStoreId, groupId: random.uuid(), memberId: { userId: fresh.id } },
    ],
  ];
  steps.forEach(([operation, request], i) => {
    const time = at + (i + 1) * MINUTE;
    const caller = sessionFrom(assumedRole(minted.session), ip, cli(administrator.number, operation));
    writeCall(stage, random, time, caller, { operation, region: HOME_REGION, request });
  });
}
