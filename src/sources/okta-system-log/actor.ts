/**
 * Who a record speaks of: actors and targets as lasting principals. Whoever mistypes a sign-in may leave a password
 * where the name should be, so what an unknown user typed is shown only when it is an e-mail address.
 */

import { at, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

export interface Actor {
  readonly principal: Principal;
  /** The same without what was typed: for sign-ins that failed. */
  readonly typed: Principal;
  readonly isSystem: boolean;
}

export function readActor(actor: unknown): Actor | undefined {
  const principal = principalOf(actor);
  if (principal === undefined) return undefined;
  return { principal, typed: withoutTyped(actor, principal), isSystem: isSystem(actor) };
}

/** An actor, or a target that is a principal: user, application, group. */
export function principalOf(value: unknown): Principal | undefined {
  const id = textAt(value, 'id');
  const login = textAt(value, 'alternateId');
  const display = textAt(value, 'displayName');
  const known = id !== undefined && id !== 'unknown' && id !== 'null';
  const type = textAt(value, 'type');
  const name = nameOf(type, login, display);
  if (!known && name === undefined) return undefined;
  // Nobody by that name is known: the address typed is all there is, and anything else may be a password.
  const uid = known ? id : name !== undefined && isEmail(name) ? name : 'unknown';
  return {
    uid: `okta:${clip(uid, 128)}`,
    kind: isSystem(value) ? 'service' : kindOf(type, known),
    name: clip(known || name === undefined || isEmail(name) ? (name ?? uid) : 'unknown', 256),
    scope: '',
  };
}

/** Exact enough to keep a password such as `P@ss.word` out: a name of two characters or more, and a real domain. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[a-z0-9][a-z0-9._+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$/i.test(text)
  );
}

/** People are joined across vendors by their login, so it comes first and in lower case. */
function nameOf(
  type: string | undefined,
  login: string | undefined,
  display: string | undefined,
): string | undefined {
  const isPerson = type === 'User' || type === 'AppUser';
  if (isPerson && isSaid(login)) return login.toLowerCase();
  if (isSaid(display)) return display;
  return isSaid(login) ? login : undefined;
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== 'unknown' && text !== 'null';
}

/** Okta writes the typed text as name of nobody, and some versions as the name of an id that is no user's. */
function withoutTyped(actor: unknown, principal: Principal): Principal {
  const id = textAt(actor, 'id') ?? '';
  const isUser = id.startsWith('00u');
  const named =
    textAt(actor, 'displayName') !== undefined && at(actor, 'displayName') !== at(actor, 'alternateId');
  if (isEmail(principal.name) || (isUser && named)) return principal;
  return { ...principal, name: isUser ? id : 'unknown', uid: isUser ? principal.uid : 'okta:unknown' };
}

/** Okta's own doing, support staff included. */
function isSystem(value: unknown): boolean {
  return textAt(value, 'type') === 'SystemPrincipal' || textAt(value, 'alternateId') === 'system@okta.com';
}

function kindOf(type: string | undefined, known: boolean): PrincipalKind {
  switch (type) {
    case 'User':
    case 'AppUser':
      return known ? 'user' : 'unknown';
    case 'PublicClientApp':
    case 'ServiceApp':
    case 'ConfidentialClientApp':
    case 'AppInstance':
    case 'OAuth2Client':
    case 'Client':
      return 'application';
    case 'Device':
      return 'host';
    case undefined:
      return known ? 'user' : 'unknown';
    default:
      return /app|client/i.test(type) ? 'application' : 'unknown';
  }
}
