/** One event as its finders ask for it: who acted, on whom, and in which account. Ids are read once. */

import { UNKNOWN } from '../../contract/principals.ts';
import type { Field, RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import { clientPrincipal, namedPrincipal, systemPrincipal, userPrincipal } from './principal.ts';

export class Call {
  readonly record: RecordView;
  readonly scope: string;
  readonly actorId: string | undefined;
  readonly userId: string | undefined;
  /** The API client that called; undefined also where the field is empty. */
  readonly clientId: string | undefined;
  readonly principal: Principal;

  constructor(record: RecordView) {
    this.record = record;
    this.scope = record.derived(FIELDS.accountId, idOf) ?? '';
    this.actorId = record.derived(FIELDS.actorUserId, idOf);
    this.userId = record.derived(FIELDS.userId, idOf);
    this.clientId = record.text(FIELDS.clientId) || undefined;
    this.principal = actorOf(this);
  }

  /** The user that was acted upon. */
  get user(): Principal | undefined {
    if (this.userId === undefined) return undefined;
    const name = this.record.text(FIELDS.userEmail) ?? this.record.text(FIELDS.userName);
    return userPrincipal(this.userId, name, this.scope);
  }

  id(field: Field<'json'>): string | undefined {
    return this.record.derived(field, idOf);
  }
}

/** The acting user; where none is named, the acting system, the API client, or whom the event is about. */
function actorOf({ record, scope, actorId, userId, clientId }: Call): Principal {
  const userName = record.text(FIELDS.userName);
  if (actorId !== undefined) {
    const email = actorId === userId ? record.text(FIELDS.userEmail) : undefined;
    return userPrincipal(actorId, email ?? record.text(FIELDS.actorUserName), scope);
  }
  if (clientId !== undefined) return clientPrincipal(clientId, scope);
  const system = record.text(FIELDS.actorSystem);
  if (system !== undefined && system !== '') return systemPrincipal(system, scope);
  if (userId !== undefined) return userPrincipal(userId, record.text(FIELDS.userEmail) ?? userName, scope);
  return userName === undefined || userName === '' ? UNKNOWN : namedPrincipal(userName, scope);
}

/** An id as text; 0 is how OneLogin writes none. Exports turn numbers into `5.0`. */
export function idOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/\.0+$/, '') : '';
  return text === '' || text === '0' || text.length > 80 ? undefined : text;
}
