/** A client in a few words, for the sentences of findings. */

import type { Client } from '../model/event.ts';

/** `203.0.113.9 (AS64500 Example Telecom, IE)`, `office (198.51.100.7)`, `athena.amazonaws.com`. */
export function describeClient(client: Client): string {
  if (client.service !== undefined) return client.service;
  const address = client.ip ?? 'an unknown address';
  if (client.endpoint !== undefined) return `${address} (through ${client.endpoint})`;
  const declared = client.trusted === undefined ? undefined : client.network;
  const known = [networkName(client), client.country].filter((part) => part !== undefined);
  if (declared !== undefined) return `${declared} (${[address, ...known].join(', ')})`;
  if (client.networkKind === 'private') return `${address} (private)`;
  return known.length === 0 ? address : `${address} (${known.join(', ')})`;
}

function networkName({ asn, asOrg }: Client): string | undefined {
  if (asn === undefined) return undefined;
  return asOrg === undefined ? `AS${asn}` : `AS${asn} ${asOrg}`;
}
