/**
 * Lasting identities of Google: the one place that decides what a principal's uid is, so that the caller of a Cloud
 * audit log entry, the subject of a Workspace activity and the holder of a credential are the same principal.
 */

import { memo } from '../../lib/memo.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

/** Calls without credentials, as to a public bucket. */
export const ANONYMOUS: Principal = Object.freeze({
  uid: 'google:anonymous',
  kind: 'anonymous',
  name: 'anonymous',
  scope: '',
});

/** A person or service account by e-mail address, whatever its case. */
export function principalOfEmail(address: string): Principal {
  const email = address.trim().toLowerCase();
  return people(email, () =>
    Object.freeze({ uid: `google:${email}`, kind: kindOf(email), name: email, scope: scopeOf(email) }),
  );
}

/**
 * Somebody by subject or policy member: `user:…`, `serviceAccount:…`, `principal://iam.googleapis.com/…`. Identities
 * from outside have no e-mail address; the whole subject is what lasts of them.
 */
export function principalOfSubject(subject: string): Principal {
  const email = EMAIL_MEMBER.exec(subject)?.[1];
  if (email !== undefined) return principalOfEmail(email);
  if (EMAIL.test(subject)) return principalOfEmail(subject);
  return people(subject, () => Object.freeze(outsider(subject)));
}

/**
 * Somebody of a cluster, by Kubernetes user name: those names are unique in one cluster only.
 * @param cluster `project/location/cluster`
 */
export function clusterPrincipal(name: string, cluster: string): Principal {
  return people(`${cluster}\n${name}`, () =>
    Object.freeze({ uid: `k8s:${cluster}/${name}`, kind: clusterKind(name), name, scope: cluster }),
  );
}

/** One of Google's own services, where a record names nobody else. */
export function servicePrincipal(service: string): Principal {
  return people(`service\n${service}`, () =>
    Object.freeze({ uid: `google:service:${service}`, kind: 'service', name: service, scope: '' }),
  );
}

export function isServiceAccount(email: string): boolean {
  return email.endsWith('gserviceaccount.com');
}

/** Answers are shared, so that whoever packs events stores a principal once. */
const people = memo<Principal>(32_768);

const EMAIL_MEMBER = /^(?:user|serviceAccount|group|deleted:serviceAccount|deleted:user):([^\s@:]+@[^\s@?]+)/;
const EMAIL = /^[^@\s/:]{1,64}@[^@\s/:]+\.[^@\s/.:]+$/;

function kindOf(email: string): PrincipalKind {
  if (SERVICE_AGENT.test(email) || email === 'system@google.com') return 'service';
  return isServiceAccount(email) ? 'service-account' : 'user';
}

/** Service agents are Google's own hands in a project: nobody holds a key of theirs. */
const SERVICE_AGENT = /^service-(?:org-|folder-)?\d+@|@(?:cloudservices|system)\.gserviceaccount\.com$/;

/** The project of a service account, the domain of a person. */
function scopeOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domain.endsWith('.iam.gserviceaccount.com')
    ? domain.slice(0, -'.iam.gserviceaccount.com'.length)
    : domain;
}

function outsider(subject: string): Principal {
  const pool = POOL.exec(subject);
  const name = pool?.[3] ?? subject;
  const isWorkforce = pool?.[1] === 'workforcePools';
  const kind = isWorkforce ? 'federated-user' : kindOfOutsider(subject);
  return {
    uid: `google:${subject}`,
    kind,
    name: isWorkforce ? name.toLowerCase() : name,
    scope: pool?.[2] ?? '',
  };
}

const POOL = /\/(workforcePools|workloadIdentityPools)\/([^/]+)\/(?:subject\/)?(.+)$/;

function kindOfOutsider(subject: string): PrincipalKind {
  if (subject.includes('.svc.id.goog')) return 'service-account';
  if (subject.includes('workloadIdentityPools/')) return 'application';
  if (subject === 'allUsers') return 'anonymous';
  return 'unknown';
}

function clusterKind(name: string): PrincipalKind {
  if (name.startsWith('system:serviceaccount:')) return 'service-account';
  if (name.startsWith('system:node:')) return 'host';
  if (name === 'system:anonymous') return 'anonymous';
  return name.startsWith('system:') ? 'service' : 'user';
}
