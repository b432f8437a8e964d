/** An administrator renews the certificate of the workforce's SAML provider, as announced in an approved change. */

import { cli } from '../aws/agents.ts';
import { assumedRole } from '../aws/identity.ts';
import { assumeRoleWithSaml } from '../aws/mint.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';

const DAY_OF_CHANGE = 2;

export const approvedChange: Surprise = {
  id: 'approved-change',
  happen: (stage) => {
    if (stage.day.index === DAY_OF_CHANGE) renewCertificate(stage);
  },
};

function renewCertificate(stage: Stage): void {
  const { organisation, random } = stage;
  const administrator = organisation.people[1];
  if (administrator === undefined) return;
  const at = stage.day.start + 14 * HOUR + 5 * MINUTE;
  const ip = addressIn(administrator.office, 1);
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
