/** The engine's own account of an event, in one sentence. */

import type { Client, Event } from '../model/event.ts';

export function describeEvent(event: Event): string {
  const { principal, client } = event;
  const who =
    principal.kind === 'root'
      ? `root of ${principal.scope}`
      : `${principal.kind.replace('-', ' ')} ${principal.name}`;
  const failed = event.outcome === 'failure' ? 'tried' : 'called';
  const on = event.subject ?? event.issued[0]?.holder ?? event.targets[0];
  const object = on === undefined || on.uid === principal.uid ? '' : ` on ${on.name ?? on.uid}`;
  const agent = client.agent === undefined || client.agent === 'unknown' ? '' : ` with ${client.agent}`;
  const region = event.region === undefined ? '' : ` in ${event.region}`;
  const error = event.outcome === 'failure' ? ` and was refused (${event.error ?? 'failed'})` : '';
  return `${capital(who)} ${failed} ${event.operation}${object}${agent} from ${describeOrigin(client)}${region}${error}.`;
}

export function describeOrigin(client: Client): string {
  if (client.service !== undefined && client.ip === undefined) return client.service;
  const place = client.ip ?? 'an unknown address';
  const parts = [
    client.asn === undefined ? undefined : `AS${client.asn} ${client.asOrg ?? ''}`.trim(),
    client.country,
  ];
  if (client.networkKind === 'declared' && client.network !== undefined) parts.unshift(client.network);
  if (client.endpoint !== undefined) parts.unshift(client.endpoint);
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? place : `${place} (${known.join(', ')})`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
