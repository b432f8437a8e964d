/** Whose an address of the address plans is and where it lies, as vendors write it beside the address. */

import { cidrTable, parseCidr, parseIp } from '../lib/ip.ts';
import { NETWORKS, type Network } from './networks.ts';
import { INTRUDERS, WORLD_NETWORKS } from './world.ts';

export interface Spot {
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

export function networkAt(ip: string): Network | undefined {
  const parsed = parseIp(ip);
  return parsed === undefined ? undefined : TABLE.find(parsed);
}

/** Where a country's addresses seem to be: its largest place. */
export function spotOf(network: Network | undefined): Spot {
  return SPOTS.get(network?.country ?? '') ?? NOWHERE;
}

/** What address reputation knows of: rented anonymity, not rented homes. */
export function isKnownProxy(network: Network | undefined): boolean {
  return INTRUDERS.vpn.some((each) => each === network);
}

const TABLE = cidrTable(
  [...Object.values(NETWORKS), ...WORLD_NETWORKS].flatMap((network: Network) => {
    const cidr = parseCidr(network.cidr);
    return cidr === undefined ? [] : [[cidr, network] as const];
  }),
);

const NOWHERE: Spot = { city: 'Dublin', country: 'Ireland', latitude: 53.3, longitude: -6.3 };

const SPOTS: ReadonlyMap<string, Spot> = new Map(
  Object.entries({
    IE: NOWHERE,
    DE: { city: 'Berlin', country: 'Germany', latitude: 52.5, longitude: 13.4 },
    CA: { city: 'Toronto', country: 'Canada', latitude: 43.7, longitude: -79.4 },
    IN: { city: 'Pune', country: 'India', latitude: 18.5, longitude: 73.9 },
    NL: { city: 'Amsterdam', country: 'Netherlands', latitude: 52.4, longitude: 4.9 },
    US: { city: 'Ashburn', country: 'United States', latitude: 39, longitude: -77.5 },
    BE: { city: 'Brussels', country: 'Belgium', latitude: 50.8, longitude: 4.4 },
    BR: { city: 'Curitiba', country: 'Brazil', latitude: -25.4, longitude: -49.3 },
    SE: { city: 'Gothenburg', country: 'Sweden', latitude: 57.7, longitude: 12 },
    FI: { city: 'Helsinki', country: 'Finland', latitude: 60.2, longitude: 24.9 },
    PT: { city: 'Lisbon', country: 'Portugal', latitude: 38.7, longitude: -9.1 },
    FR: { city: 'Lyon', country: 'France', latitude: 45.8, longitude: 4.8 },
    GB: { city: 'Leeds', country: 'United Kingdom', latitude: 53.8, longitude: -1.5 },
    ES: { city: 'Valencia', country: 'Spain', latitude: 39.5, longitude: -0.4 },
    IT: { city: 'Turin', country: 'Italy', latitude: 45.1, longitude: 7.7 },
    PL: { city: 'Krakow', country: 'Poland', latitude: 50.1, longitude: 19.9 },
    SG: { city: 'Singapore', country: 'Singapore', latitude: 1.3, longitude: 103.8 },
    RO: { city: 'Bucharest', country: 'Romania', latitude: 44.4, longitude: 26.1 },
    CH: { city: 'Zurich', country: 'Switzerland', latitude: 47.4, longitude: 8.5 },
    VN: { city: 'Hanoi', country: 'Vietnam', latitude: 21, longitude: 105.9 },
    UA: { city: 'Kyiv', country: 'Ukraine', latitude: 50.5, longitude: 30.5 },
    MD: { city: 'Chisinau', country: 'Moldova', latitude: 47, longitude: 28.9 },
  }),
);
