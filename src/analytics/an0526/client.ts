/** What the place of a call can tell about a token: whether it can be compared, and how it reads in a sentence. */

import type { Client } from '../../model/event.ts';

const MINUTE = 60_000;

/** Endpoints, private addresses and services do not tell where the holder is. */
export function isNeutral(client: Client): boolean {
  return (
    client.ip === undefined ||
    client.networkKind === 'service' ||
    client.networkKind === 'private' ||
    client.endpoint !== undefined
  );
}

/** Machines that are rented stay where they are: a token does not walk in or out of them in a bag. */
export function isRented({ networkKind }: Client): boolean {
  return networkKind === 'cloud' || networkKind === 'hosting' || networkKind === 'tor';
}

/**
 * Whether two places are told apart for sure. Without a known operator a network is its address block, and the
 * IPv4 and IPv6 block of one line look like two.
 */
export function areApart(a: Client, b: Client): boolean {
  if (a.network === b.network || a.prefix === b.prefix) return false;
  const unknown = a.network === a.prefix || b.network === b.prefix;
  return !(unknown && isVersion6(a) !== isVersion6(b));
}

export function placeText(client: Client): string {
  return [client.ip, client.network === client.prefix ? undefined : client.network, client.country]
    .filter((part) => part !== undefined)
    .join(' ');
}

export function spanText(ms: number): string {
  const count = Math.max(0, Math.round(ms / MINUTE));
  return count < 120 ? `${count} min` : `${Math.round(count / 60)} h`;
}

function isVersion6({ ip }: Client): boolean {
  return ip?.includes(':') === true;
}
