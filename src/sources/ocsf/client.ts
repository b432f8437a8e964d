/** Where an event came from, and what it says itself of that address. */

import type { RecordView } from '../../contract/projection.ts';
import { saidPlace } from '../../contract/said-place.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { at, numberAt, textAt } from '../../lib/json.ts';
import type { Client, SaidOfAddress } from '../../model/event.ts';
import { FIELDS } from './fields.ts';

export function clientOf(record: RecordView): Client {
  const { ip, service, said } = record.derived(FIELDS.src, sourceOf);
  const userAgent = record.text(FIELDS.userAgent) || undefined;
  return { ip, userAgent, service, endpoint: undefined, ...(said === undefined ? {} : { said }) };
}

export function clientAt(src: unknown): Client {
  const { ip, service, said } = sourceOf(src);
  return { ip, userAgent: undefined, service, endpoint: undefined, ...(said === undefined ? {} : { said }) };
}

interface Source {
  readonly ip: string | undefined;
  readonly service: string | undefined;
  readonly said: SaidOfAddress | undefined;
}

function sourceOf(src: unknown): Source {
  const ip = textAt(src, 'ip');
  const service = textAt(src, 'svc_name');
  return {
    ip: ip === undefined ? undefined : addressWithoutPort(ip),
    service: service === '-' ? undefined : service,
    said: saidOf(src),
  };
}

/** Coordinates are longitude first, as in GeoJSON; later versions have them apart. */
function saidOf(src: unknown): SaidOfAddress | undefined {
  const place = at(src, 'location');
  const longitude = numberAt(place, 'long') ?? numberAt(place, 'coordinates', 0);
  const latitude = numberAt(place, 'lat') ?? numberAt(place, 'coordinates', 1);
  const asn = numberAt(src, 'autonomous_system', 'number');
  const asOrg = textAt(src, 'autonomous_system', 'name') ?? textAt(place, 'isp');
  const proxied = textAt(src, 'type')?.toLowerCase().includes('vpn') === true;
  const said: SaidOfAddress = {
    ...(asn === undefined ? {} : { asn }),
    ...(asOrg === undefined ? {} : { asOrg }),
    ...saidPlace(textAt(place, 'country'), latitude, longitude),
    ...(proxied ? { hidden: 'vpn' as const } : {}),
  };
  return Object.keys(said).length === 0 ? undefined : said;
}
