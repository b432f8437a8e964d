/**
 * Values as the kernel writes them into audit records: quoted where they are plain, in hexadecimal where they hold
 * anything else, socket addresses as the bytes they are in memory. It resolves no names.
 */

import { formatIp } from '../../lib/ip.ts';

export interface SocketAddress {
  readonly family: 'inet' | 'inet6' | 'local' | 'netlink' | 'other';
  /** Canonical; mapped IPv4 is IPv4. Undefined for what has no address. */
  readonly address: string | undefined;
  readonly port: number | undefined;
}

const OTHER: SocketAddress = { family: 'other', address: undefined, port: undefined };
const LOCAL: SocketAddress = { family: 'local', address: undefined, port: undefined };
const NETLINK: SocketAddress = { family: 'netlink', address: undefined, port: undefined };

/**
 * `saddr` in hexadecimal (`0200` + port + address), as `{ saddr_fam=inet laddr=… lport=… }` or as the older
 * `inet host:… serv:…`. The family is in the machine's byte order, port and address are in the network's.
 */
export function socketAddress(saddr: string): SocketAddress {
  if (!/^[0-9A-Fa-f]{4,512}$/.test(saddr)) return interpreted(saddr);
  const family = byteAt(saddr, 0) === 0 ? byteAt(saddr, 1) : byteAt(saddr, 0);
  if (family === 1) return LOCAL;
  if (family === 16) return NETLINK;
  if (family === 2 && saddr.length >= 16) {
    return { family: 'inet', address: ipv4At(saddr, 4), port: wordAt(saddr, 2) };
  }
  if (family !== 10 || saddr.length < 48) return OTHER;
  const groups = [8, 10, 12, 14, 16, 18, 20, 22].map((at) => wordAt(saddr, at));
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return { family: 'inet6', address: isMapped ? ipv4At(saddr, 20) : ipv6(groups), port: wordAt(saddr, 2) };
}

function interpreted(saddr: string): SocketAddress {
  const fields = /(?:saddr_fam=)?(inet6?|local|unix|netlink)\b(.{0,200})/.exec(saddr);
  const [, family = '', rest = ''] = fields ?? [];
  if (family === 'netlink') return NETLINK;
  if (family === 'local' || family === 'unix') return LOCAL;
  const address = /(?:laddr=|host:)([0-9a-fA-F.:]{2,45})/.exec(rest)?.[1];
  if (address === undefined) return OTHER;
  const port = /(?:lport=|serv:)(\d{1,5})/.exec(rest)?.[1];
  return {
    family: family === 'inet6' ? 'inet6' : 'inet',
    address,
    port: port === undefined ? undefined : Number(port),
  };
}

function byteAt(hex: string, index: number): number {
  return Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
}

function wordAt(hex: string, index: number): number {
  return byteAt(hex, index) * 256 + byteAt(hex, index + 1);
}

function ipv4At(hex: string, index: number): string {
  return [0, 1, 2, 3].map((offset) => byteAt(hex, index + offset)).join('.');
}

function ipv6(groups: readonly number[]): string {
  const word = (at: number): number => (groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0);
  return formatIp({ version: 6, words: [word(0), word(2), word(4), word(6)] });
}

/** `"plain"`, hexadecimal, `(null)`; a value of interpreted logs stands as it is. */
export function textValue(value: string | undefined, isInterpreted = false): string | undefined {
  if (value === undefined || value === '' || value === '(null)' || value === '?') return undefined;
  if (value.charCodeAt(0) === QUOTE) return value.endsWith('"') ? value.slice(1, -1) : value.slice(1);
  return isInterpreted ? value : (fromHex(value) ?? value);
}

const QUOTE = 0x22;
const LONGEST_HEX = 16_384;

/** Text of an even number of hexadecimal digits; NUL, which divides arguments, becomes a space. */
export function fromHex(value: string): string | undefined {
  if (value.length % 2 !== 0 || !/^[0-9A-F]+$/.test(value)) return undefined;
  const text = Buffer.from(value.slice(0, LONGEST_HEX), 'hex').toString('utf8');
  return text.replaceAll('\0', ' ').trim();
}

/** The value after ` name=`, up to the next blank; in quotes up to the closing one. */
export function fieldOf(line: string, name: string, from = 0): string | undefined {
  const start = line.indexOf(name, from);
  if (start < 0) return undefined;
  const begin = start + name.length;
  if (line.charCodeAt(begin) === QUOTE) {
    const close = line.indexOf('"', begin + 1);
    return line.slice(begin, close < 0 ? line.length : close + 1);
  }
  let end = begin;
  while (end < line.length && line.charCodeAt(end) > 0x20) end++;
  return line.slice(begin, end);
}

const ARGUMENT = / a(\d{1,4})(?:\[\d{1,5}\])?=("[^"]{0,8192}"|[!-~]{0,16384})/g;
const LONGEST_COMMAND = 8_192;

/** The command line in one or more EXECVE records; long arguments come in pieces `a2[0]`, `a2[1]`. */
export function commandOf(lines: readonly string[]): string | undefined {
  let command = '';
  let last = '';
  for (const line of lines) {
    const isInterpreted = !line.includes('"') && !/ a\d+(?:\[\d+\])?=(?:[0-9A-F]{2})+(?: |$)/.test(line);
    for (const [, index = '', raw = ''] of line.matchAll(ARGUMENT)) {
      if (command.length > LONGEST_COMMAND) return command.slice(0, LONGEST_COMMAND);
      const text = textValue(raw, isInterpreted) ?? '';
      command += index === last || command === '' ? text : ` ${text}`;
      last = index;
    }
  }
  return command === '' ? undefined : command;
}
