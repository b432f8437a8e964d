/**
 * Whose a key is that a finding names, as its detectors describe it: type, unique id and name, without an ARN. Gives the
 * uids that CloudTrail's records give the same principal, credential and session. The path of a role or user is lost.
 */

import type { Credential, Principal, Session } from '../../model/event.ts';
import { keyKind } from './credential.ts';
import { deriveIdentity } from './identity.ts';
import { rolePrincipal } from './principal.ts';

export interface NamedKey {
  readonly accessKeyId: string | undefined;
  /** `AROA…:session`, `AIDA…`, an account id. */
  readonly principalId: string | undefined;
  /** Of the user, or of the role and not of its session. */
  readonly name: string | undefined;
  /** `IAMUser`, `AssumedRole`, `Root`, … */
  readonly type: string | undefined;
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

export interface KeyHolder {
  /** Undefined when nothing says who it is. */
  readonly principal: Principal | undefined;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
}

export function keyHolder(key: NamedKey): KeyHolder {
  const { account, type, name, partition } = key;
  const identity = deriveIdentity({
    type,
    principalId: key.principalId,
    accountId: account,
    accessKeyId: key.accessKeyId,
    userName: type === 'AssumedRole' || type === 'Role' ? undefined : name,
    arn: arnOf(key),
  });
  const { session } = identity;
  const isRole = (type === 'AssumedRole' || type === 'Role') && name !== undefined;
  const role = `arn:${partition}:iam::${account}:role/${name}`;
  const principal = isRole ? rolePrincipal(role, { name: session?.name }) : identity.principal;
  const known = principal.kind !== 'unknown' ? principal : undefined;
  return { principal: known, credential: credentialOf(key), session };
}

/** What the identity is told by beside its type. */
function arnOf({ account, type, name, partition }: NamedKey): string | undefined {
  if (type === 'Root') return `arn:${partition}:iam::${account}:root`;
  if (name === undefined) return undefined;
  if (type === 'IAMUser') return `arn:${partition}:iam::${account}:user/${name}`;
  return type === 'FederatedUser' ? `arn:${partition}:sts::${account}:federated-user/${name}` : undefined;
}

function credentialOf({ accessKeyId: uid, type }: NamedKey): Credential | undefined {
  return uid === undefined ? undefined : { uid, kind: keyKind(uid, type), mfa: undefined };
}
