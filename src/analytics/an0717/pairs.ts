/** Callers and the roles they take: which role a mint is about, and which pairs were declared as expected. */

import { parseWildcard } from '../../lib/wildcard.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Context } from './parameters.ts';

/**
 * The role a mint was about. The one named in the request comes first: it is there also when the call was refused or
 * its answer was not logged, and the holder's name is partly of the caller's choosing.
 */
export function roleOf(event: Event): Principal | undefined {
  const target = event.targets.find(({ kind }) => kind === 'role');
  if (target !== undefined) {
    const name = target.name ?? target.uid.slice(target.uid.lastIndexOf('/') + 1);
    return { uid: target.uid, kind: 'role', name, scope: event.scope };
  }
  const holder = event.issued[0]?.holder;
  const person = holder === undefined ? '' : `/${holder.name}`;
  // A person in a role session: the role plus the session's name.
  if (holder?.kind !== 'federated-user' || !/:role\/.+\//.test(holder.uid) || !holder.uid.endsWith(person))
    return holder;
  const uid = holder.uid.slice(0, -person.length);
  return { uid, kind: 'role', name: uid.slice(uid.lastIndexOf('/') + 1), scope: holder.scope };
}

export function mapping(
  event: Event,
  role: Principal,
  at: Context,
): 'allowed' | 'not-allowed' | 'undeclared' {
  const { authorizedRoleMappings: pairs } = at.parameters;
  if (pairs.length > 0 && pairsOf(pairs).some((fits) => fits(event.principal, role))) return 'allowed';
  const declared = at.context.mayAssume(event.principal, role);
  // The other account's record of a call names the calling account only, so it cannot break a mapping of ARNs.
  return declared === 'not-allowed' && event.principal.kind === 'account' ? 'undeclared' : declared;
}

type Fits = (caller: Principal, role: Principal) => boolean;

/** Values of a parameter live as long as the run: each list is compiled once. */
const compiled = new WeakMap<readonly string[], readonly Fits[]>();

function pairsOf(pairs: readonly string[]): readonly Fits[] {
  let fits = compiled.get(pairs);
  if (fits === undefined) {
    fits = pairs.map(compilePair);
    compiled.set(pairs, fits);
  }
  return fits;
}

function compilePair(pair: string): Fits {
  const [caller, role] = pair.split('->').map((part) => compileName(part.trim()));
  if (caller === undefined || role === undefined) return () => false;
  return (from, to) => caller(from) && role(to);
}

function compileName(pattern: string): (principal: Principal) => boolean {
  const wildcard = parseWildcard(pattern, { ignoreCase: true });
  if (!('matches' in wildcard)) return () => false;
  return ({ uid, name }) => wildcard.matches(uid) || wildcard.matches(name);
}
