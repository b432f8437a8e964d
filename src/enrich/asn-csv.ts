/** The CSV of `@ip-location-db/asn`: first address, last address, number, holder's name. Rows of other shapes are passed over. */

import { parseIp } from '../lib/ip.ts';
import type { AsnRow } from './asn-table.ts';

export function* parseAsnCsv(text: string): Generator<AsnRow> {
  for (const line of lines(text)) {
    const row = parseRow(line);
    if (row !== undefined) yield row;
  }
}

/** Only the name may be quoted, and it comes last: no general CSV reader is needed. */
function parseRow(line: string): AsnRow | undefined {
  const [from = '', to = '', number = '', ...name] = line.split(',');
  const first = parseIp(from);
  const last = parseIp(to);
  if (first === undefined || last === undefined || !/^\d{1,10}$/.test(number)) return undefined;
  return { first, last, asn: Number(number), organisation: unquote(name.join(',').trim()) };
}

function unquote(field: string): string {
  return field.startsWith('"') && field.endsWith('"') && field.length > 1
    ? field.slice(1, -1).replaceAll('""', '"')
    : field;
}

function* lines(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const stop = end === -1 ? text.length : end;
    yield text.slice(at, stop);
    at = stop + 1;
  }
}
