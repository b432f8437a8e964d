/** What an event acted on, and whose password, factor or rights it concerned. */

import { at, isObject, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Principal, Target } from '../../model/event.ts';
import { isEmail, principalOf } from './actor.ts';

/** One entry of `target`, read once however often it repeats. */
export interface TargetEntry {
  readonly type: string;
  readonly target: Target;
  /** Set for users. */
  readonly user: Principal | undefined;
  /** Set for applications and clients. */
  readonly application: Principal | undefined;
  readonly policyType: string | undefined;
  readonly signOnMode: string | undefined;
  /** How a factor proved itself: `Use Okta FastPass`. */
  readonly method: string | undefined;
  /** `changeDetails`, which says what a setting was and is. */
  readonly change: { readonly from: unknown; readonly to: unknown } | undefined;
}

/** More would be noise in a finding. */
export const MOST_TARGETS = 12;

export function readTarget(value: unknown): TargetEntry | undefined {
  const type = textAt(value, 'type');
  if (!isObject(value) || type === undefined) return undefined;
  const id = textAt(value, 'id');
  const login = textAt(value, 'alternateId');
  const display = textAt(value, 'displayName');
  const from = at(value, 'changeDetails', 'from');
  const to = at(value, 'changeDetails', 'to');
  return {
    type,
    target: {
      kind: kindOf(type),
      uid: `okta:${clip(id ?? login ?? 'unknown', 128)}`,
      name: clip((display ?? login ?? '').trim(), 256) || undefined,
    },
    user: type === 'User' ? principalOf(value) : undefined,
    application: type === 'AppInstance' || /client/i.test(type) ? principalOf(value) : undefined,
    policyType: textAt(value, 'detailEntry', 'policyType'),
    signOnMode: textAt(value, 'detailEntry', 'signOnModeType'),
    method: textAt(value, 'detailEntry', 'methodTypeUsed'),
    change: isObject(from) || isObject(to) ? { from, to } : undefined,
  };
}

/** Targets of a sign-in that failed may repeat what was typed as a name. */
export function withoutTyped({ target, user }: TargetEntry): Target {
  const isUser = target.kind === 'user' || target.kind === 'app-user';
  if (!isUser || target.name === undefined || isEmail(target.name)) return target;
  if (user !== undefined && isEmail(user.name)) return { ...target, name: user.name };
  return { ...target, name: undefined, uid: /^okta:00u\w+$/.test(target.uid) ? target.uid : 'okta:unknown' };
}

function kindOf(type: string): string {
  return KINDS.get(type) ?? clip(kebab(type), 40);
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['AppInstance', 'application'],
  ['AuthenticatorEnrollment', 'factor'],
  ['PolicyEntity', 'policy'],
  ['UserGroup', 'group'],
  ['ROLE', 'role'],
  ['IdentityProvider', 'provider'],
]);

function kebab(type: string): string {
  return type
    .slice(0, 60)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
