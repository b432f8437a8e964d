/**
 * The address in what a vendor calls one: with or without a port, bracketed, in any case. Text that holds no exact
 * address gives nothing; names are not resolved.
 */

import { formatIp, parseIp } from './ip.ts';
import { memo } from './memo.ts';

/** `203.0.113.9:443`, `[2001:db8::1]:443`, `2001:db8::1#443` → the address in its usual form. */
export function addressWithoutPort(text: string): string | undefined {
  if (USUAL.test(text)) return text;
  if (text.length > LONGEST_KEPT) return addressIn(text);
  return others(text, () => ({ address: addressIn(text) })).address;
}

/** Few addresses, many records of each: what has to be taken apart is remembered. */
const others = memo<{ readonly address: string | undefined }>(8_192);
const LONGEST_KEPT = 64;

function addressIn(text: string): string | undefined {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]{2,45})\](?::\d{1,5})?$/.exec(trimmed);
  if (bracketed?.[1] !== undefined) return formatted(bracketed[1]);
  return formatted(trimmed) ?? formatted(trimmed.replace(PORT, ''));
}

/** IPv4 as it nearly always comes: passed on without being taken apart. */
const USUAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
/** All the ways RFC 5952 section 6 lists, for IPv6 without brackets. */
const PORT = /(?:[:#p.]| port )\d{1,5}$/;

function formatted(text: string): string | undefined {
  const ip = parseIp(text);
  return ip === undefined ? undefined : formatIp(ip);
}
