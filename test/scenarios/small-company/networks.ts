/** Where a small company's people and machines are: reserved addresses, with a table that says whose each would be. */

import type { Random } from '../../../src/simulate/random.ts';

/** The third group of an IPv6 documentation address, by network. Each network is a block of /36. */
const NETWORKS = {
  eirBroadband: ['1', 64501, 'Example Broadband', 'IE'],
  rheinKabel: ['2', 64502, 'Example Kabel', 'DE'],
  mobile: ['3', 64503, 'Example Mobile', 'IE'],
  hotel: ['4', 64504, 'Example Hoteles', 'ES'],
  aws: ['5', 16509, 'Amazon.com', 'IE'],
  runners: ['6', 8075, 'Microsoft Corporation', 'US'],
  elsewhere: ['7', 64505, 'Example Cable', 'US'],
  hoster: ['8', 24940, 'Hetzner Online GmbH', 'FI'],
} as const;

export type Network = keyof typeof NETWORKS;

/** The user's own table of networks, as `addressData.asn` names it. */
export function networkTable(): string {
  const rows = Object.values(NETWORKS).map(
    ([first, asn, organisation, country]) =>
      `2001:db8:${first}000::,2001:db8:${first}fff:ffff:ffff:ffff:ffff:ffff,${asn},${organisation},${country}`,
  );
  return `first,last,asn,organisation,country\n${rows.join('\n')}\n`;
}

/** An address of the network, in a block of /48 of its own: providers give new ones all the time. */
export function addressIn(network: Network, random: Random): string {
  const [first] = NETWORKS[network];
  return `2001:db8:${first}${random.hex(3)}:1::${random.between(1, 9999)}`.replace(/:0+(?=\w)/g, ':');
}
