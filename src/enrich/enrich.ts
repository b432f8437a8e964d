/**
 * Adds to a client what its address and user agent tell: network, place, kind of network, kind of program.
 * Pure for given data; equal clients share one result object. It judges nothing.
 */

import { formatIp, type Ip, isPrivate, parseIp, prefixOf } from '../lib/ip.ts';
import type { Client, NetworkKind, SaidOfAddress } from '../model/event.ts';
import { type AddressFacts, factsSaid } from './address-facts.ts';
import { countryCentre } from './country-centres.ts';
import type { AddressDatabases } from './databases.ts';
import { KnownClients } from './known-clients.ts';
import { providerNetwork } from './provider-networks.ts';
import { classifyAgent } from './user-agent.ts';

/** What the user says of a network; a `DeclaredNetwork` of the context fits. */
export interface NetworkDeclaration {
  readonly name: string;
  readonly trusted: boolean;
  readonly kind: NetworkKind;
  readonly country: string | undefined;
  readonly asn: number | undefined;
}

export interface EnricherOptions {
  /** The declared network an address lies in, as `Context.network` answers. */
  readonly networks: (ip: string) => NetworkDeclaration | undefined;
  readonly databases: AddressDatabases;
}

export interface Enricher {
  client(raw: Client): Client;
}

export function createEnricher({ networks, databases }: EnricherOptions): Enricher {
  const known = new KnownClients();
  return {
    client(raw) {
      const same = known.find(raw);
      if (same !== undefined) return same;
      const client = whole(raw, place(raw, networks, databases), agent(raw));
      known.keep(client);
      return client;
    },
  };
}

type Place = Omit<Client, 'ip' | 'userAgent' | 'service' | 'endpoint' | 'said' | 'agent' | 'agentKind'>;

/** One shape for all: every event's client is read many times, and a field is found at once where it always lies. */
function whole(raw: Client, known: Place, { agent, agentKind }: Pick<Client, 'agent' | 'agentKind'>): Client {
  return {
    ip: raw.ip,
    userAgent: raw.userAgent,
    service: raw.service,
    endpoint: raw.endpoint,
    said: raw.said,
    prefix: known.prefix,
    trusted: known.trusted,
    asn: known.asn,
    asOrg: known.asOrg,
    country: known.country,
    location: known.location,
    cloud: known.cloud,
    network: known.network,
    networkKind: known.networkKind,
    agent,
    agentKind,
  };
}

function agent({ userAgent }: Client): Pick<Client, 'agent' | 'agentKind'> {
  const { family, kind } = classifyAgent(userAgent);
  return userAgent === undefined ? { agentKind: kind } : { agent: family, agentKind: kind };
}

function place(raw: Client, networks: EnricherOptions['networks'], databases: AddressDatabases): Place {
  // The provider's own machines: wherever they stand, the caller was not there.
  if (raw.service !== undefined) return { network: 'service', networkKind: 'service' };
  const ip = raw.ip === undefined ? undefined : parseIp(raw.ip);
  const declared = ip === undefined ? undefined : networks(formatIp(ip));
  const known = {
    ...(ip === undefined ? {} : { prefix: prefixOf(ip) }),
    ...(declared === undefined ? {} : { trusted: declared.trusted }),
  };
  // Behind a private endpoint the address is one inside somebody's network, and such addresses repeat.
  if (raw.endpoint !== undefined) return { ...known, network: raw.endpoint, networkKind: 'private' };
  if (ip === undefined) return { networkKind: 'unknown' };
  const facts = declaredOver(declared, withSaid(raw.said, databases.find(ip)));
  return { ...known, ...facts, ...networkOf(ip, declared, facts), ...hiding(raw.said, declared) };
}

function networkOf(
  ip: Ip,
  declared: NetworkDeclaration | undefined,
  { asn, asOrg }: AddressFacts,
): Pick<Client, 'network' | 'networkKind' | 'cloud'> {
  const provider = asn === undefined ? undefined : providerNetwork(asn, asOrg);
  const cloud = provider?.cloud === undefined ? {} : { cloud: provider.cloud };
  if (declared !== undefined) return { ...cloud, network: declared.name, networkKind: declared.kind };
  if (asn !== undefined) return { ...cloud, network: `AS${asn}`, networkKind: provider?.kind ?? 'internet' };
  if (isPrivate(ip)) return { network: `private ${prefixOf(ip)}`, networkKind: 'private' };
  return { network: prefixOf(ip), networkKind: 'unknown' };
}

/**
 * One address must be one network whoever logged it, so our databases come before the vendor; the vendor's city is
 * taken where both agree on the country.
 */
function withSaid(said: SaidOfAddress | undefined, known: Partial<AddressFacts>): AddressFacts {
  if (said === undefined) return factsSaid(known);
  const { asn, asOrg, country, location } = said;
  const place: AddressFacts['location'] = location && { ...location, precision: 'city' };
  const agreed = place !== undefined && (known.country === undefined || known.country === country);
  return factsSaid({
    ...(known.asn === undefined ? { asn, asOrg } : {}),
    country,
    ...known,
    ...(agreed ? { location: place } : {}),
  });
}

/** An anonymising address by the vendor's word, unless the user has declared the network. */
function hiding(
  said: SaidOfAddress | undefined,
  declared: NetworkDeclaration | undefined,
): Pick<Client, 'networkKind'> {
  return said?.hidden === undefined || declared !== undefined ? {} : { networkKind: said.hidden };
}

/** What the user says of a network outranks every database; facts that contradict it go with their parent. */
function declaredOver(declared: NetworkDeclaration | undefined, known: AddressFacts): AddressFacts {
  const asn = declared?.asn ?? known.asn;
  const country = declared?.country ?? known.country;
  return factsSaid({
    asn,
    asOrg: asn === known.asn ? known.asOrg : undefined,
    country,
    location: (country === known.country ? known.location : undefined) ?? centreOf(country),
  });
}

function centreOf(country: string | undefined): AddressFacts['location'] {
  const centre = country === undefined ? undefined : countryCentre(country);
  return centre && { latitude: centre.latitude, longitude: centre.longitude, precision: 'country' };
}
