/**
 * What was made of raw clients before, so that equal ones share it: found by address and program, then compared. Bounded:
 * a full memory begins anew, which costs time only.
 */

import type { Client, SaidOfAddress } from '../model/event.ts';

/** About 40 MB at most. */
const MOST = 65_536;
/** Of one address and program services, endpoints and what a vendor says are few. */
const MOST_ALIKE = 16;

export class KnownClients {
  private readonly byAddress = new Map<string | undefined, Map<string | undefined, Client[]>>();
  private count = 0;

  /** The client made of one that is the same. */
  find(raw: Client): Client | undefined {
    return this.byAddress
      .get(raw.ip)
      ?.get(raw.userAgent)
      ?.find((known) => isSame(known, raw));
  }

  /** Of what was not found. */
  keep(client: Client): void {
    if (this.count >= MOST) {
      this.byAddress.clear();
      this.count = 0;
    }
    const { ip, userAgent } = client;
    const ofAddress = this.byAddress.get(ip) ?? new Map<string | undefined, Client[]>();
    const alike = ofAddress.get(userAgent) ?? [];
    this.byAddress.set(ip, ofAddress);
    ofAddress.set(userAgent, alike);
    if (alike.length >= MOST_ALIKE) alike.shift();
    else this.count++;
    alike.push(client);
  }
}

function isSame(a: Client, b: Client): boolean {
  return a.service === b.service && a.endpoint === b.endpoint && isSaidAlike(a.said, b.said);
}

function isSaidAlike(a: SaidOfAddress | undefined, b: SaidOfAddress | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
