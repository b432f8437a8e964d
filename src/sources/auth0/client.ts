/** Where a call came from, by which path, and what Auth0 says of the address. */

import type { RecordView } from '../../contract/projection.ts';
import { saidPlace } from '../../contract/said-place.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import type { Access, Client, SaidOfAddress } from '../../model/event.ts';
import { present } from './call.ts';
import { FIELDS } from './fields.ts';

export function clientOf(record: RecordView): Client {
  const address = present(record.text(FIELDS.ip));
  const said = record.derived(FIELDS.location, saidOf);
  const client = {
    ip: address === undefined ? undefined : addressWithoutPort(address),
    userAgent: agentOf(record),
    service: undefined,
    endpoint: undefined,
  };
  return said === undefined ? client : { ...client, said };
}

/** The dashboard calls the Management API in the administrator's name and says so itself. */
export function accessOf(record: RecordView): Access {
  const channel = record.text(FIELDS.channel);
  return channel?.startsWith('https://manage.') === true ? 'console' : accessByAgent(agentOf(record));
}

function agentOf(record: RecordView): string | undefined {
  return present(record.text(FIELDS.userAgent)) ?? present(record.text(FIELDS.requestAgent));
}

function saidOf(location: unknown): SaidOfAddress | undefined {
  return saidPlace(
    textAt(location, 'country_code'),
    numberAt(location, 'latitude'),
    numberAt(location, 'longitude'),
  );
}
