/**
 * Users of any product → principals, under the uids that the product's own source gives them, so that trails go on from
 * one to the other. Users of AWS are not its business.
 */

import { numberAt, textAt } from '../../lib/json.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';
import { principalOfEmail } from '../../vendor/google/principal.ts';
import type { Product } from './product.ts';

const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,255}$/;

/** @param scope tenant, project or account that the user is of where the user itself does not say */
export function principalOf(user: unknown, product: Product, scope: string): Principal | undefined {
  const uid = textAt(user, 'uid') ?? textAt(user, 'uuid') ?? textAt(user, 'uid_alt');
  const name = textAt(user, 'name');
  const login = [textAt(user, 'email_addr'), name, textAt(user, 'uid_alt'), uid].find(
    (each) => each !== undefined && EMAIL.test(each),
  );
  if (product.prefix === 'google' && login !== undefined) return principalOfEmail(login);
  const id = uid ?? login ?? name;
  if (id === undefined) return undefined;
  const shown = login?.toLowerCase() ?? textAt(user, 'full_name') ?? name ?? id;
  return {
    uid: `${product.prefix}:${CASELESS.has(product.prefix) ? id.toLowerCase() : id}`,
    kind: kindOf(user),
    name: shown,
    scope: textAt(user, 'org', 'uid') ?? textAt(user, 'account', 'uid') ?? textAt(user, 'domain') ?? scope,
  };
}

/** Object ids of Entra are written in either case. */
const CASELESS: ReadonlySet<string> = new Set(['entra']);

const SYSTEM = 3;

function kindOf(user: unknown): PrincipalKind {
  const type = textAt(user, 'type')?.toLowerCase() ?? '';
  if (type.includes('managed')) return 'managed-identity';
  if (/application|service ?principal|oauth|client/.test(type)) return 'application';
  if (type.includes('service')) return 'service-account';
  return numberAt(user, 'type_id') === SYSTEM || type === 'system' ? 'service' : 'user';
}
