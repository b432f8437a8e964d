/** Addresses as Google's logs write them. What is no address says nothing. */

import { formatIp, parseIp } from '../../lib/ip.ts';
import { isObject, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { SaidOfAddress } from '../../model/event.ts';

/** An address in its usual form. */
export function addressOf(text: string | undefined): string | undefined {
  if (text === undefined || USUAL.test(text)) return text;
  const ip = parseIp(text.trim());
  return ip === undefined ? undefined : formatIp(ip);
}

/** IPv4 as it nearly always comes: passed on without being taken apart. */
const USUAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** `networkInfo` of an activity: network and region of the address. */
export function saidOfAddress(networkInfo: unknown): SaidOfAddress | undefined {
  if (!isObject(networkInfo)) return undefined;
  const asn = numberAt(listAt(networkInfo, 'ipAsn'), 0) ?? numberAt(networkInfo, 'ipAsn');
  const region = textAt(networkInfo, 'regionCode');
  const country = region !== undefined && /^[A-Z]{2}$/.test(region) ? region : undefined;
  if (asn === undefined && country === undefined) return undefined;
  return { ...(asn === undefined ? {} : { asn }), ...(country === undefined ? {} : { country }) };
}
