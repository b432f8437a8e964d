/** Who did something and to whom, from `initiated_by` and `resource`: the one place that decides a principal's uid. */

import { sharedPrincipals } from '../../contract/principals.ts';
import { textAt } from '../../lib/json.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

/** What JumpCloud says of somebody or something; the organization is added later, for these repeat. */
export interface Party {
  readonly id: string | undefined;
  /** `user`, `admin`, `system`, `application`, `user_group`, … */
  readonly type: string | undefined;
  readonly name: string | undefined;
}

/** Pure, and remembered by the reader: most events have parties seen before. */
export function partyOf(value: unknown): Party {
  return Object.freeze({
    id: textAt(value, 'id'),
    type: textAt(value, 'type')?.toLowerCase(),
    name:
      textAt(value, 'email')?.toLowerCase() ??
      textAt(value, 'username')?.toLowerCase() ??
      textAt(value, 'displayName') ??
      textAt(value, 'hostname') ??
      textAt(value, 'name'),
  });
}

export function principalOf({ id, type, name }: Party, scope: string): Principal | undefined {
  if (id === undefined && name === undefined) return undefined;
  const uid = `jumpcloud:${id ?? name}`;
  return shared(uid, KINDS.get(type ?? 'user') ?? 'unknown', name ?? id ?? uid, scope);
}

/** Events nobody is named for: expiries, schedules and the agents' own. */
export function serviceItself(scope: string): Principal {
  return shared('jumpcloud:service', 'service', 'JumpCloud', scope);
}

/** Devices and RADIUS servers name a user beside the parties, by login alone. */
export function namedPrincipal(username: string, scope: string): Principal {
  return shared(`jumpcloud:${username.toLowerCase()}`, 'user', username.toLowerCase(), scope);
}

const shared = sharedPrincipals(16_384);

const KINDS: ReadonlyMap<string, PrincipalKind> = new Map([
  ['user', 'user'],
  ['admin', 'user'],
  ['administrator', 'user'],
  ['systemuser', 'user'],
  ['provider_admin', 'user'],
  ['system', 'host'],
  ['device', 'host'],
  ['application', 'application'],
  ['service', 'service'],
  ['service_account', 'service-account'],
  ['integration', 'application'],
]);
