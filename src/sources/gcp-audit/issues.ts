/**
 * Finders of the credentials a call made, imported or revived. Identifiers only: keys, tokens and signatures in a
 * response are never read.
 */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import { listAt, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { CredentialKind, Issued, Principal } from '../../model/event.ts';
import {
  delegatedUid,
  federatedUid,
  lastHopUid,
  serviceAccountKeyUid,
} from '../../vendor/google/credential.ts';
import { clusterPrincipal, principalOfEmail, principalOfSubject } from '../../vendor/google/principal.ts';
import type { Call } from './call.ts';
import { lifetimeSeconds } from './details.ts';
import { keyOf, nameIn } from './identity.ts';
import type { FindIssued, FindSubject } from './row.ts';
import { serviceAccountOf } from './service-account.ts';

export const serviceAccountKey: FindIssued = (call) =>
  lasting(keyConcerned(call), 'access-key', serviceAccountOf(call));

/** The id of the key that was made, disabled or deleted, as its uses present it. */
export function keyConcerned(call: Call): string | undefined {
  const account = serviceAccountOf(call)?.name;
  const names = [textAt(call.response, 'name'), textAt(call.request, 'name'), call.resourceName];
  return names.map((name) => keyOf(name, account)).find((found) => found !== undefined);
}

/** A token for a service account: what calls it makes from now on say who stands behind them. */
export const delegatedToken: FindIssued = (call) => {
  const holder = serviceAccountOf(call);
  if (holder === undefined) return NO_ISSUED;
  const chain = chainTo(call, holder);
  const seconds = lifetimeSeconds(call) ?? 3600;
  return [
    {
      uid: delegatedUid(chain),
      kind: 'session-token',
      holder,
      session: lastHopUid(chain),
      expiresAt: call.time + seconds * 1000,
    },
  ];
};

/** An OpenID token names the account to others; calls within Google never present it. */
export const identityToken: FindIssued = (call) => {
  const holder = serviceAccountOf(call);
  if (holder === undefined) return NO_ISSUED;
  const uid = `gcp:id-token:${chainTo(call, holder).join('>')}`;
  return [
    { uid, kind: 'federation-assertion', holder, session: undefined, expiresAt: call.time + 3_600_000 },
  ];
};

/** A signature with the account's own key is as good as a token: what it leads to shows that key. */
export const signature: FindIssued = (call) => {
  const holder = serviceAccountOf(call);
  if (holder === undefined) return NO_ISSUED;
  const key = textAt(call.response, 'keyId') ?? textAt(call.response, 'key_id');
  const uid =
    key === undefined
      ? `gcp:signed:${chainTo(call, holder).join('>')}`
      : serviceAccountKeyUid(holder.name, clip(key, 128));
  return [{ uid, kind: 'session-token', holder, session: undefined, expiresAt: call.time + 3_600_000 }];
};

/** Callers, those between (`delegates`), the account itself. */
function chainTo(call: Call, holder: Principal): readonly string[] {
  const between = listAt(call.request, 'delegates')
    .slice(0, 10)
    .flatMap((each) => {
      const email = typeof each === 'string' ? /serviceAccounts\/([^/]+@[^/]+)/.exec(each)?.[1] : undefined;
      return email === undefined ? [] : [email.toLowerCase()];
    });
  const callers = call.identity.chain.length > 0 ? call.identity.chain : [nameIn(call.principal)];
  return [...callers, ...between, nameIn(holder)];
}

/** A token from STS belongs to the identity from outside that it maps to. */
export const federatedToken: FindIssued = (call) => {
  const holder = federatedSubject(call);
  if (holder === undefined) return NO_ISSUED;
  const uid = federatedUid(nameIn(holder));
  return [{ uid, kind: 'session-token', holder, session: uid, expiresAt: call.time + 3_600_000 }];
};

export const federatedSubject: FindSubject = (call) => {
  const subject = mappedSubject(call);
  return subject === undefined ? undefined : principalOfSubject(subject);
};

export function mappedSubject({ metadata, identity }: Call): string | undefined {
  const mapped = textAt(metadata, 'mapped_principal') ?? textAt(metadata, 'mappedPrincipal');
  if (mapped !== undefined) return clip(mapped, 512);
  const own = identity.principal;
  return own?.uid.startsWith('google:principal') === true ? nameIn(own) : undefined;
}

export const apiKey: FindIssued = (call) => {
  const name = textAt(call.response, 'name') ?? textAt(call.request, 'name') ?? call.resourceName;
  const id = name === undefined ? undefined : /\/keys\/([^/]+)$/.exec(name)?.[1];
  return lasting(id === undefined ? undefined : `gcp:api-key:${id}`, 'api-key', projectPrincipal(call));
};

/** An API key is a project's, not a person's. */
function projectPrincipal({ scope }: Call): Principal {
  return { uid: `google:project:${scope}`, kind: 'application', name: `project ${scope}`, scope };
}

export const hmacKey: FindIssued = (call) => {
  const id =
    textAt(call.response, 'metadata', 'accessId') ??
    textAt(call.metadata, 'accessId') ??
    textAt(call.request, 'accessId') ??
    /hmacKeys\/(GOOG\w+)/.exec(call.resourceName ?? '')?.[1];
  return lasting(id === undefined ? undefined : `gcp:hmac:${id}`, 'access-key', hmacHolder(call));
};

export const hmacHolder: FindSubject = (call) => {
  const email =
    textAt(call.request, 'serviceAccountEmail') ??
    textAt(call.response, 'metadata', 'serviceAccountEmail') ??
    textAt(call.metadata, 'serviceAccountEmail');
  return email === undefined ? undefined : principalOfEmail(email);
};

/** Keys in the metadata of an instance, or of every instance of a project, have no id. */
export const metadataKeys: FindIssued = (call) => {
  const { resourceName } = call;
  if (resourceName === undefined) return NO_ISSUED;
  const holder: Principal = {
    uid: `host:${resourceName}`,
    kind: 'host',
    name: lastOf(resourceName),
    scope: call.scope,
  };
  return lasting(`gcp:ssh-keys:${resourceName}`, 'ssh-key', holder);
};

/** The key a person may sign in to machines with: its fingerprint is not secret. */
export const osLoginKey: FindIssued = (call) => {
  const print =
    textAt(call.response, 'details') ??
    textAt(call.response, 'fingerprint') ??
    textAt(call.request, 'fingerprint') ??
    /sshPublicKeys\/([^/]+)$/.exec(call.resourceName ?? '')?.[1];
  const holder = osLoginUser(call) ?? call.principal;
  return lasting(
    `gcp:os-login:${holder.name}${print === undefined ? '' : `/${clip(print, 100)}`}`,
    'ssh-key',
    holder,
  );
};

export const osLoginUser: FindSubject = (call) => {
  const parent = textAt(call.request, 'parent') ?? call.asked ?? '';
  const email = /users\/([^/]+@[^/]+)/.exec(parent)?.[1];
  return email === undefined ? undefined : principalOfEmail(email);
};

/** TokenRequest: Kubernetes logs no id of the token, so all of an account's go by one name. */
export const clusterToken: FindIssued = (call) => {
  const holder = clusterAccount(call);
  if (holder === undefined) return NO_ISSUED;
  const uid = clusterTokenUid(holder);
  return [issued(uid, 'session-token', holder, uid)];
};

export function clusterTokenUid({ uid }: Principal): string {
  return `k8s:token:${uid.slice('k8s:'.length)}`;
}

/** `core/v1/namespaces/NAMESPACE/serviceaccounts/NAME/token`. */
export const clusterAccount: FindSubject = (call) => {
  const [, namespace, name] =
    /namespaces\/([^/]+)\/serviceaccounts\/([^/]+)/.exec(call.resourceName ?? '') ?? [];
  return namespace === undefined || name === undefined
    ? undefined
    : clusterPrincipal(`system:serviceaccount:${namespace}:${name}`, call.cluster);
};

/** Users of a database are the instance's own. */
export const databaseUser: FindSubject = (call) => {
  const name =
    textAt(call.request, 'body', 'name') ?? textAt(call.request, 'name') ?? textAt(call.request, 'user');
  const instance = textAt(call.request, 'instance') ?? call.resourceName;
  if (name === undefined || instance === undefined) return undefined;
  return { uid: `cloudsql:${call.scope}/${lastOf(instance)}/${name}`, kind: 'user', name, scope: call.scope };
};

export const databasePassword: FindIssued = (call) => {
  const holder = databaseUser(call);
  return holder === undefined ? NO_ISSUED : [issuedPassword(holder)];
};

/** A thing the response names, held by whoever made it. */
export function answered(prefix: string, kind: CredentialKind): FindIssued {
  return (call) => {
    const name = textAt(call.response, 'name') ?? call.asked;
    return lasting(name === undefined ? undefined : `${prefix}:${clip(name, 512)}`, kind, call.principal);
  };
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1) || name;
}

function lasting(
  uid: string | undefined,
  kind: CredentialKind,
  holder: Principal | undefined,
): readonly Issued[] {
  if (uid === undefined || holder === undefined) return NO_ISSUED;
  return [issued(uid, kind, holder)];
}
