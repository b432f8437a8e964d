/** Where a call came from and by which path, as `requestMetadata` tells. */

import { classifyAgent } from '../../enrich/user-agent.ts';
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

export function accessOf({ service, userAgent }: Client, { kind: caller }: Principal): Access {
  const { kind } = classifyAgent(userAgent);
  switch (kind) {
    case 'browser':
    case 'console':
      return 'console';
    case 'cli':
    case 'iac':
    case 'agent':
      return kind;
    case 'sdk':
      return caller === 'service' ? 'service' : 'sdk';
    case 'service':
      return 'service';
    case 'script':
    case 'offensive':
    case 'unknown':
      return service !== undefined || caller === 'service' ? 'service' : 'unknown';
  }
}
