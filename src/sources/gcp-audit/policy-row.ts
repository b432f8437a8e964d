/** The row of every operation that sets a policy, whichever service it is of. */

import { decidePolicy, grantee, POLICY_DETAILS } from './policy.ts';
import { row } from './row.ts';
import { resource } from './targets.ts';

export const POLICY_ROW = row('any:SetIamPolicy', 'privilege.grant', {
  targets: resource('policy'),
  subject: grantee,
  details: POLICY_DETAILS,
  decide: decidePolicy,
});
