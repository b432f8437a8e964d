/** Where a call came from and by which path, as `requestMetadata` tells. */

import { accessByAgent } from '../../enrich/access.ts';
import type { Access, Client, Principal } from '../../model/event.ts';
import { addressOf } from '../../vendor/google/address.ts';

export interface Caller {
  readonly ip: string | undefined;
  readonly network: string | undefined;
  readonly userAgent: string | undefined;
}

/** What Google writes for the address of one of its machines in the same organisation, and for its own services. */
const INSIDE = 'gce-internal-ip';
const GOOGLE = 'private';

export function clientOf({ ip, network, userAgent }: Caller): Client {
  const agent = userAgent === undefined || userAgent === '(none supplied)' ? undefined : userAgent;
  return {
    ip: addressOf(ip),
    userAgent: agent,
    service: ip === GOOGLE ? 'google-internal' : undefined,
    endpoint: ip === INSIDE ? networkName(network) : undefined,
  };
}

/** `//compute.googleapis.com/projects/p/global/networks/default` → `projects/p/global/networks/default`. */
function networkName(network: string | undefined): string {
  const name = network?.replace(/^\/\/compute\.googleapis\.com\//, '');
  return name === undefined || name === '' || name.endsWith('/__unknown__') ? INSIDE : name;
}

/** Google's own services use its libraries, and where a call names its service the agent need not. */
export function accessOf({ service, userAgent }: Client, { kind }: Principal): Access {
  const seen = accessByAgent(userAgent);
  if (seen === 'sdk' || seen === 'unknown') {
    if (kind === 'service' || (seen === 'unknown' && service !== undefined)) return 'service';
  }
  return seen;
}
