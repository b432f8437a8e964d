/** An administrator renews the certificate of the workforce's SAML provider, as announced in an approved change. */

import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { ACCOUNTS } from '../organisation.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor, isAdministrator, personFor } from './calendar.ts';
import { administratorAt } from './cloud-session.ts';

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
  const administrator = whoRenews(stage.organisation);
  if (administrator === undefined) return;
  const at = stage.day.start + 14 * HOUR + 5 * MINUTE;
  const ip = addressIn(administrator.office, 1);
  const act = administratorAt(stage, administrator, ACCOUNTS.shared, at, ip);
  const provider = `arn:aws:iam::${ACCOUNTS.shared}:saml-provider/acme-workforce`;
  for (const [i, operation] of ['iam:GetSAMLProvider', 'iam:UpdateSAMLProvider'].entries()) {
    const time = at + (i + 1) * 2 * MINUTE;
    const update = operation === 'iam:UpdateSAMLProvider';
    const request = { sAMLProviderArn: provider, ...(update ? { sAMLMetadataDocument: '***' } : {}) };
    const response = update ? { sAMLProviderArn: provider } : null;
    act(time, { operation, region: 'us-east-1', request, response });
  }
}
