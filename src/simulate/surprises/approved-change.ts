/** An administrator renews the certificate of the workforce's SAML provider, as announced in an approved change. */

import { cli } from '../aws/agents.ts';
import { assumedRole } from '../aws/identity.ts';
import { assumeRoleWithSaml } from '../aws/mint.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor, isAdministrator, personFor, sitDown } from './calendar.ts';

const ID = 'approved-change';
const USUAL_DAY = 2;

export const approvedChange: Surprise = {
  id: ID,
  happen: (stage) => {
    if (stage.day.index === dayFor(stage.organisation, ID, USUAL_DAY)) renewCertificate(stage);
  },
  context: (organisation, start) => {
    const from = start + dayFor(organisation, ID, USUAL_DAY) * DAY + 13 * HOUR;
    const change = {
      id: 'CHG-2041',
      actor: `*${whoRenews(organisation)?.email}`,
      action: 'iam:UpdateSAMLProvider',
      from: new Date(from).toISOString(),
      to: new Date(from + 3 * HOUR).toISOString(),
      approvedBy: 'change-board@example.com',
    };
    return { changes: [change] };
  },
};

function whoRenews(organisation: Organisation): Person | undefined {
  return personFor(organisation, ID, 1, isAdministrator);
}

function renewCertificate(stage: Stage): void {
  const { organisation, random } = stage;
  const administrator = whoRenews(organisation);
  if (administrator === undefined) return;
  const at = stage.day.start + 14 * HOUR + 5 * MINUTE;
  const ip = addressIn(administrator.office, 1);
  sitDown(stage, administrator, at, ip);
  const role = permissionSet(organisation, ACCOUNTS.shared, 'administrator');
  const assume = { role, sessionName: administrator.email, region: HOME_REGION, duration: 28_800 };
  const from = {
    email: administrator.email,
    ip,
    userAgent: cli(administrator.number, 'sso:GetRoleCredentials'),
  };
  const minted = assumeRoleWithSaml(random, at, from, assume);
  for (const record of minted.records) stage.emit(at, record);
  const provider = `arn:aws:iam::${ACCOUNTS.shared}:saml-provider/acme-workforce`;
  for (const [i, operation] of ['iam:GetSAMLProvider', 'iam:UpdateSAMLProvider'].entries()) {
    const time = at + (i + 1) * 2 * MINUTE;
    const caller = sessionFrom(assumedRole(minted.session), ip, cli(administrator.number, operation));
    const update = operation === 'iam:UpdateSAMLProvider';
    const request = { sAMLProviderArn: provider, ...(update ? { sAMLMetadataDocument: '***' } : {}) };
    const response = update ? { sAMLProviderArn: provider } : null;
    stage.emit(
      time,
      cloudTrailRecord(random, time, caller, { operation, region: 'us-east-1', request, response }),
    );
  }
}
