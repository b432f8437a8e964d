/** Who did it and in which realm, as a user event or an admin event says. */

import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import { clientPrincipal, namedPrincipal, type Realm, realmBy, userPrincipal } from './principal.ts';

export function realmOf(record: RecordView): Realm {
  const id =
    record.text(FIELDS.realmId) ?? record.text(FIELDS.realmName) ?? record.text(FIELDS.authRealmId) ?? '';
  return realmBy(id, record.text(FIELDS.realmName));
}

export function actorOf(record: RecordView, realm: Realm, type: string): Principal {
  const impersonator = record.text(FIELDS.impersonator);
  if (type.startsWith('IMPERSONATE') && impersonator !== undefined) {
    const name = record.text(FIELDS.impersonatorRealm);
    return namedPrincipal(name === undefined ? realm : realmBy(name, name), impersonator);
  }
  const userId = record.text(FIELDS.userId);
  const username = record.text(FIELDS.username);
  if (userId !== undefined) return userPrincipal(realm, userId, username);
  if (username !== undefined) return namedPrincipal(realm, username);
  const clientId = record.text(FIELDS.clientId);
  return clientId === undefined ? UNKNOWN : clientPrincipal(realm, clientId);
}

/** Administrators sign in to a realm of their own, usually master, whatever realm they change. */
export function administratorOf(record: RecordView, realm: Realm): Principal {
  const id = record.text(FIELDS.authRealmId);
  const own = id === undefined ? realm : realmBy(id, record.text(FIELDS.authRealmName));
  const userId = record.text(FIELDS.authUserId);
  if (userId !== undefined) return userPrincipal(own, userId, record.text(FIELDS.authUsername));
  const clientId = record.text(FIELDS.authClientId);
  return clientId === undefined ? UNKNOWN : clientPrincipal(own, clientId);
}
