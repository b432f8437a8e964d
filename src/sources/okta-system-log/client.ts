/** Where a call came from: address, program, and what Okta itself says of the address. */

import type { RecordView } from '../../contract/projection.ts';
import { saidPlace } from '../../contract/said-place.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { flagAt, numberAt, textAt } from '../../lib/json.ts';
import type { Client, SaidOfAddress } from '../../model/event.ts';
import { FIELDS } from './fields.ts';

export function clientOf(record: RecordView): Client {
  const address = record.text(FIELDS.ipAddress);
  const place = record.derived(FIELDS.place, placeSaid);
  const security =
    record.derived(FIELDS.security, networkSaid) ?? record.derived(FIELDS.securityFolded, networkSaid);
  const said = together(place, security);
  return {
    ip: address === undefined ? undefined : addressWithoutPort(address),
    userAgent: record.text(FIELDS.userAgent),
    service: undefined,
    endpoint: undefined,
    ...(said === undefined ? {} : { said }),
  };
}

function placeSaid(value: unknown): SaidOfAddress | undefined {
  return saidPlace(
    textAt(value, 'country'),
    numberAt(value, 'geolocation', 'lat'),
    numberAt(value, 'geolocation', 'lon'),
  );
}

/** `isProxy` is Okta's word for anonymising proxies; it does not tell Tor from others. */
function networkSaid(value: unknown): SaidOfAddress | undefined {
  const asn = numberAt(value, 'asNumber');
  const asOrg = textAt(value, 'asOrg');
  const hidden = flagAt(value, 'isProxy') === true;
  const numbered = asn !== undefined && Number.isInteger(asn) && asn > 0;
  if (!numbered && !hidden) return undefined;
  return {
    ...(numbered ? { asn, ...(asOrg === undefined || asOrg === 'null' ? {} : { asOrg }) } : {}),
    ...(hidden ? { hidden: 'vpn' as const } : {}),
  };
}

/** Equal pairs give one object: both halves are remembered ones. */
function together(
  place: SaidOfAddress | undefined,
  network: SaidOfAddress | undefined,
): SaidOfAddress | undefined {
  if (place === undefined) return network;
  if (network === undefined) return place;
  let pairs = joined.get(place);
  if (pairs === undefined) {
    pairs = new WeakMap();
    joined.set(place, pairs);
  }
  let both = pairs.get(network);
  if (both === undefined) {
    both = { ...place, ...network };
    pairs.set(network, both);
  }
  return both;
}

const joined = new WeakMap<SaidOfAddress, WeakMap<SaidOfAddress, SaidOfAddress>>();
