/** Where an event came from, by which path, and what JumpCloud says of the address. */

import type { RecordView } from '../../contract/projection.ts';
import { saidPlace } from '../../contract/said-place.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import type { Access, Client, SaidOfAddress } from '../../model/event.ts';
import { FIELDS } from './fields.ts';

export function clientOf(record: RecordView): Client {
  const address = record.text(FIELDS.clientIp) ?? record.text(FIELDS.sourceIp);
  const said = record.derived(FIELDS.geoip, saidOf);
  const client = {
    ip: address === undefined ? undefined : addressWithoutPort(address),
    userAgent: record.derived(FIELDS.userAgent, agentOf),
    service: undefined,
    endpoint: undefined,
  };
  return said === undefined ? client : { ...client, said };
}

/** Calls with a key are programs, whatever agent they show; devices report through their agent. */
export function accessOf(record: RecordView): Access {
  const agent = record.derived(FIELDS.userAgent, agentOf);
  if (agent === undefined && record.text(FIELDS.service) === 'systems') return 'agent';
  return isKeyed(record) && agent === undefined ? 'sdk' : accessByAgent(agent);
}

/** Whether an administrator's API key was presented. */
export function isKeyed(record: RecordView): boolean {
  const method = record.json(FIELDS.authMethod);
  return typeof method === 'string' && /^(?:api[-_ ]?key|x-api-key)$/i.test(method);
}

/** JumpCloud takes agents apart before it logs them: the parts, in the order agents have them. */
function agentOf(agent: unknown): string | undefined {
  if (typeof agent === 'string') return agent === '' ? undefined : agent;
  const name = textAt(agent, 'name');
  if (name === undefined || name === 'Other') return undefined;
  const version = textAt(agent, 'version') ?? textAt(agent, 'major');
  const system = textAt(agent, 'os_full') ?? textAt(agent, 'os_name') ?? textAt(agent, 'os');
  return `${name}${version === undefined ? '' : `/${version}`}${system === undefined ? '' : ` (${system})`}`;
}

function saidOf(geoip: unknown): SaidOfAddress | undefined {
  return saidPlace(textAt(geoip, 'country_code'), numberAt(geoip, 'latitude'), numberAt(geoip, 'longitude'));
}
