/**
 * The wide address plan: offices on four continents' time, home and mobile providers, hotels, clouds and rented
 * servers, with holders and countries as a public table would name them. Its addresses are those reserved for
 * measurements (RFC 2544, 198.18.0.0/15), so nothing in a simulated log points at anybody.
 */

import { type Network, wideNetwork } from './networks.ts';

interface Place {
  readonly city: string;
  readonly country: string;
  /** Hours ahead of UTC. */
  readonly zone: number;
}

export interface Site extends Place {
  readonly office: Network;
  readonly homes: readonly Network[];
  readonly mobiles: readonly Network[];
}

/** Hands out the range block by block, so that no two networks overlap. */
class Plan {
  private next = 0;

  /** `size` is a prefix length from 17 to 24. */
  take(
    name: string,
    size: number,
    country: string,
    holder: readonly [number, string],
    declared = false,
  ): Network {
    const addresses = 2 ** (32 - size);
    this.next = Math.ceil(this.next / addresses) * addresses;
    const at = this.next;
    this.next += addresses;
    const base = `198.${18 + Math.floor(at / 65_536)}.${Math.floor(at / 256) % 256}.0`;
    return wideNetwork(name, `${base}/${size}`, country, { asn: holder[0], name: holder[1] }, declared);
  }
}

const plan = new Plan();
const ACME = [64512, 'Acme Holdings'] as const;

function site({ city, country, zone }: Place, firstAsn: number): Site {
  const office = plan.take(`office-${city}`, 24, country, ACME, true);
  const homes = [0, 1, 2].map((n) =>
    plan.take(`home-${country.toLowerCase()}-${n + 1}`, 21, country, [
      firstAsn + n,
      `${country} Broadband ${n + 1}`,
    ]),
  );
  // A phone's address wanders over a carrier's prefixes from hour to hour.
  const mobiles = [0, 1].map((n) =>
    plan.take(`mobile-${country.toLowerCase()}-${n + 1}`, 21, country, [
      firstAsn + 10 + n,
      `${country} Mobile ${n + 1}`,
    ]),
  );
  return { city, country, zone, office, homes, mobiles };
}

export const SITES: readonly Site[] = [
  site({ city: 'dublin', country: 'IE', zone: 0 }, 64600),
  site({ city: 'berlin', country: 'DE', zone: 1 }, 64620),
  site({ city: 'toronto', country: 'CA', zone: -5 }, 64640),
  site({ city: 'pune', country: 'IN', zone: 5 }, 64660),
];

export const WORLD = {
  /** Declared; everybody's way in from home. */
  vpn: plan.take('vpn-egress', 24, 'IE', ACME, true),
  /** The provider the organisation moves to; undeclared at first. */
  vpnNew: plan.take('vpn-egress-new', 24, 'NL', [64530, 'Example Secure Access']),
  /** Hosted runners of the CI service. */
  ci: plan.take('ci-runners', 22, 'US', [8075, 'Microsoft Corporation'], true),
  ciNew: plan.take('ci-runners-new', 22, 'US', [54825, 'Packet Host']),
  awsProd: plan.take('aws-nat-prod', 24, 'IE', [16509, 'Amazon.com'], true),
  awsShared: plan.take('aws-nat-shared', 24, 'IE', [16509, 'Amazon.com'], true),
  awsDev: plan.take('aws-nat-dev', 24, 'IE', [16509, 'Amazon.com'], true),
  /** Where the natural replacement of a NAT gateway's address comes from. */
  awsProdNew: plan.take('aws-nat-prod-new', 24, 'IE', [16509, 'Amazon.com']),
  awsFunctions: plan.take('aws-functions', 22, 'IE', [16509, 'Amazon.com']),
  awsElsewhere: plan.take('aws-other-tenants', 20, 'US', [16509, 'Amazon.com']),
  gcpNat: plan.take('gcp-nat', 24, 'BE', [396982, 'Google LLC'], true),
  azureNat: plan.take('azure-nat', 24, 'NL', [8075, 'Microsoft Corporation'], true),
  saas: plan.take('posture-saas', 24, 'US', [16509, 'Amazon.com']),
  consultant: plan.take('home-br-1', 22, 'BR', [64701, 'BR Broadband 1']),
  acquisition: plan.take('office-acquired', 24, 'SE', [64702, 'Formerly Somebody Else']),
} as const satisfies Readonly<Record<string, Network>>;

/** Where travellers sleep and wait. */
export const GUEST_NETWORKS: readonly [Network, ...Network[]] = [
  plan.take('guest-fi', 23, 'FI', [64709, 'FI Hospitality']),
  ...['PT', 'FR', 'US', 'GB', 'ES', 'IT', 'PL', 'SG'].map((country, n) =>
    plan.take(`guest-${country.toLowerCase()}`, 23, country, [64710 + n, `${country} Hospitality`]),
  ),
];

/** Where intruders work from; a campaign draws one. */
export const INTRUDERS = {
  hosting: [
    plan.take('rented-de', 23, 'DE', [24940, 'Hetzner Online']),
    plan.take('rented-nl', 23, 'NL', [14061, 'DigitalOcean']),
    plan.take('rented-us', 23, 'US', [20473, 'The Constant Company']),
  ],
  vpn: [plan.take('vpn-ro', 23, 'RO', [9009, 'M247']), plan.take('vpn-ch', 23, 'CH', [62371, 'Proton AG'])],
  /** Homes whose machines are rented out: what a careful intruder uses, in the victim's own country if need be. */
  residential: [
    plan.take('home-vn', 22, 'VN', [64801, 'VN Broadband']),
    plan.take('home-ua', 22, 'UA', [64802, 'UA Broadband']),
    plan.take('home-ie-other', 22, 'IE', [64803, 'IE Broadband 9']),
    plan.take('home-de-other', 22, 'DE', [64804, 'DE Broadband 9']),
  ],
} as const satisfies Readonly<Record<string, readonly Network[]>>;

/** Taken after all the others, so that theirs stay where they are. */
export const FURTHER = {
  /** The company's own machines, from before the clouds. */
  datacentre: plan.take('datacentre', 24, 'IE', ACME, true),
  /** Where the natural replacement of Azure's gateway comes from. */
  azureNatNew: plan.take('azure-nat-new', 24, 'NL', [8075, 'Microsoft Corporation']),
  azureFunctions: plan.take('azure-functions', 24, 'NL', [8075, 'Microsoft Corporation']),
} as const satisfies Readonly<Record<string, Network>>;

export const WORLD_NETWORKS: readonly Network[] = [
  ...SITES.flatMap(({ office, homes, mobiles }) => [office, ...homes, ...mobiles]),
  ...Object.values(WORLD),
  ...GUEST_NETWORKS,
  ...Object.values(INTRUDERS).flat(),
  ...Object.values(FURTHER),
];

/** The table of networks that `addressData.asn` of the context file takes. */
export function addressTable(networks: readonly Network[] = WORLD_NETWORKS): string {
  const rows = networks.flatMap(({ cidr, country, holder, prefix, hosts }) => {
    if (holder === undefined) return [];
    const first = cidr.slice(0, cidr.indexOf('/'));
    const last = lastAddress(prefix, hosts[1] + 1);
    return [`${first},${last},${holder.asn},${holder.name},${country}`];
  });
  return `first,last,asn,organisation,country\n${rows.join('\n')}\n`;
}

function lastAddress(base: string, offset: number): string {
  const [a = 0, b = 0, c = 0] = base.split('.').map(Number);
  const third = c + Math.floor(offset / 256);
  return `${a}.${b + Math.floor(third / 256)}.${third % 256}.${offset % 256}`;
}
