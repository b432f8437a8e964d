/**
 * Who called, read from `authenticationInfo`, and by which way: with a key, through others, from outside. Total, and
 * pure in the block, so that a reader may remember the answer by its bytes.
 */

import { listAt, textAt } from '../../lib/json.ts';
import type { Credential, Principal, Session, Workload } from '../../model/event.ts';
import {
  applicationTokenUid,
  attachedUid,
  credential,
  delegatedUid,
  federatedUid,
  lastHopUid,
  serviceAccountKeyUid,
} from '../../vendor/google/credential.ts';
import { isServiceAccount, principalOfEmail, principalOfSubject } from '../../vendor/google/principal.ts';

export interface Identity {
  /** Undefined where the block names nobody, or somebody of a cluster. */
  readonly principal: Principal | undefined;
  /** Kubernetes user name. */
  readonly clusterUser: string | undefined;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
  /** Who acts through whom, the caller last; the caller alone where nobody stands behind it. */
  readonly chain: readonly string[];
  /** The policy under which an outside identity was let act, where it chose one: `authoritySelector`. */
  readonly authority: string | undefined;
}

const NOBODY: Identity = Object.freeze({
  principal: undefined,
  clusterUser: undefined,
  credential: undefined,
  session: undefined,
  chain: [],
  authority: undefined,
});

/** Longer chains than Google allows are noise. */
const LONGEST_CHAIN = 10;

export function readIdentity(block: unknown): Identity {
  const email = textAt(block, 'principalEmail')?.trim();
  const subject = textAt(block, 'principalSubject');
  if (email !== undefined && !email.includes('@')) return clusterIdentity(email);
  const principal = callerOf(email, subject);
  if (principal === undefined) {
    return NOBODY;
  }
  const behind = delegators(block);
  const chain = [...behind, nameIn(principal)];
  const presented = credentialOf(block, principal, chain);
  return {
    principal,
    clusterUser: undefined,
    credential: presented,
    session: sessionOf(presented, principal, behind, chain),
    chain,
    authority: textAt(block, 'authoritySelector'),
  };
}

function clusterIdentity(name: string): Identity {
  return { ...NOBODY, clusterUser: name, chain: [name] };
}

/** Identities from outside have a subject only; some calls of theirs carry an empty e-mail address. */
function callerOf(email: string | undefined, subject: string | undefined): Principal | undefined {
  if (subject?.startsWith('principal') === true) return principalOfSubject(subject);
  if (email !== undefined) return principalOfEmail(email);
  return subject === undefined ? undefined : principalOfSubject(subject);
}

/** How a principal goes by in a chain: the e-mail address, or the whole subject. */
export function nameIn({ uid }: Principal): string {
  return uid.startsWith('google:') ? uid.slice('google:'.length) : uid;
}

/** Those behind a service account, who began it first; Google's own services only deliver tokens and are left out. */
function delegators(block: unknown): readonly string[] {
  return listAt(block, 'serviceAccountDelegationInfo')
    .slice(0, LONGEST_CHAIN)
    .flatMap((each) => {
      const name =
        textAt(each, 'firstPartyPrincipal', 'principalEmail') ??
        textAt(each, 'principalSubject') ??
        textAt(each, 'firstPartyPrincipal', 'principalSubject') ??
        textAt(each, 'thirdPartyPrincipal', 'thirdPartyClaims', 'sub');
      return name === undefined || GOOGLE_OWN.test(name) ? [] : [nameIn(principalOfSubject(name))];
    });
}

/** `app-engine-appserver@prod.google.com`. */
const GOOGLE_OWN = /@(?:prod|system)\.google\.com$/;

function credentialOf(
  block: unknown,
  principal: Principal,
  chain: readonly string[],
): Credential | undefined {
  if (chain.length > 1) return credential(delegatedUid(chain), 'session-token');
  const key = keyOf(textAt(block, 'serviceAccountKeyName'), principal.name);
  if (key !== undefined) return credential(key, 'access-key');
  const name = nameIn(principal);
  if (name.startsWith('principal')) return credential(federatedUid(name), 'session-token');
  if (principal.kind === 'service-account' && isServiceAccount(name)) {
    return credential(attachedUid(name), 'session-token');
  }
  const client = textAt(block, 'oauthInfo', 'oauthClientId');
  return client === undefined ? undefined : credential(applicationTokenUid(client, name), 'session-token');
}

/** `//iam.googleapis.com/projects/p/serviceAccounts/EMAIL/keys/KEY`; the account may be there by number. */
export function keyOf(name: string | undefined, holder: string | undefined): string | undefined {
  const parts = name === undefined ? null : KEY_NAME.exec(name);
  const [, account, key] = parts ?? [];
  if (account === undefined || key === undefined) return undefined;
  const email = account.includes('@') ? account : holder;
  return email === undefined ? undefined : serviceAccountKeyUid(email, key);
}

const KEY_NAME = /serviceAccounts\/([^/]+)\/keys\/([^/]+)$/;

function sessionOf(
  presented: Credential | undefined,
  principal: Principal,
  behind: readonly string[],
  chain: readonly string[],
): Session | undefined {
  if (presented === undefined || presented.kind !== 'session-token') return undefined;
  return {
    uid: chain.length > 1 ? lastHopUid(chain) : presented.uid,
    name: principal.name,
    issuedAt: undefined,
    onBehalfOf: behind[0],
    workload: podOf(behind.at(-1) ?? chain[0]),
  };
}

/** A service account of a cluster that acts as itself or as one of Google's: `PROJECT.svc.id.goog[NAMESPACE/NAME]`. */
function podOf(subject: string | undefined): Workload | undefined {
  const parts = subject === undefined ? null : POD.exec(subject);
  const account = parts?.[1] ?? (parts?.[2] && parts[3] ? `${parts[2]}/${parts[3]}` : undefined);
  return account === undefined ? undefined : { kind: 'pod', id: account, delivery: undefined };
}

const POD = /\.svc\.id\.goog(?:\[([^\]]+)\]|\/subject\/ns\/([^/]+)\/sa\/([^/]+)$)/;
