/** What was presented with a call, told by the identity block. Ids only; no part of a secret is in that block. */

import type { Credential, CredentialKind, Principal } from '../../model/event.ts';
import type { IdentityBlock } from './identity-block.ts';
import { isLong } from './memory-bound.ts';

export function credentialOf({
  accessKeyId: key,
  credentialId,
  type,
  session: { mfa },
}: IdentityBlock): Credential | undefined {
  if (key !== undefined) return { uid: key, kind: keyKind(key, type), mfa };
  return credentialId === undefined ? undefined : { uid: credentialId, kind: 'session-token', mfa };
}

/** AKIA keys last, ASIA keys expire; ids in anonymised logs are neither and go by who holds them. */
export function keyKind(key: string, type?: string): CredentialKind {
  if (key.startsWith('AKIA')) return 'access-key';
  if (key.startsWith('ASIA')) return 'session-token';
  return type === 'IAMUser' || type === 'Root' ? 'access-key' : 'session-token';
}

/** What an identity says of the session of a console. */
interface ConsoleSession {
  readonly principalId: string | undefined;
  readonly created: string | undefined;
  readonly mfa: boolean | undefined;
}

/** The console mints a fresh key for each request: this uid stays the same through the console session. */
export function consoleCredentialOf({
  principalId: id,
  created,
  mfa,
}: ConsoleSession): Credential | undefined {
  if (id === undefined) return undefined;
  const last = consoles.get(id);
  if (last !== undefined && last.created === created && last.credential.mfa === mfa) return last.credential;
  const credential: Credential = { uid: consoleUid(id, created), kind: 'console-session', mfa };
  if (isLong([id, created])) return credential;
  if (consoles.size >= MOST_CONSOLES) consoles.clear();
  consoles.set(id, { created, credential });
  return credential;
}

/** The session each principal was last seen in: one lasts for hundreds of requests. */
const consoles = new Map<string, { readonly created: string | undefined; readonly credential: Credential }>();
const MOST_CONSOLES = 8_192;

/** @param created ISO time the session began, as CloudTrail writes it */
export function consoleUid(principalId: string, created: string | undefined): string {
  return created === undefined ? `console:${principalId}` : `console:${principalId}@${created}`;
}

/** A password has no id of its own: one per holder, and what a sign-in presents is the same. */
export function passwordUid(holder: Principal): string {
  return `password:${holder.uid}`;
}
