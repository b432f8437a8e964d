/** Ids of what is presented to Microsoft's services and issued by them. Ids only: no token, key or password is read. */

import type { Credential, Principal } from '../../model/event.ts';

/**
 * A token by its unique id. A token's own claim `uti` and the sign-in's `uniqueTokenIdentifier` are the id of the request
 * that issued it: older sign-in logs write its text in base64, tokens its sixteen bytes. All give the same uid.
 */
export function tokenUid(identifier: string): string {
  return `entra:token:${utiOf(guidIn(identifier)) ?? identifier}`;
}

export function sessionUid(sessionId: string): string {
  return `entra:session:${sessionId.toLowerCase()}`;
}

/** A secret or certificate of an application, by its key id. */
export function keyUid(keyId: string): string {
  return `entra:key:${keyId.toLowerCase()}`;
}

/** A pass has no id of its own: one per holder, and what a sign-in presents is the same. */
export function temporaryPassUid(holder: Principal): string {
  return `temporary-access-pass:${holder.uid}`;
}

/** A token that was presented, where the record names one. */
export function tokenPresented(identifier: string | undefined): Credential | undefined {
  return identifier === undefined || identifier === ''
    ? undefined
    : { uid: tokenUid(identifier), kind: 'session-token', mfa: undefined };
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** The GUID that an identifier is, or spells in base64. */
function guidIn(identifier: string): string | undefined {
  if (identifier.length === 36) return GUID.test(identifier) ? identifier : undefined;
  if (identifier.length < 48 || identifier.length > 52) return undefined;
  const text = Buffer.from(identifier, 'base64').toString('latin1');
  return GUID.test(text) ? text : undefined;
}

/** A GUID's bytes as tokens carry them: the first three groups little-endian, in base64 for URLs. */
function utiOf(guid: string | undefined): string | undefined {
  if (guid === undefined) return undefined;
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString('base64url');
}
