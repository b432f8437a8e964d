/**
 * The `userIdentity` block → who called, with which credential, in which session. A pure function of that block
 * alone, so that the reader can remember its answer; what other fields add is applied by `normalise.ts`.
 * The block's `arn` of a role session changes with every session and never becomes a uid.
 */

import { at, flagAt, textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Credential, Principal, Session } from '../../model/event.ts';
import { consoleCredentialOf, credentialOf } from './credential.ts';
import { canonicalIdentity } from './lake-names.ts';
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
import { functionWorkload, workloadOf } from './workload.ts';

/** Shared between records: treat as frozen. */
export interface Identity {
  readonly principal: Principal;
  readonly principalId: string | undefined;
  readonly account: string | undefined;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly credential: Credential | undefined;
  /** The console mints a fresh key for each request: this uid stays the same through the console session. */
  readonly consoleCredential: Credential | undefined;
  readonly session: Session | undefined;
  /** The session as it is when the call turns out to come out of a Lambda function. */
  readonly functionSession: Session | undefined;
  readonly invokedBy: string | undefined;
  readonly mfa: boolean | undefined;
}

export function deriveIdentity(value: unknown): Identity {
  const block = canonicalIdentity(value);
  const who = identify(block);
  const mfa = flagAt(block, 'sessionContext', 'attributes', 'mfaAuthenticated');
  const arn = textAt(block, 'arn');
  return {
    principal: who.principal,
    principalId: textAt(block, 'principalId'),
    account: textAt(block, 'accountId') ?? (who.principal.scope || undefined),
    partition: partitionOf(arn),
    credential: credentialOf(block, mfa),
    consoleCredential: consoleCredentialOf(block, mfa),
    session: who.session,
    functionSession: who.session && { ...who.session, workload: functionWorkload(who.session.name) },
    invokedBy: textAt(block, 'invokedBy'),
    mfa,
  };
}

interface Who {
  readonly principal: Principal;
  readonly session: Session | undefined;
}

function identify(block: unknown): Who {
  switch (textAt(block, 'type')) {
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
        principal: servicePrincipal(textAt(block, 'invokedBy') ?? 'AWS Internal'),
        session: undefined,
      };
    case 'IdentityCenterUser':
      return identityCenterUser(block);
    default:
      return unspecified(block);
  }
}

/** A user's session is told apart by when it began: a user has no session name. */
function plain(block: unknown, principal: Principal): Who {
  const created = textAt(block, 'sessionContext', 'attributes', 'creationDate');
  if (created === undefined) return { principal, session: undefined };
  const id = textAt(block, 'principalId') ?? principal.uid;
  return { principal, session: sessionOf(block, `${id}@${created}`, principal.name) };
}

function rootOf(block: unknown): Principal {
  const arn = textAt(block, 'arn');
  const account = textAt(block, 'accountId') ?? (arn && accountOf(arn)) ?? textAt(block, 'principalId') ?? '';
  return rootPrincipal(account, partitionOf(arn));
}

/** Failed sign-ins and hand-trimmed records lack the ARN; a name and an account rebuild it. */
function userOf(block: unknown): Principal {
  const arn = textAt(block, 'arn');
  const name = textAt(block, 'userName');
  const account = textAt(block, 'accountId') ?? '';
  if (arn !== undefined) return userPrincipal(arn, name);
  if (name === HIDDEN)
    return { uid: `${account}/${HIDDEN}`, kind: 'unknown', name: 'hidden name', scope: account };
  if (name !== undefined) return userByName(name, account);
  const id = textAt(block, 'principalId');
  return id === undefined ? inAccount(account) : { uid: id, kind: 'user', name: id, scope: account };
}

/** CloudTrail's stand-in for a name that matches no user: people type passwords into the wrong box. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

function assumedRole(block: unknown): Who {
  const id = textAt(block, 'principalId');
  const [, , sessionInArn] = sessionArn(block);
  const name = afterColon(id) ?? sessionInArn;
  const arn = roleArnOf(block);
  const sourceIdentity = textAt(block, 'sessionContext', 'sourceIdentity');
  const onBehalfOf = textAt(block, 'onBehalfOf', 'userId');
  const principal =
    arn === undefined
      ? roleById(id, textAt(block, 'accountId'))
      : rolePrincipal(arn, { name, sourceIdentity, onBehalfOf });
  if (name === undefined) return { principal, session: undefined };
  const uid = id === undefined || id.includes(':') ? (id ?? `${principal.uid}:${name}`) : `${id}:${name}`;
  return { principal, session: sessionOf(block, uid, name) };
}

/** The issuer's ARN; without one, rebuilt from the session's (which has lost the role's path). */
function roleArnOf(block: unknown): string | undefined {
  const issuer = textAt(block, 'sessionContext', 'sessionIssuer', 'arn');
  if (issuer !== undefined) return issuer;
  const [account, role] = sessionArn(block);
  if (account === undefined || role === undefined) return undefined;
  return `arn:${partitionOf(textAt(block, 'arn'))}:iam::${account}:role/${role}`;
}

/** Account, role and session of `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
function sessionArn(block: unknown): readonly (string | undefined)[] {
  const parts = /^arn:[\w-]*:[\w-]*::([^:]*):assumed-role\/([^/]+)(?:\/(.+))?$/.exec(
    textAt(block, 'arn') ?? '',
  );
  return parts ? [parts[1], parts[2], parts[3]] : [undefined, undefined, undefined];
}

function roleById(id: string | undefined, account = ''): Principal {
  const role = id?.split(':', 1)[0];
  return role ? { uid: role, kind: 'role', name: role, scope: account } : inAccount(account);
}

function roleItself(block: unknown): Principal {
  const arn = textAt(block, 'arn');
  return arn === undefined
    ? roleById(textAt(block, 'principalId'), textAt(block, 'accountId'))
    : rolePrincipal(arn);
}

/** A session of GetFederationToken: lasts as `federated-user/NAME`; its issuer is the user who asked for it. */
function federatedUser(block: unknown): Who {
  const arn = textAt(block, 'arn');
  const id = textAt(block, 'principalId');
  const account = textAt(block, 'accountId') ?? (arn && accountOf(arn)) ?? '';
  const uid = arn ?? id;
  if (uid === undefined) return { principal: inAccount(account), session: undefined };
  const name = afterColon(id) ?? uid.slice(uid.lastIndexOf('/') + 1);
  return {
    principal: { uid, kind: 'federated-user', name, scope: account },
    session: sessionOf(block, id ?? uid, name),
  };
}

/** Callers of AssumeRoleWithSAML and AssumeRoleWithWebIdentity: known to their provider, not yet to AWS. */
function externalUser(block: unknown): Who {
  const id = textAt(block, 'principalId');
  const provider = textAt(block, 'identityProvider');
  const name = textAt(block, 'userName') ?? afterColon(id) ?? 'unknown';
  const uid = id ?? `${provider ?? 'external'}:${name}`;
  const kind = name.startsWith('system:serviceaccount:') ? 'service-account' : 'federated-user';
  const scope = textAt(block, 'accountId') ?? '';
  return { principal: { uid, kind, name, scope }, session: undefined };
}

/** The foreign side of a cross-account call sees the caller's account and unique id, never the name. */
function foreignAccount(block: unknown): Who {
  const account = textAt(block, 'accountId') ?? '';
  const id = textAt(block, 'principalId');
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

function identityCenterUser(block: unknown): Who {
  const account = textAt(block, 'accountId') ?? '';
  const userId = textAt(block, 'onBehalfOf', 'userId') ?? textAt(block, 'principalId');
  if (userId === undefined) return { principal: inAccount(account), session: undefined };
  const store = textAt(block, 'onBehalfOf', 'identityStoreArn');
  const uid = store === undefined ? userId : `${store}/user/${userId}`;
  const name = textAt(block, 'userName') ?? userId;
  const credentialId = textAt(block, 'credentialId');
  return {
    principal: { uid, kind: 'user', name, scope: account },
    session: credentialId === undefined ? undefined : sessionOf(block, `${userId}@${credentialId}`, name),
  };
}

/** `Unknown`, `Directory`, no type at all (service events), or a type AWS added since. */
function unspecified(block: unknown): Who {
  const service = textAt(block, 'invokedBy');
  const name = textAt(block, 'userName');
  const account = textAt(block, 'accountId') ?? '';
  const arn = textAt(block, 'arn');
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
  const id = textAt(block, 'principalId');
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

function sessionOf(block: unknown, uid: string, name: string): Session {
  const context = at(block, 'sessionContext');
  const created = textAt(context, 'attributes', 'creationDate');
  const role = textAt(context, 'sessionIssuer', 'userName') ?? '';
  const issuer =
    textAt(block, 'type') === 'FederatedUser' ? textAt(context, 'sessionIssuer', 'arn') : undefined;
  return {
    uid,
    name,
    issuedAt: created === undefined ? undefined : parseIsoTime(created),
    onBehalfOf: textAt(context, 'sourceIdentity') ?? textAt(block, 'onBehalfOf', 'userId') ?? issuer,
    workload: workloadOf(name, role, context, at(block, 'inScopeOf') ?? at(context, 'inScopeOf')),
  };
}

function afterColon(id: string | undefined): string | undefined {
  const colon = id?.lastIndexOf(':') ?? -1;
  return colon < 0 ? undefined : id?.slice(colon + 1) || undefined;
}
