/**
 * Where workloads get credentials from: the addresses of metadata services and credential endpoints, in every
 * spelling a program or a person may give them. Which service answers an address that clouds share is not guessed.
 */

import { formatIp, parseIp } from '../../lib/ip.ts';

export type Cloud = 'aws' | 'gcp' | 'azure' | 'alibaba';

export interface Endpoint {
  /** Canonical: dotted decimal, RFC 5952, or the host name in lower case. */
  readonly address: string;
  /** Undefined for 169.254.169.254, which AWS, Google, Azure, Oracle and OpenStack all use. */
  readonly provider: Cloud | undefined;
  /** Ports that hand out metadata; DNS (53), NTP (123) and DHCP answer on some of the same addresses. */
  readonly ports: readonly number[];
}

export interface Spelling {
  readonly endpoint: Endpoint;
  /** Whether it was written in a way that hides the address: as a number, octal, percent-encoded, mapped into IPv6. */
  readonly encoded: boolean;
}

const HTTP = [80, 443];

const ENDPOINTS: readonly Endpoint[] = [
  { address: '169.254.169.254', provider: undefined, ports: HTTP },
  // Amazon ECS task roles, EKS Pod Identity, and the same over IPv6.
  { address: '169.254.170.2', provider: 'aws', ports: HTTP },
  { address: '169.254.170.23', provider: 'aws', ports: HTTP },
  { address: 'fd00:ec2::254', provider: 'aws', ports: HTTP },
  { address: 'fd00:ec2::23', provider: 'aws', ports: HTTP },
  { address: 'metadata.google.internal', provider: 'gcp', ports: HTTP },
  { address: 'metadata.goog', provider: 'gcp', ports: HTTP },
  { address: 'fd20:ce::254', provider: 'gcp', ports: HTTP },
  // The metadata server of GKE's workload identity, as pods reach it past the redirection.
  { address: '169.254.169.252', provider: 'gcp', ports: [80, 987, 988] },
  { address: '100.100.100.200', provider: 'alibaba', ports: HTTP },
  // Azure's WireServer and its host plug-in; the same address resolves names and leases addresses.
  { address: '168.63.129.16', provider: 'azure', ports: [80, 32526] },
];

const BY_ADDRESS = new Map(ENDPOINTS.map((endpoint) => [endpoint.address, endpoint]));

/** Names under which anybody's address resolves to itself. */
const WILDCARD_DNS = /\.(?:nip|sslip|xip)\.io$/;
/** Nothing longer is an address or a name. */
export const LONGEST_HOST = 253;

/** The endpoint of a socket's address, which is canonical or mapped into IPv6, as dual-stack sockets do. */
export function endpointOfAddress(address: string): Endpoint | undefined {
  const known = BY_ADDRESS.get(address);
  if (known !== undefined || address.length > LONGEST_HOST) return known;
  const ip = parseIp(address);
  return ip === undefined ? undefined : BY_ADDRESS.get(formatIp(ip));
}

/** The endpoint of a host as written in a URL or a command, brackets and percent signs included. */
export function endpointOfHost(host: string): Spelling | undefined {
  if (host === '' || host.length > LONGEST_HOST) return undefined;
  const plain = withoutDot(host.toLowerCase());
  const known = BY_ADDRESS.get(withoutBrackets(plain));
  if (known !== undefined) return { endpoint: known, encoded: false };
  const decoded = withoutBrackets(withoutDot(percentDecoded(plain)));
  const address = canonical(decoded.replace(WILDCARD_DNS, ''));
  const endpoint = address === undefined ? undefined : BY_ADDRESS.get(address);
  return endpoint === undefined ? undefined : { endpoint, encoded: true };
}

function canonical(host: string): string | undefined {
  if (BY_ADDRESS.has(host)) return host;
  const v4 = ipv4AsSocketsReadIt(host) ?? ipv4AsSocketsReadIt(host.replaceAll('-', '.'));
  if (v4 !== undefined) return v4;
  const ip = parseIp(host);
  return ip === undefined ? undefined : formatIp(ip);
}

/**
 * What `inet_aton` and with it most HTTP clients take for IPv4: one to four numbers, decimal, octal or hexadecimal, the
 * last one filling the octets that are left. Unlike `parseIp`, for which a leading zero is padding.
 */
function ipv4AsSocketsReadIt(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map(numberAsC);
  const last = numbers.pop();
  if (last === undefined || Number.isNaN(last) || last >= 256 ** (4 - numbers.length)) return undefined;
  if (!numbers.every((number) => number <= 255)) return undefined;
  const bits = numbers.reduce((sum, number, at) => sum + number * 256 ** (3 - at), last);
  return formatIp({ version: 4, bits });
}

function numberAsC(text: string): number {
  if (/^0x[0-9a-f]{1,8}$/.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]{1,14}$/.test(text)) return Number.parseInt(text, 8);
  return /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN;
}

/** Twice, for what is encoded to slip through a proxy is often encoded twice. */
function percentDecoded(text: string): string {
  const once = (input: string): string =>
    input.replace(/%([0-7][0-9a-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return text.includes('%') ? once(once(text)).toLowerCase() : text;
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
