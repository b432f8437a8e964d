/**
 * Which lock of a person's account an event opens, read from action and details alone, so that any provider's
 * record will do. Creating an account with its first password opens nobody's; neither does unlocking one.
 */

import type { Event } from '../../model/event.ts';
import type { Secret } from './parameters.ts';

export interface Lock {
  /** What a pair of locks is told by; a pass or code stands in for both. */
  readonly kind: 'password' | 'factor' | 'pass';
  readonly name: string;
  readonly done: string;
  /** Begins the sentence `ana … of ben`, with its preposition. */
  readonly verb: string;
  readonly secret: Secret;
  readonly detection: string;
}

const PASSWORD: Lock = {
  kind: 'password',
  name: 'password',
  done: 'reset',
  verb: 'reset the password of',
  secret: 'password',
  detection: 'password-reset-for-someone-else',
};

const FACTOR: Lock = {
  kind: 'factor',
  name: 'second factor',
  done: 'changed',
  verb: 'changed the second factor of',
  secret: 'factor',
  detection: 'factor-reset-for-someone-else',
};

const PASS: Lock = {
  kind: 'pass',
  name: 'temporary pass',
  done: 'made',
  verb: 'made a temporary pass for',
  secret: 'temporary-access-pass',
  detection: 'pass-made-for-someone-else',
};

const CODE: Lock = {
  ...PASS,
  name: 'recovery code',
  verb: 'made recovery codes for',
  secret: 'recovery-code',
};

/** IAM Identity Center, Cognito and directories of AWS, whose records say no kind of secret. */
const AWS_RESETS: ReadonlySet<string> = new Set([
  'sso-directory:UpdatePassword',
  'cognito-idp:AdminSetUserPassword',
  'cognito-idp:AdminResetUserPassword',
  'ds:ResetUserPassword',
]);

export function lockOf(event: Event): Lock | undefined {
  const { action, details, provider } = event;
  if (provider === 'aws') return AWS_RESETS.has(event.operation) ? PASSWORD : undefined;
  const secret = details['secretType'];
  if (action === 'factor.change') return isOpening(event) ? FACTOR : undefined;
  if (action === 'credential.create') {
    if (secret === 'temporary-access-pass') return PASS;
    if (secret === 'recovery-code') return CODE;
    return undefined;
  }
  if (action !== 'credential.reset') return undefined;
  if (secret === 'recovery-code') return CODE;
  return secret === 'password' && setsPassword(event) ? PASSWORD : undefined;
}

/** Where nothing was issued, the account was unlocked, enabled or told to change its password. */
function setsPassword({ issued, outcome, details }: Event): boolean {
  if (details['enabled'] === true || details['revived'] === true) return false;
  return outcome === 'failure' || details['selfService'] === true || issued.length > 0;
}

/** A factor that a person failed to pass, or a recovery address, is no lock opened. */
function isOpening({ details }: Event): boolean {
  return ['added', 'removed', 'reset', 'changed'].includes(String(details['factor']));
}
