/**
 * The access portal of AWS Identity Center logs who asked for which role, by a number; the role's session is logged
 * on its own, by e-mail address. The two are joined by role, account and moment, one session to one request. Refuses
 * to guess across accounts or minutes.
 */

import type { Event } from '../model/event.ts';
import type { Lineage } from './forest.ts';
import { emailOf, openThrough } from './people.ts';
import type { HalfOpen } from './sightings.ts';

/** From the request at the portal to the session. */
const HORIZON = 60_000;
/** Both are logged to the second. */
const SKEW = 5_000;
const MOST_WAITING = 16;
const MOST_ROLES = 5_000;

/** Both halves of what the portal does; the credentials whose parent came late. */
export function learnPortal(lineage: Lineage, event: Event): string[] {
  const role = roleAsked(event) ?? roleGiven(event);
  if (role === undefined) return [];
  const waiting = lineage.portals.get(role) ?? [];
  const own = halfOf(event);
  const other = closest(waiting, own);
  const rest = (other === undefined ? [...waiting, own] : waiting.filter((each) => each !== other)).slice(
    -MOST_WAITING,
  );
  lineage.portals.delete(role); // re-inserted last: the longest unused come first
  if (rest.length > 0) lineage.portals.set(role, rest);
  if (lineage.portals.size > MOST_ROLES) {
    const [idlest] = lineage.portals.keys();
    if (idlest !== undefined) lineage.portals.delete(idlest);
  }
  if (other === undefined) return [];
  const [session, request] = own.email === undefined ? [other, own] : [own, other];
  const through = { uid: request.uid, time: request.time, provider: event.provider };
  return openThrough(lineage, session.email ?? '', session.uid, through);
}

function halfOf({ credential, issued: [issued], time, client }: Event): HalfOpen {
  return {
    uid: issued?.uid ?? credential?.uid ?? '',
    time,
    ip: client.ip,
    email: issued === undefined ? undefined : emailOf(issued.holder),
  };
}

/** The nearest other half in time, those of the same address first. */
function closest(waiting: readonly HalfOpen[], own: HalfOpen): HalfOpen | undefined {
  let best: HalfOpen | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const each of waiting) {
    if ((each.email === undefined) === (own.email === undefined)) continue;
    const wait = own.email === undefined ? each.time - own.time : own.time - each.time;
    if (wait < -SKEW || wait > HORIZON) continue;
    const far = Math.abs(wait) + (each.ip === own.ip ? 0 : HORIZON);
    if (far < least) [best, least] = [each, far];
  }
  return best;
}

/** Who asks at the portal is known there by number only: `arn:aws:identitystore::…:user/…`. */
function roleAsked({ provider, principal, credential, details, scope }: Event): string | undefined {
  const { roleName, accountId = scope } = details;
  if (provider !== 'aws' || credential === undefined || typeof roleName !== 'string') return undefined;
  return principal.uid.includes(':identitystore/')
    ? `${String(accountId)}/${plainName(roleName)}`
    : undefined;
}

function roleGiven({ operation, credential, issued, targets, scope }: Event): string | undefined {
  if (operation !== 'sts:AssumeRoleWithSAML' || credential !== undefined) return undefined;
  const holder = issued[0]?.holder;
  const role = targets.find(({ kind }) => kind === 'role');
  if (holder === undefined || emailOf(holder) === undefined || role === undefined) return undefined;
  return `${scope}/${plainName(role.uid.slice(role.uid.lastIndexOf('/') + 1))}`;
}

/** `AWSReservedSSO_Admin_0123456789abcdef` is the role of the permission set `Admin`. */
function plainName(role: string): string {
  return role.replace(/^AWSReservedSSO_/, '').replace(/_[0-9a-f]{16}$/, '');
}
