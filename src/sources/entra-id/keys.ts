/** Secrets, certificates and federated credentials that an application was given, by id. */

import { issued } from '../../contract/credentials.ts';
import { at, listAt, parseNested, textAt } from '../../lib/json.ts';
import { clip, maskSecrets } from '../../lib/text.ts';
import type { CredentialKind, Principal } from '../../model/event.ts';
import type { Key } from '../../vendor/microsoft/changes.ts';
import { keyUid } from '../../vendor/microsoft/credential.ts';
import type { Call } from './call.ts';
import type { Facts, FindDetail } from './row.ts';

export const ofApplication = (call: Call): Principal | undefined =>
  call.principalOf('serviceprincipal', 'application') ?? call.principalOf('user', 'device');

/** What an added key is told by. */
export const KEY_ADDED: Facts = {
  subject: ofApplication,
  issues: (call) => {
    const holder = ofApplication(call);
    if (holder === undefined) return [];
    return call.keysAdded.map((key) => issued(keyUid(key.id), kindOf(key), holder));
  },
  details: {
    secretType: ({ keysAdded: [key] }) => (key === undefined ? undefined : secretTypeOf(key)),
    keyId: ({ keysAdded: [key] }) => key?.id,
    keyType: ({ keysAdded: [key] }) => key?.type,
    keyUsage: ({ keysAdded: [key] }) => key?.usage,
    keyName: ({ keysAdded: [key] }) =>
      key?.name === undefined ? undefined : clip(maskSecrets(key.name), 120),
    keysAdded: ({ keysAdded }) => keysAdded.length,
    keysRemoved: ({ keysRemoved }) => keysRemoved.length || undefined,
  },
  setting: 'KeyDescription',
};

/** Removing keys makes no credential, but the end of one is worth a line. */
export const KEY_REMOVED: Facts = {
  subject: ofApplication,
  details: {
    keyId: ({ keysRemoved: [key] }) => key?.id,
    credential: ({ keysRemoved: [key] }) => (key === undefined ? undefined : keyUid(key.id)),
    credentialState: ({ keysRemoved: [key] }) => (key === undefined ? undefined : 'deleted'),
    keysRemoved: ({ keysRemoved }) => keysRemoved.length || undefined,
  },
};

function kindOf({ type, usage }: Key): CredentialKind {
  if (usage === 'Sign') return 'signing-key';
  return type === 'AsymmetricX509Cert' ? 'certificate' : 'service-credential';
}

function secretTypeOf(key: Key): string {
  const kind = kindOf(key);
  return kind === 'service-credential' ? 'client-secret' : kind;
}

/** The property that lists whose tokens an application accepts in place of a secret. */
export const FEDERATED = 'FederatedIdentityCredentials';

interface Federated {
  readonly id: string;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
}

export const FEDERATED_CHANGED: Facts = {
  says: { ssoScope: 'trust-pool', secretType: 'federated-credential' },
  subject: ofApplication,
  issues: (call) => {
    const holder = ofApplication(call);
    if (holder === undefined) return [];
    return federatedAdded(call).map(({ id }) => issued(keyUid(id), 'federated-credential', holder));
  },
  details: {
    issuer: firstFederated(({ issuer }) => issuer),
    federatedSubject: firstFederated(({ subject }) => subject),
  },
  setting: FEDERATED,
};

function firstFederated(pick: (federated: Federated) => string | undefined): FindDetail {
  return (call) => {
    const [first] = federatedAdded(call);
    const found = first === undefined ? undefined : pick(first);
    return found === undefined ? undefined : clip(found, 200);
  };
}

/** Those that were not there before, or let another issuer or subject in. */
function federatedAdded(call: Call): readonly Federated[] {
  const change = call.change(FEDERATED);
  const before = new Set(federatedOf(change?.old).map((each) => JSON.stringify(each)));
  return federatedOf(change?.new).filter((each) => !before.has(JSON.stringify(each)));
}

function federatedOf(value: unknown): readonly Federated[] {
  const list = typeof value === 'string' ? parseNested(value) : value;
  return listAt(list)
    .slice(0, 50)
    .flatMap((entry) => {
      const id = textAt(entry, 'Id') ?? textAt(entry, 'id') ?? textAt(entry, 'Name');
      if (id === undefined || at(entry, 'Issuer') === undefined) return [];
      return [{ id, issuer: textAt(entry, 'Issuer'), subject: textAt(entry, 'Subject') }];
    });
}
