/** What was presented at a sign-in. Ids only. */

import { passwordUid } from '../../contract/credentials.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Credential, CredentialKind, Principal, Session } from '../../model/event.ts';
import { keyUid, temporaryPassUid } from '../../vendor/microsoft/credential.ts';
import type { SignInLog } from './categories.ts';
import { FIELDS } from './fields.ts';
import type { Proof } from './proof.ts';

export function presented(
  record: RecordView,
  log: SignInLog,
  principal: Principal,
  session: Session | undefined,
  proof: Proof,
  error: string | undefined,
): Credential | undefined {
  if (log === 'service-principal') return ofApplication(record);
  if (log === 'managed-identity') return undefined;
  if (log === 'non-interactive' || proof.carried || isRefreshed(record)) return ofSession(session, proof);
  if (principal.kind === 'unknown') return undefined;
  const { primary } = proof;
  if (primary !== undefined && /^Temporary Access Pass/i.test(primary)) {
    return { uid: temporaryPassUid(principal), kind: 'recovery-code', mfa: proof.mfa };
  }
  const byPassword =
    primary === undefined ? PASSWORD_ERRORS.has(error ?? '') : /^Password(?!less)/i.test(primary);
  return byPassword ? { uid: passwordUid(principal), kind: 'password', mfa: proof.mfa } : undefined;
}

/** Errors about a password, for records that list no steps: wrong, expired, or missing in the directory. */
const PASSWORD_ERRORS: ReadonlySet<string> = new Set(['50126', '50055', '50056']);

/** A token was presented in place of a password, as device-bound tokens are to get another. */
function isRefreshed(record: RecordView): boolean {
  const type = record.text(FIELDS.incomingTokenType);
  return type !== undefined && type !== '' && type !== 'none' && type !== 'saml11' && type !== 'saml20';
}

function ofSession(session: Session | undefined, proof: Proof): Credential | undefined {
  return session === undefined ? undefined : { uid: session.uid, kind: 'session-token', mfa: proof.mfa };
}

/** An application proves itself with a secret or certificate, or with a token of somebody it trusts. */
function ofApplication(record: RecordView): Credential | undefined {
  const key = record.text(FIELDS.servicePrincipalCredentialKeyId);
  const type = record.text(FIELDS.clientCredentialType) ?? '';
  if (key !== undefined && key !== '' && !NO_KEY.test(key)) {
    return { uid: keyUid(key), kind: kindOf(type), mfa: undefined };
  }
  const federated = record.text(FIELDS.federatedCredentialId);
  if (federated === undefined || federated === '' || NO_KEY.test(federated)) return undefined;
  return { uid: keyUid(federated), kind: 'federated-credential', mfa: undefined };
}

const NO_KEY = /^[0-]+$/;

function kindOf(type: string): CredentialKind {
  if (/assertion|certificate/i.test(type)) return 'certificate';
  return /federated/i.test(type) ? 'federated-credential' : 'service-credential';
}
