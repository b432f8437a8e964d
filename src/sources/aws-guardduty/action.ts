/** What somebody did according to a finding, and from where: GuardDuty keeps it under a name for each kind of action. */

import { saidPlace } from '../../contract/said-place.ts';
import { at, isObject, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { Client, SaidOfAddress } from '../../model/event.ts';
import { cleanAddress } from '../../vendor/aws/client.ts';
import { sequenceAddress } from './sequence.ts';

const ACTIONS = [
  'awsApiCallAction',
  'networkConnectionAction',
  'kubernetesApiCallAction',
  'rdsLoginAttemptAction',
  'portProbeAction',
] as const;

export function clientOf(service: unknown): Client {
  const remote = remoteOf(service);
  const found = addressIn(remote) ?? sequenceAddress(service);
  const ip = found === undefined ? undefined : cleanAddress(found);
  const said = ip === undefined ? undefined : saidOf(remote);
  return {
    ip,
    userAgent: textAt(service, 'action', 'kubernetesApiCallAction', 'userAgent') || undefined,
    service: undefined,
    endpoint: undefined,
    ...(said === undefined ? {} : { said }),
  };
}

function addressIn(remote: unknown): string | undefined {
  return textAt(remote, 'ipAddressV4') ?? textAt(remote, 'ipAddressV6');
}

function remoteOf(service: unknown): unknown {
  const action = at(service, 'action');
  for (const name of ACTIONS) {
    const details = at(action, name);
    const remote =
      at(details, 'remoteIpDetails') ?? at(listAt(details, 'portProbeDetails')[0], 'remoteIpDetails');
    if (isObject(remote)) return remote;
  }
  return undefined;
}

function saidOf(remote: unknown): SaidOfAddress | undefined {
  const asn = numberAt(remote, 'organization', 'asn');
  const asOrg = textAt(remote, 'organization', 'asnOrg');
  const named = textAt(remote, 'country', 'countryCode') ?? textAt(remote, 'country', 'countryName');
  const latitude = numberAt(remote, 'geoLocation', 'lat');
  const longitude = numberAt(remote, 'geoLocation', 'lon');
  const said: SaidOfAddress = {
    ...(asn === undefined || asn <= 0 ? {} : { asn }),
    ...(asOrg === undefined ? {} : { asOrg }),
    ...saidPlace(named, latitude, longitude),
  };
  return Object.keys(said).length === 0 ? undefined : said;
}
