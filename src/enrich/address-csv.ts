/**
 * The user's own table of networks as CSV: `first,last,asn,organisation,country`, addresses inclusive, whatever is
 * not known left empty. For networks no public database knows, and for whoever has their own.
 */

import { compareIps, type Ip, parseIp } from '../lib/ip.ts';
import { type AddressFacts, factsSaid } from './address-facts.ts';

interface Range {
  readonly first: Ip;
  readonly last: Ip;
  readonly facts: AddressFacts;
}

/** Throws a sentence with the line where a row is not one; where ranges overlap, the earlier one ends where the later begins. */
export function readAddressCsv(
  text: string,
  title: string,
): { readonly title: string; find(ip: Ip): AddressFacts } {
  const ranges = rows(text).sort((a, b) => compareIps(a.first, b.first));
  return { title, find: (ip) => holding(ranges, ip)?.facts ?? {} };
}

const HEADER = 'first,last,asn,organisation,country';

function rows(text: string): Range[] {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (header.trim().toLowerCase() !== HEADER) throw new Error(`its first line is not ${HEADER}`);
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [range(line, index + 2)]));
}

function range(line: string, number: number): Range {
  const [from = '', to = '', asn = '', organisation = '', country = ''] = cells(line);
  const first = parseIp(from);
  const last = parseIp(to);
  if (first === undefined || last === undefined) throw new Error(`line ${number}: two addresses come first`);
  if (first.version !== last.version || compareIps(first, last) > 0)
    throw new Error(`line ${number}: the range ends before it begins`);
  if (!/^\d{0,10}$/.test(asn)) throw new Error(`line ${number}: ${asn} is no network number`);
  if (!/^([A-Za-z]{2})?$/.test(country)) throw new Error(`line ${number}: ${country} is no country code`);
  const facts = factsSaid({
    asn: asn === '' ? undefined : Number(asn),
    asOrg: asn === '' || organisation === '' ? undefined : organisation,
    country: country === '' ? undefined : country.toUpperCase(),
  });
  return { first, last, facts };
}

/** A name may be quoted for its commas; nothing else needs quotes. */
function cells(line: string): string[] {
  const found = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return found.map((cell) => {
    const bare = cell.replace(/,$/, '').trim();
    return bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1).replaceAll('""', '"') : bare;
  });
}

/** The last range that begins at or before the address, if it reaches that far. */
function holding(ranges: readonly Range[], ip: Ip): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ranges[middle];
    if (at !== undefined && compareIps(at.first, ip) <= 0) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low - 1];
  return found !== undefined && compareIps(ip, found.last) <= 0 ? found : undefined;
}
