/** The credential and session a call was made with, by what its identity block and the rest of the record say. */

import type { Credential } from '../../model/event.ts';
import type { Presented } from './call.ts';
import type { Caller, Origin } from './client.ts';
import { consoleCredentialOf, passwordUid } from './credential.ts';
import { functionSessionOf, type Identity } from './identity.ts';
import type { NamedOperation } from './operation-names.ts';

/** Of most calls it is what the identity block says, which is then given back as it is. */
export function presented(identity: Identity, named: NamedOperation, origin: Origin): Presented {
  const { session } = identity;
  const inFunction = origin.inFunction && session !== undefined && session.workload === undefined;
  const credential = credentialOf(identity, named, origin);
  if (!inFunction && credential === identity.credential) return identity;
  return { credential, session: inFunction ? functionSessionOf(session) : session };
}

function credentialOf(
  identity: Identity,
  named: NamedOperation,
  { access, fromConsole }: Origin,
): Credential | undefined {
  const { credential, principal } = identity;
  if (credential === undefined) {
    const withPassword = principal.kind === 'user' || principal.kind === 'root';
    if (withPassword && PASSWORD_OPERATIONS.has(named.operation)) {
      return { uid: passwordUid(principal), kind: 'password', mfa: identity.mfa };
    }
  }
  // Signing in is what begins a console session; what was presented for it is something else.
  if (named.isSignin || !(fromConsole || access === 'console')) return credential;
  if (credential?.uid.startsWith('AKIA') === true) return credential;
  // Without the flag, only a session that says when it began can be told from a key used by hand.
  const traced = fromConsole || identity.session?.issuedAt !== undefined;
  return traced ? (consoleCredentialOf(identity) ?? credential) : credential;
}

/** Where the one who calls proves themself by password. */
const PASSWORD_OPERATIONS: ReadonlySet<string> = new Set(['signin:ConsoleLogin', 'signin:CheckMfa']);

export function withMfa(credential: Credential | undefined, mfa: boolean): Credential | undefined {
  return credential === undefined ? undefined : { ...credential, mfa };
}

/** AWS's own service events legitimately name nobody; other records without an identity are of no use. */
export function isNobody({ principal }: Identity, { eventType, sourceAddress }: Caller): boolean {
  if (principal.uid !== 'unknown' || eventType === 'AwsServiceEvent') return false;
  return !(sourceAddress?.endsWith('.amazonaws.com') ?? false);
}
