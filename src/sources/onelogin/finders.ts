/** Where the table's types have their subject, the credentials they issue and the facts worth telling. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import { numberAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { apiCredentialUid, assumedUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { accountPrincipal, clientPrincipal } from './principal.ts';

export const user = (call: Call): Principal => call.user ?? call.principal;

export const password = (call: Call): readonly Issued[] => [issuedPassword(user(call))];

/** The session in which an administrator acts as the user. */
export function assumed(call: Call): readonly Issued[] {
  const { actorId, userId, user: holder } = call;
  if (actorId === undefined || userId === undefined || holder === undefined) return NO_ISSUED;
  const uid = assumedUid(actorId, userId);
  return [issued(uid, 'console-session', holder, uid)];
}

export function apiCredential(call: Call): readonly Issued[] {
  const id = call.id(FIELDS.apiCredentialId);
  if (id === undefined) return NO_ISSUED;
  return [issued(apiCredentialUid(id), 'api-key', clientPrincipal(id, call.scope))];
}

/** What the account holds: certificates that sign assertions. */
export function certificate(call: Call): readonly Issued[] {
  const id = call.id(FIELDS.certificateId);
  if (id === undefined) return NO_ISSUED;
  return [issued(`onelogin:certificate:${id}`, 'certificate', accountPrincipal(call.scope))];
}

/** Facts of a sign-in; the method stands in the notes alone. */
export function signIn({ record }: Call): Told {
  const notes = record.text(FIELDS.notes);
  const riskScore = numberAt(record.json(FIELDS.riskScore));
  const method = notes === undefined ? undefined : METHOD.exec(notes)?.[1]?.trim();
  return {
    application: record.text(FIELDS.appName),
    authMethod: method,
    mfaUsed: notes !== undefined && SECOND_FACTOR.test(notes) ? true : undefined,
    policy: record.text(FIELDS.policyName),
    identityProvider: record.text(FIELDS.trustedIdpName),
    riskScore,
    riskLevel: riskLevelOf(riskScore),
  };
}

const METHOD = /Authentication method: ([\w /-]{1,60})/;
/** `Transitions: username -> password -> otp`. */
const SECOND_FACTOR = /-> ?(?:otp|mfa|factor|webauthn|push|sms|protect|authenticator)/i;

/** From OneLogin's own score of the sign-in, 0 to 100. */
function riskLevelOf(score: number | undefined): string | undefined {
  return score === undefined ? undefined : score >= 70 ? 'high' : score >= 30 ? 'medium' : 'low';
}

export const application = ({ record }: Call): Told => ({ application: record.text(FIELDS.appName) });

export function factorFacts(call: Call): Told {
  const { record } = call;
  return {
    factorType: record.text(FIELDS.otpDeviceName) ?? record.text(FIELDS.factorDescription),
    serialNumber: call.id(FIELDS.otpDeviceId) ?? call.id(FIELDS.factorId),
  };
}

export function granted({ record }: Call): Told {
  return {
    role: record.text(FIELDS.privilegeName) ?? record.text(FIELDS.roleName) ?? record.text(FIELDS.groupName),
    application: record.text(FIELDS.appName),
  };
}

/** What was changed; of most settings the event has the name only, and a message by the vendor. */
export function setting({ record }: Call): Told {
  return {
    name:
      record.text(FIELDS.policyName) ??
      record.text(FIELDS.trustedIdpName) ??
      record.text(FIELDS.certificateName) ??
      record.text(FIELDS.directoryName) ??
      record.text(FIELDS.mappingName) ??
      record.text(FIELDS.apiCredentialName) ??
      record.text(FIELDS.appName),
    policyType: record.text(FIELDS.policyType),
    message: record.text(FIELDS.customMessage) ?? record.text(FIELDS.notes),
  };
}
