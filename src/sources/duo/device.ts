/** Where a sign-in came from: the access device, which asks to be let in, not the phone that approves. */

import { countryCode } from '../../enrich/country-names.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { textAt } from '../../lib/json.ts';
import type { Access, Client, SaidOfAddress } from '../../model/event.ts';

export interface Device {
  readonly client: Client;
  readonly access: Access;
  readonly browser: string | undefined;
  readonly os: string | undefined;
}

/** `access_device`; in activities its address is an object. */
export function readDevice(device: unknown): Device {
  const browser = textAt(device, 'browser');
  const ip = textAt(device, 'ip') ?? textAt(device, 'ip', 'address');
  return {
    client: clientAt(ip, placeSaid(textAt(device, 'location', 'country'))),
    access: browser === undefined ? 'unknown' : 'console',
    browser,
    os: textAt(device, 'os'),
  };
}

export function clientAt(ip: string | undefined, said?: SaidOfAddress, userAgent?: string): Client {
  return {
    ip: ip === undefined || ip === '0.0.0.0' ? undefined : addressWithoutPort(ip),
    userAgent,
    service: undefined,
    endpoint: undefined,
    ...(said === undefined ? {} : { said }),
  };
}

export function readLocation(location: unknown): SaidOfAddress | undefined {
  return placeSaid(textAt(location, 'country'));
}

function placeSaid(name: string | undefined): SaidOfAddress | undefined {
  const country = name === undefined ? undefined : countryCode(name);
  return country === undefined ? undefined : { country };
}
