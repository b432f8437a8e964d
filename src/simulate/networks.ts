/**
 * The address plan of the simulated world, made of the ranges reserved for documentation (RFC 5737, RFC 3849)
 * and private space behind VPC endpoints. Every network that its owner would not declare has a prefix of its own
 * (a /24, a /48), because that is how a reader of the logs tells networks apart.
 */

import { formatIp, parseIp } from '../lib/ip.ts';

export interface Network {
  readonly name: string;
  readonly cidr: string;
  /** What comes before the host number in an address. */
  readonly prefix: string;
  /** First and last host number handed out. */
  readonly hosts: readonly [number, number];
  readonly country: string;
  /** Whether the example's context file names it. */
  readonly declared: boolean;
  /** Whose it is, for the world's table of networks; none in the small plan, whose ranges belong to nobody. */
  readonly holder?: { readonly asn: number; readonly name: string };
}

/** A network of IPv4 with 256 addresses or more. */
export function wideNetwork(
  name: string,
  cidr: string,
  country: string,
  holder: NonNullable<Network['holder']>,
  declared = false,
): Network {
  const [base = '', length = '24'] = cidr.split('/');
  return { name, cidr, country, declared, holder, prefix: base, hosts: [1, 2 ** (32 - Number(length)) - 2] };
}

function network(name: string, cidr: string, country: string, declared = true): Network {
  const [base = '', length = '32'] = cidr.split('/');
  if (base.includes(':')) return { name, cidr, country, declared, prefix: base, hosts: [1, 0xffff] };
  const dot = base.lastIndexOf('.') + 1;
  const first = Number(base.slice(dot));
  const last = first + 2 ** (32 - Number(length)) - 2;
  return { name, cidr, country, declared, prefix: base.slice(0, dot), hosts: [first + 1, last] };
}

export const NETWORKS = {
  dublin: network('office-dublin', '203.0.113.0/28', 'IE'),
  berlin: network('office-berlin', '203.0.113.16/28', 'DE'),
  vpn: network('vpn-egress', '203.0.113.32/28', 'IE'),
  homeIreland: network('home-broadband-ireland', '203.0.113.128/26', 'IE'),
  homeGermany: network('home-broadband-germany', '203.0.113.192/26', 'DE'),
  natProd: network('vpc-prod-nat', '192.0.2.0/28', 'IE'),
  natShared: network('vpc-shared-nat', '192.0.2.16/28', 'IE'),
  natDev: network('vpc-dev-nat', '192.0.2.32/28', 'IE'),
  functions: network('aws-function-egress', '192.0.2.64/27', 'IE'),
  ci: network('ci-runners', '192.0.2.128/26', 'NL'),
  ciNew: network('ci-runners-new', '2001:db8:c100::/48', 'NL', false),
  hotel: network('hotel-lisbon', '2001:db8:7a10::/48', 'PT', false),
  intruder: network('rented-servers', '198.51.100.0/24', 'MD', false),
} as const satisfies Readonly<Record<string, Network>>;

/** The address of the n-th host; wraps round, so that many hosts share a small network as they do behind NAT. */
export function addressIn(net: Network, host: number): string {
  const [first, last] = net.hosts;
  const number = first + (host % (last - first + 1));
  if (net.holder !== undefined) return plus(net.prefix, number);
  return net.prefix + (net.prefix.includes(':') ? number.toString(16) : String(number));
}

function plus(base: string, offset: number): string {
  const ip = parseIp(base);
  if (ip?.version !== 4) throw new RangeError(`${base} is no address of the wide plan`);
  return formatIp({ version: 4, bits: ip.bits + offset });
}

/** A private address inside a VPC, as CloudTrail shows it for calls through a VPC endpoint. */
export function privateAddress(host: number): string {
  return `10.20.${(host >> 8) & 0xff}.${host & 0xff}`;
}
