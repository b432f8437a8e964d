/**
 * The `userIdentity` block → who called, with which credential, in which session. A pure function of that block
 * alone, so that the reader can remember its answer; what other fields add is applied by `normalise.ts`.
 * The block's `arn` of a role session changes with every session and never becomes a uid.
 */

import type { RecordView } from '../../contract/projection.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Credential, Principal, Session } from '../../model/event.ts';
import { credentialOf } from './credential.ts';
import { blockOf, type IdentityBlock, readBlock } from './identity-block.ts';
import {
  accountOf,
  partitionOf,
  rolePrincipal,
  rootPrincipal,
  servicePrincipal,
  UNKNOWN,
  userByName,
  userPrincipal,
} from './principal.ts';
import { rememberedWho, type Who } from './remembered-who.ts';
import { functionWorkload, workloadOf } from './workload.ts';

/** Shared between records: treat as frozen. */
export interface Identity {
  readonly principal: Principal;
  readonly principalId: string | undefined;
  readonly account: string | undefined;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly credential: Credential | undefined;
  /** ISO time the session began, as the record writes it. */
  readonly created: string | undefined;
  readonly session: Session | undefined;
  readonly invokedBy: string | undefined;
  readonly mfa: boolean | undefined;
}

/** Of a record's block, seen through {@link IDENTITY_FIELDS}. */
export function readIdentity(inside: RecordView, whole: () => unknown): Identity {
  return identityOf(readBlock(inside, whole));
}

/** Of a parsed block. */
export function deriveIdentity(value: unknown): Identity {
  return identityOf(blockOf(value));
}

function identityOf(block: IdentityBlock): Identity {
  const { principal, session } = rememberedWho(block, identify);
  return {
    principal,
    principalId: block.principalId,
    account: block.accountId ?? (principal.scope || undefined),
    partition: partitionOf(block.arn),
    credential: credentialOf(block),
    created: block.session.created,
    session,
    invokedBy: block.invokedBy,
    mfa: block.session.mfa,
  };
}

/** The session as it is when the call turns out to come out of a Lambda function. */
export function functionSessionOf(session: Session): Session {
  return { ...session, workload: functionWorkload(session.name) };
}

function identify(block: IdentityBlock): Who {
  switch (block.type) {
    case 'Root':
      return plain(block, rootOf(block));
    case 'IAMUser':
      return plain(block, userOf(block));
    case 'AssumedRole':
      return assumedRole(block);
    case 'Role':
      return { principal: roleItself(block), session: undefined };
    case 'FederatedUser':
      return federatedUser(block);
    case 'SAMLUser':
    case 'WebIdentityUser':
      return externalUser(block);
    case 'AWSAccount':
      return foreignAccount(block);
    case 'AWSService':
      return {
        principal: servicePrincipal(block.invokedBy ?? 'AWS Internal'),
        session: undefined,
      };
    case 'IdentityCenterUser':
      return identityCenterUser(block);
    default:
      return unspecified(block);
  }
}

/** A user's session is told apart by when it began: a user has no session name. */
function plain(block: IdentityBlock, principal: Principal): Who {
  const { created } = block.session;
  if (created === undefined) return { principal, session: undefined };
  const id = block.principalId ?? principal.uid;
  return { principal, session: sessionOf(block, `${id}@${created}`, principal.name) };
}

function rootOf(block: IdentityBlock): Principal {
  const arn = block.arn;
  const account = block.accountId ?? (arn && accountOf(arn)) ?? block.principalId ?? '';
  return rootPrincipal(account, partitionOf(arn));
}

/** Failed sign-ins and hand-trimmed records lack the ARN; a name and an account rebuild it. */
function userOf(block: IdentityBlock): Principal {
  const arn = block.arn;
  const name = block.userName;
  const account = block.accountId ?? '';
  if (arn !== undefined) return userPrincipal(arn, name);
  if (name === HIDDEN)
    return { uid: `${account}/${HIDDEN}`, kind: 'unknown', name: 'hidden name', scope: account };
  if (name !== undefined) return userByName(name, account);
  const id = block.principalId;
  return id === undefined ? inAccount(account) : { uid: id, kind: 'user', name: id, scope: account };
}

/** CloudTrail's stand-in for a name that matches no user: people type passwords into the wrong box. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

function assumedRole(block: IdentityBlock): Who {
  const { principalId: id, onBehalfOf } = block;
  const { sourceIdentity } = block.session;
  const name = afterColon(id) ?? sessionArn(block)[2];
  const arn = roleArnOf(block);
  const principal =
    arn === undefined
      ? roleById(id, block.accountId)
      : rolePrincipal(arn, { name, sourceIdentity, onBehalfOf });
  if (name === undefined) return { principal, session: undefined };
  const uid = id === undefined || id.includes(':') ? (id ?? `${principal.uid}:${name}`) : `${id}:${name}`;
  return { principal, session: sessionOf(block, uid, name) };
}

/** The issuer's ARN; without one, rebuilt from the session's (which has lost the role's path). */
function roleArnOf(block: IdentityBlock): string | undefined {
  const { issuerArn } = block.session;
  if (issuerArn !== undefined) return issuerArn;
  const [account, role] = sessionArn(block);
  if (account === undefined || role === undefined) return undefined;
  return `arn:${partitionOf(block.arn)}:iam::${account}:role/${role}`;
}

/** Account, role and session of `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
function sessionArn({ arn = '' }: IdentityBlock): readonly (string | undefined)[] {
  const parts = /^arn:[\w-]*:[\w-]*::([^:]*):assumed-role\/([^/]+)(?:\/(.+))?$/.exec(arn);
  return parts ? [parts[1], parts[2], parts[3]] : [undefined, undefined, undefined];
}

function roleById(id: string | undefined, account = ''): Principal {
  const role = id?.split(':', 1)[0];
  return role ? { uid: role, kind: 'role', name: role, scope: account } : inAccount(account);
}

function roleItself(block: IdentityBlock): Principal {
  const arn = block.arn;
  return arn === undefined ? roleById(block.principalId, block.accountId) : rolePrincipal(arn);
}

/** A session of GetFederationToken: lasts as `federated-user/NAME`; its issuer is the user who asked for it. */
function federatedUser(block: IdentityBlock): Who {
  const arn = block.arn;
  const id = block.principalId;
  const account = block.accountId ?? (arn && accountOf(arn)) ?? '';
  const uid = arn ?? id;
  if (uid === undefined) return { principal: inAccount(account), session: undefined };
  const name = afterColon(id) ?? uid.slice(uid.lastIndexOf('/') + 1);
  return {
    principal: { uid, kind: 'federated-user', name, scope: account },
    session: sessionOf(block, id ?? uid, name),
  };
}

/** Callers of AssumeRoleWithSAML and AssumeRoleWithWebIdentity: known to their provider, not yet to AWS. */
function externalUser(block: IdentityBlock): Who {
  const id = block.principalId;
  const provider = block.identityProvider;
  const name = block.userName ?? afterColon(id) ?? 'unknown';
  const uid = id ?? `${provider ?? 'external'}:${name}`;
  const kind = name.startsWith('system:serviceaccount:') ? 'service-account' : 'federated-user';
  const scope = block.accountId ?? '';
  return { principal: { uid, kind, name, scope }, session: undefined };
}

/** The foreign side of a cross-account call sees the caller's account and unique id, never the name. */
function foreignAccount(block: IdentityBlock): Who {
  const account = block.accountId ?? '';
  const id = block.principalId;
  if (account === 'ANONYMOUS_PRINCIPAL' || id === 'ANONYMOUS_PRINCIPAL') {
    return {
      principal: { uid: 'anonymous', kind: 'anonymous', name: 'anonymous', scope: '' },
      session: undefined,
    };
  }
  const uid = id?.split(':', 1)[0] ?? account;
  if (uid === '') return { principal: UNKNOWN, session: undefined };
  const name = afterColon(id);
  return {
    principal: { uid, kind: 'account', name: account || uid, scope: account },
    session: name === undefined || id === undefined ? undefined : sessionOf(block, id, name),
  };
}

function identityCenterUser(block: IdentityBlock): Who {
  const account = block.accountId ?? '';
  const userId = block.onBehalfOf ?? block.principalId;
  if (userId === undefined) return { principal: inAccount(account), session: undefined };
  const store = block.identityStore;
  const uid = store === undefined ? userId : `${store}/user/${userId}`;
  const name = block.userName ?? userId;
  const credentialId = block.credentialId;
  return {
    principal: { uid, kind: 'user', name, scope: account },
    session: credentialId === undefined ? undefined : sessionOf(block, `${userId}@${credentialId}`, name),
  };
}

/** `Unknown`, `Directory`, no type at all (service events), or a type AWS added since. */
function unspecified(block: IdentityBlock): Who {
  const service = block.invokedBy;
  const name = block.userName;
  const account = block.accountId ?? '';
  const arn = block.arn;
  if (arn?.includes(':assumed-role/')) return assumedRole(block);
  if (arn?.includes(':user/')) return plain(block, userOf(block));
  if (name === HIDDEN) return { principal: userOf(block), session: undefined };
  if (name !== undefined) {
    return {
      principal: { uid: `${account}/${name}`, kind: 'user', name, scope: account },
      session: undefined,
    };
  }
  if (service !== undefined) return { principal: servicePrincipal(service), session: undefined };
  const id = block.principalId;
  if (id !== undefined && id !== account) {
    return { principal: { uid: id, kind: 'unknown', name: id, scope: account }, session: undefined };
  }
  return { principal: inAccount(account), session: undefined };
}

/** Nobody in particular of an account. */
function inAccount(account: string): Principal {
  return account === ''
    ? UNKNOWN
    : { uid: `unknown@${account}`, kind: 'unknown', name: 'unknown', scope: account };
}

function sessionOf(block: IdentityBlock, uid: string, name: string): Session {
  const { created, sourceIdentity, issuerArn } = block.session;
  const issuer = block.type === 'FederatedUser' ? issuerArn : undefined;
  return {
    uid,
    name,
    issuedAt: created === undefined ? undefined : parseIsoTime(created),
    onBehalfOf: sourceIdentity ?? block.onBehalfOf ?? issuer,
    workload: workloadOf(name, block),
  };
}

function afterColon(id: string | undefined): string | undefined {
  const colon = id?.lastIndexOf(':') ?? -1;
  return colon < 0 ? undefined : id?.slice(colon + 1) || undefined;
}
