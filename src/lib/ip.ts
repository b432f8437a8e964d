/**
 * Internet addresses and prefixes: parse, write, compare, look up by longest prefix. It resolves no names and
 * guesses nothing: text that is not exactly an address gives `undefined`.
 */

export interface IPv4 {
  readonly version: 4;
  /** Unsigned 32 bits. */
  readonly bits: number;
}

export interface IPv6 {
  readonly version: 6;
  /** Four unsigned words of 32 bits, most significant first. */
  readonly words: Words;
}

export type Ip = IPv4 | IPv6;
type Words = readonly [number, number, number, number];

/** An address whose bits beyond `length` are zero. */
export interface Cidr {
  readonly base: Ip;
  readonly length: number;
}

/**
 * Reads dotted IPv4 and IPv6. Octets may be zero-padded and are decimal all the same (`010.001.002.003` is
 * 10.1.2.3): anonymised CloudTrail exports pad them. An IPv4-mapped address (`::ffff:192.0.2.1`) becomes IPv4.
 * A zone id (`fe80::1%eth0`) is refused, for it has meaning on one machine only.
 */
export function parseIp(text: string): Ip | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  if (!text.includes(':')) {
    const bits = parseV4(text);
    return bits === undefined ? undefined : { version: 4, bits };
  }
  const words = parseV6(text);
  if (words === undefined) return undefined;
  return isMapped(words) ? { version: 4, bits: words[3] } : { version: 6, words };
}

/** Canonical text: dotted decimal, RFC 5952 for IPv6. */
export function formatIp(ip: Ip): string {
  return ip.version === 4 ? formatV4(ip.bits) : formatV6(ip.words);
}

/** `192.0.2.0/24`; a bare address is a prefix of one. Bits beyond the length are dropped, not an error. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const ip = parseIp(address);
  if (ip === undefined || rest.length > 0) return undefined;
  const whole = ip.version === 4 ? 32 : 128;
  if (length === undefined) return { base: ip, length: whole };
  if (!/^\d{1,3}$/.test(length)) return undefined;
  // `::ffff:192.0.2.0/120` speaks of 24 bits of IPv4.
  const bits = Number(length) - (ip.version === 4 && address.includes(':') ? 96 : 0);
  return bits < 0 || bits > whole ? undefined : { base: mask(ip, bits), length: bits };
}

export function formatCidr({ base, length }: Cidr): string {
  return `${formatIp(base)}/${length}`;
}

export function cidrContains({ base, length }: Cidr, ip: Ip): boolean {
  if (base.version === 4) return ip.version === 4 && maskV4(ip.bits, length) === base.bits;
  if (ip.version === 4) return false;
  return mask(ip, length).words.every((word, at) => word === base.words[at]);
}

/** The neighbourhood of an address: /24 of IPv4, /48 of IPv6, the usual size of one site. */
export function prefixOf(ip: Ip): string {
  const length = ip.version === 4 ? 24 : 48;
  return formatCidr({ base: mask(ip, length), length });
}

/** Order of addresses; IPv4 comes before IPv6. */
export function compareIps(a: Ip, b: Ip): number {
  if (a.version === 4) return b.version === 4 ? a.bits - b.bits : -1;
  if (b.version === 4) return 1;
  for (const [at, word] of a.words.entries()) {
    const other = b.words[at] ?? 0;
    if (word !== other) return word - other;
  }
  return 0;
}

/** Private, carrier-grade NAT (RFC 6598), link-local, unique local or loopback: no place on the internet. */
export function isPrivate(ip: Ip): boolean {
  return PRIVATE.some((cidr) => cidrContains(cidr, ip));
}

/** Reserved for examples by RFC 5737, RFC 3849 and RFC 9637: belongs to nobody. */
export function isDocumentation(ip: Ip): boolean {
  return DOCUMENTATION.some((cidr) => cidrContains(cidr, ip));
}

export interface CidrTable<T> {
  /** The value of the most specific prefix that holds the address. */
  find(ip: Ip): T | undefined;
}

/** Of two entries with the same prefix the later wins. */
export function cidrTable<T extends NonNullable<unknown>>(
  entries: Iterable<readonly [Cidr, T]>,
): CidrTable<T> {
  const v4 = new Map<number, Map<number, T>>();
  const v6 = new Map<number, Map<string, T>>();
  for (const [{ base, length }, value] of entries) {
    if (base.version === 4) level(v4, length).set(base.bits, value);
    else level(v6, length).set(base.words.join(), value);
  }
  const levels4 = longestFirst(v4);
  const levels6 = longestFirst(v6);
  return {
    find: (ip) =>
      ip.version === 4
        ? first(levels4, (length) => maskV4(ip.bits, length))
        : first(levels6, (length) => mask(ip, length).words.join()),
  };
}

const LONGEST_ADDRESS = '0000:0000:0000:0000:0000:ffff:255.255.255.255'.length;

const PRIVATE = cidrs(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
);
const DOCUMENTATION = cidrs(
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '2001:db8::/32',
  '3fff::/20',
);

function cidrs(...texts: string[]): readonly Cidr[] {
  return texts.map((text) => parseCidr(text)).filter((cidr) => cidr !== undefined);
}

function parseV4(text: string): number | undefined {
  let bits = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (digits === 0 || ++dots > 3) return undefined;
      bits = bits * 256 + octet;
      octet = 0;
      digits = 0;
    } else {
      if (code < 48 || code > 57 || ++digits > 3) return undefined;
      octet = octet * 10 + code - 48;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? bits * 256 + octet : undefined;
}

function parseV6(text: string): Words | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const gap = 8 - head.length - tail.length;
  // RFC 4291: `::` stands for one or more groups, a full address has none.
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const all = [...head, ...new Array<number>(gap).fill(0), ...tail];
  const word = (at: number) => (all[at] ?? 0) * 65_536 + (all[at + 1] ?? 0);
  return [word(0), word(2), word(4), word(6)];
}

/** The 16-bit groups of one side of `::`. Only the last side may end in dotted IPv4. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const found: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (last && at === parts.length - 1 && part.includes('.')) {
      const bits = parseV4(part);
      if (bits === undefined) return undefined;
      found.push(Math.floor(bits / 65_536), bits % 65_536);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      found.push(Number.parseInt(part, 16));
    }
  }
  return found;
}

function isMapped(words: Words): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}

function formatV4(bits: number): string {
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
}

function formatV6(words: Words): string {
  const all = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const zeros = longestZeros(all);
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  if (zeros.length < 2) return hex(all);
  return `${hex(all.slice(0, zeros.start))}::${hex(all.slice(zeros.start + zeros.length))}`;
}

/** RFC 5952 §4.2: the longest run of zero groups, the first of equals. */
function longestZeros(all: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [at, group] of all.entries()) {
    if (group !== 0) start = at + 1;
    else if (at + 1 - start > best.length) best = { start, length: at + 1 - start };
  }
  return best;
}

function mask<Address extends Ip>(ip: Address, length: number): Address;
function mask(ip: Ip, length: number): Ip {
  if (ip.version === 4) return { version: 4, bits: maskV4(ip.bits, length) };
  const [a, b, c, d] = ip.words;
  return {
    version: 6,
    words: [maskV4(a, length), maskV4(b, length - 32), maskV4(c, length - 64), maskV4(d, length - 96)],
  };
}

/** Keeps the first `length` of 32 bits; shifts in JavaScript count modulo 32, hence the two edges. */
function maskV4(bits: number, length: number): number {
  if (length <= 0) return 0;
  return length >= 32 ? bits : (bits & (0xffff_ffff << (32 - length))) >>> 0;
}

function level<Key, T>(levels: Map<number, Map<Key, T>>, length: number): Map<Key, T> {
  const found = levels.get(length) ?? new Map<Key, T>();
  levels.set(length, found);
  return found;
}

type Levels<Key, T> = readonly (readonly [number, ReadonlyMap<Key, T>])[];

function longestFirst<Key, T>(levels: Map<number, Map<Key, T>>): Levels<Key, T> {
  return [...levels].sort(([a], [b]) => b - a);
}

function first<Key, T>(levels: Levels<Key, T>, keyAt: (length: number) => Key): T | undefined {
  for (const [length, prefixes] of levels) {
    const found = prefixes.get(keyAt(length));
    if (found !== undefined) return found;
  }
  return undefined;
}
