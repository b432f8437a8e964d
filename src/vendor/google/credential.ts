/**
 * What stands for a credential of Google where the logs name none: uids made from what the records of its making and
 * of its use both say. Identifiers only.
 */

import type { Credential } from '../../model/event.ts';

/** A key of a service account. Made and used, it goes by the same uid. */
export function serviceAccountKeyUid(email: string, key: string): string {
  return `gcp:key:${email.toLowerCase()}/${key}`;
}

/**
 * A token somebody got for a service account. Google logs no token id; each record says who acts through whom.
 * @param chain e-mail addresses in lower case or subjects, who began it first, the service account last
 */
export function delegatedUid(chain: readonly string[]): string {
  return `gcp:delegated:${chain.join('>')}`;
}

/** The last step of such a chain: what remains where a record leaves out how it began. */
export function lastHopUid(chain: readonly string[]): string {
  return delegatedUid(chain.slice(-2));
}

/** The token of an identity from outside, as STS hands it out. */
export function federatedUid(subject: string): string {
  return `gcp:federated:${subject}`;
}

/** What an application may do in somebody's name once allowed to. */
export function applicationTokenUid(client: string, email: string): string {
  return `google:token:${client}@${email.toLowerCase()}`;
}

/** A token that the metadata server or a service delivers: nothing is logged of it but whose it is. */
export function attachedUid(email: string): string {
  return `gcp:attached:${email.toLowerCase()}`;
}

export function credential(uid: string, kind: Credential['kind'], mfa?: boolean): Credential {
  return { uid, kind, mfa };
}
