/**
 * Finders of the credentials a call made, imported or revived. Identifiers only: the secret key, the session
 * token, key material and passwords beside them are never read.
 */

import { shortHash } from '../../lib/hash.ts';
import { at, textAt } from '../../lib/json.ts';
import type { CredentialKind, Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { consoleUid, passwordUid } from './credential.ts';
import { expiryOf } from './expiry.ts';
import { rolePrincipal } from './principal.ts';
import { directoryUser, iamUser, rootAskedFor } from './subjects.ts';

export type FindIssued = (call: Call) => readonly Issued[];

const NONE: readonly Issued[] = Object.freeze([]);

/** AssumeRole and its kin. Where the key id was trimmed away the session id still ties later calls to this one. */
export const roleSession: FindIssued = (call) => {
  const arn = textAt(call.request, 'roleArn');
  const session = textAt(call.response, 'assumedRoleUser', 'assumedRoleId');
  const key = textAt(call.response, 'credentials', 'accessKeyId');
  if (arn === undefined || (key === undefined && session === undefined)) return NONE;
  const holder = rolePrincipal(arn, {
    name: textAt(call.request, 'roleSessionName') ?? session?.split(':')[1],
    sourceIdentity: textAt(call.response, 'sourceIdentity') ?? textAt(call.request, 'sourceIdentity'),
  });
  return [token(call, key ?? `session:${session}`, holder, session)];
};

export const federationToken: FindIssued = (call) => {
  const key = textAt(call.response, 'credentials', 'accessKeyId');
  const arn = textAt(call.response, 'federatedUser', 'arn');
  if (key === undefined || arn === undefined) return NONE;
  const name = textAt(call.request, 'name') ?? arn.slice(arn.lastIndexOf('/') + 1);
  const holder: Principal = { uid: arn, kind: 'federated-user', name, scope: call.account };
  return [token(call, key, holder, textAt(call.response, 'federatedUser', 'federatedUserId'))];
};

/** GetSessionToken and GetSigninToken: the same principal again, under a new key. */
export const ownToken: FindIssued = (call) => {
  const key = textAt(call.response, 'credentials', 'accessKeyId');
  if (key === undefined || key === call.credential?.uid) return NONE;
  const session =
    call.principal.kind === 'user' || call.principal.kind === 'root' ? undefined : call.session?.uid;
  return [token(call, key, call.principal, session)];
};

export const rootSession: FindIssued = (call) => {
  const key = textAt(call.response, 'credentials', 'accessKeyId');
  const holder = rootAskedFor(call);
  return key === undefined || holder === undefined ? NONE : [token(call, key, holder, undefined)];
};

/** Identity Center's portal hands out role credentials; their key id is rarely logged. */
export const portalRole: FindIssued = (call) => {
  const key = textAt(call.response, 'roleCredentials', 'accessKeyId') ?? textAt(call.service, 'accessKeyId');
  const role = textAt(call.service, 'role_name') ?? textAt(call.request, 'roleName');
  const account = textAt(call.service, 'account_id') ?? textAt(call.request, 'accountId');
  if (key === undefined || role === undefined || account === undefined) return NONE;
  const holder = rolePrincipal(`arn:${call.partition}:iam::${account}:role/${role}`, {
    name: call.principal.name,
  });
  return [token(call, key, holder, undefined)];
};

/** IAM Roles Anywhere: a certificate becomes a role session. */
export const certificateSession: FindIssued = (call) => {
  const set = ['credentialSet', 0] as const;
  const key = textAt(call.response, ...set, 'credentials', 'accessKeyId');
  const arn = textAt(call.response, ...set, 'roleArn') ?? textAt(call.request, 'roleArn');
  if (key === undefined || arn === undefined) return NONE;
  const id = textAt(call.response, ...set, 'assumedRoleUser', 'assumedRoleId');
  const holder = rolePrincipal(arn, { name: textAt(call.request, 'roleSessionName') ?? id?.split(':')[1] });
  return [token(call, key, holder, id)];
};

/** Cognito identity pools: temporary keys for an end user of an application. */
export const poolIdentity: FindIssued = (call) => {
  const key = textAt(call.response, 'credentials', 'accessKeyId');
  const identity = textAt(call.response, 'identityId') ?? textAt(call.request, 'identityId');
  if (key === undefined || identity === undefined) return NONE;
  const holder: Principal = { uid: identity, kind: 'federated-user', name: identity, scope: call.account };
  return [token(call, key, holder, undefined)];
};

/** A console session starts. Its later records carry the second it began, which is nearly always this one. */
export const consoleSession: FindIssued = (call) => {
  if (call.principalId === undefined) return NONE;
  const began = new Date(call.session?.issuedAt ?? call.time).toISOString().replace('.000Z', 'Z');
  const isRole = call.principalId.includes(':');
  return [
    {
      uid: consoleUid(call.principalId, began),
      kind: 'console-session',
      holder: call.principal,
      session: isRole ? call.principalId : undefined,
      expiresAt: undefined,
    },
  ];
};

export const accessKey: FindIssued = (call) =>
  lasting(textAt(call.response, 'accessKey', 'accessKeyId'), 'access-key', iamUser(call));

/** A key that is made active again. */
export const namedAccessKey: FindIssued = (call) =>
  lasting(textAt(call.request, 'accessKeyId'), 'access-key', iamUser(call));

export const iamPassword: FindIssued = (call) => password(iamUser(call));

export const callerPassword: FindIssued = (call) => password(call.principal);

export const directoryPassword: FindIssued = (call) => password(directoryUser(call));

export const iamSshKey: FindIssued = (call) =>
  lasting(
    textAt(call.response, 'sSHPublicKey', 'sSHPublicKeyId') ?? textAt(call.request, 'sSHPublicKeyId'),
    'ssh-key',
    iamUser(call),
  );

export const signingCertificate: FindIssued = (call) =>
  lasting(
    textAt(call.response, 'certificate', 'certificateId') ?? textAt(call.request, 'certificateId'),
    'certificate',
    iamUser(call),
  );

/** CodeCommit and Keyspaces passwords, Bedrock API keys. */
export const serviceCredential: FindIssued = (call) =>
  lasting(
    textAt(call.response, 'serviceSpecificCredential', 'serviceSpecificCredentialId') ??
      textAt(call.request, 'serviceSpecificCredentialId'),
    'service-credential',
    iamUser(call),
  );

export const mfaDevice: FindIssued = (call) =>
  lasting(textAt(call.request, 'serialNumber'), 'mfa-device', iamUser(call));

/** EC2 and Lightsail key pairs belong to nobody until an instance starts with them: whoever made them holds them. */
export function keyPair(service: 'ec2' | 'lightsail', parameter: string): FindIssued {
  return (call) => {
    const name = textAt(call.request, parameter);
    if (name === undefined) return NONE;
    const place = `${call.region ?? ''}:${call.account}`;
    const uid = `arn:${call.partition}:${service}:${place}:${service === 'ec2' ? 'key-pair' : 'KeyPair'}/${name}`;
    return lasting(uid, 'ssh-key', call.principal);
  };
}

/** A public key pushed onto an instance: named by its digest, held by the machine's account. */
export const pushedKey: FindIssued = (call) => {
  const body = textAt(call.request, 'sSHPublicKey');
  const instance = textAt(call.request, 'instanceId');
  if (body === undefined || instance === undefined) return NONE;
  const name = textAt(call.request, 'instanceOSUser') ?? instance;
  const holder: Principal = { uid: instance, kind: 'host', name, scope: call.account };
  return lasting(`ssh-key:${shortHash([body])}`, 'ssh-key', holder);
};

/** Credentials of applications: an API key, a certificate of a device, an imported token. */
export function answeredId(kind: CredentialKind, ...path: readonly (string | number)[]): FindIssued {
  return (call) => lasting(textAt(call.response, ...path), kind, call.principal);
}

export const transferKey: FindIssued = (call) => {
  const server = textAt(call.request, 'serverId');
  const name = textAt(call.request, 'userName');
  const id = textAt(call.response, 'sshPublicKeyId');
  if (server === undefined || name === undefined || id === undefined) return NONE;
  return lasting(id, 'ssh-key', { uid: `${server}/${name}`, kind: 'user', name, scope: call.account });
};

function token(call: Call, uid: string, holder: Principal, session: string | undefined): Issued {
  return {
    uid,
    kind: 'session-token',
    holder,
    session,
    expiresAt: expiryOf(credentialsOf(call.response), call.request, call.time),
  };
}

function credentialsOf(response: unknown): unknown {
  return (
    at(response, 'credentials') ??
    at(response, 'roleCredentials') ??
    at(response, 'credentialSet', 0, 'credentials')
  );
}

function lasting(
  uid: string | undefined,
  kind: CredentialKind,
  holder: Principal | undefined,
): readonly Issued[] {
  if (uid === undefined || holder === undefined) return NONE;
  return [{ uid, kind, holder, session: undefined, expiresAt: undefined }];
}

/** A password has no id of its own: one per holder. Signing in presents the same uid. */
function password(holder: Principal | undefined): readonly Issued[] {
  return holder === undefined ? NONE : lasting(passwordUid(holder), 'password', holder);
}
