/** Passwords, passes and factors of people, and secrets of their devices. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { Issued, Principal } from '../../model/event.ts';
import { directionOf } from '../../vendor/microsoft/changes.ts';
import { temporaryPassUid } from '../../vendor/microsoft/credential.ts';
import type { Call } from './call.ts';
import type { Decided, Facts } from './row.ts';

/** Whose it is; one who changes their own names nobody else. */
export const ofUser = (call: Call): Principal | undefined =>
  call.principalOf('user') ?? (call.principal.kind === 'user' ? call.principal : undefined);

/** The device, known by name; where only its owner is named, that. */
export const ofDevice = (call: Call): Principal | undefined =>
  call.principalOf('device') ?? call.principalOf('user');

export const PASSWORD_SET: Facts = {
  says: { secretType: 'password' },
  subject: ofUser,
  issues: (call) => one(ofUser(call), issuedPassword),
};

export const PASS_CREATED: Facts = {
  says: { secretType: 'temporary-access-pass' },
  subject: ofUser,
  issues: (call) => one(ofUser(call), (holder) => issued(temporaryPassUid(holder), 'recovery-code', holder)),
};

function one(holder: Principal | undefined, made: (holder: Principal) => Issued): readonly Issued[] {
  return holder === undefined ? NO_ISSUED : [made(holder)];
}

/** A factor of a person: `added`, `changed`, `removed`, `reset`. */
export function factor(change: string): Facts {
  return { says: { factor: change, secretType: 'factor' }, subject: ofUser, setting: STRONG_AUTHENTICATION };
}

const STRONG_AUTHENTICATION = /^StrongAuthentication/;

/** Registering a pass is recorded like any other factor; the reason tells. */
export function registered(change: string): (call: Call) => Decided {
  return (call) =>
    /temporary access pass/i.test(call.reason)
      ? { action: 'credential.create', ...PASS_CREATED }
      : { action: 'factor.change', ...factor(change), details: { factorType: factorTypeOf } };
}

/** `User registered Authenticator App with Notification and Code`. */
function factorTypeOf({ reason }: Call): string | undefined {
  return /(?:registered|deleted|updated|changed) (.{3,80}?)(?: for user)?\.?$/i.exec(reason)?.[1];
}

/** One name for every property of a user. */
export function updateUser(call: Call): Decided {
  if (call.change(STRONG_AUTHENTICATION) !== undefined) {
    return { action: 'factor.change', ...factor(directionOf(call.change(STRONG_AUTHENTICATION))) };
  }
  if (call.change(CERTIFICATE_IDS) !== undefined) {
    return {
      action: 'factor.change',
      says: { factor: 'changed', secretType: 'certificate' },
      subject: ofUser,
      setting: CERTIFICATE_IDS,
    };
  }
  if (call.change(IMMUTABLE_ID) !== undefined) {
    return { action: 'sso.change', says: { ssoScope: 'federation' }, subject: ofUser, setting: IMMUTABLE_ID };
  }
  return { action: 'use', subject: ofUser };
}

/** Which certificates sign the user in. */
const CERTIFICATE_IDS = /^(?:CertificateUserIds|AlternativeSecurityIds?|UserCertificate)$/i;
/** By which a federated issuer names the user: whoever sets it can be signed in as them. */
const IMMUTABLE_ID = /^(?:SourceAnchor|ImmutableId|OnPremisesImmutableId)$/i;

/** Steps of the flow in which one resets one's own password: only the last one resets. */
export function resetProgress(call: Call): Decided {
  return /successfully (?:reset|changed)|password (?:was|has been) (?:reset|changed)/i.test(call.reason)
    ? { action: 'credential.reset', ...PASSWORD_SET }
    : { action: 'use', subject: ofUser };
}
