import { describe, expect, test } from 'vitest';
import { cidrTable, parseCidr, parseIp } from '../lib/ip.ts';
import type { Client } from '../model/event.ts';
import type { AddressFacts } from './address-facts.ts';
import { type AddressDatabases, NO_DATABASES } from './databases.ts';
import { describeClient } from './describe.ts';
import { createEnricher, type NetworkDeclaration } from './enrich.ts';

function table<T extends object>(entries: Record<string, T>) {
  return cidrTable(
    Object.entries(entries).flatMap(([text, value]) => {
      const cidr = parseCidr(text);
      return cidr === undefined ? [] : [[cidr, value] as const];
    }),
  );
}

const facts = table<AddressFacts>({
  '198.51.100.0/25': { asn: 64500, asOrg: 'Example Telecom', country: 'IE' },
  '198.51.100.128/26': { asn: 16509, asOrg: 'Amazon.com, Inc.', country: 'US' },
  '198.51.100.192/27': { asn: 14061, asOrg: 'DigitalOcean, LLC', country: 'NL' },
  '198.51.100.224/27': { country: 'DE', location: { latitude: 52.5, longitude: 13.4, precision: 'city' } },
});
const databases: AddressDatabases = { find: (ip) => facts.find(ip) ?? {}, sources: ['sample'], notes: [] };

const office: NetworkDeclaration = {
  name: 'office',
  trusted: true,
  kind: 'declared',
  country: undefined,
  asn: undefined,
};
const declared = table<NetworkDeclaration>({
  '203.0.113.0/25': office,
  '198.51.100.8/32': office,
  '203.0.113.128/26': { name: 'vpn-exit', trusted: true, kind: 'vpn', country: 'SE', asn: 64510 },
  '203.0.113.192/32': { name: 'tor-exits', trusted: false, kind: 'tor', country: undefined, asn: undefined },
  '10.1.0.0/16': { ...office, name: 'campus' },
});
const networks = (text: string) => {
  const ip = parseIp(text);
  return ip && declared.find(ip);
};

const enricher = createEnricher({ networks, databases });

function client(fields: Partial<Client>): Client {
  return { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined, ...fields };
}

describe('the network of a client', () => {
  test.each<[string, Partial<Client>, Partial<Client>]>([
    [
      'an access provider',
      { ip: '198.51.100.7' },
      {
        network: 'AS64500',
        networkKind: 'internet',
        country: 'IE',
        asOrg: 'Example Telecom',
        prefix: '198.51.100.0/24',
      },
    ],
    ['a cloud', { ip: '198.51.100.130' }, { network: 'AS16509', networkKind: 'cloud', cloud: 'aws' }],
    ['a hosting provider', { ip: '198.51.100.200' }, { network: 'AS14061', networkKind: 'hosting' }],
    [
      'a declared network',
      { ip: '203.0.113.7' },
      { network: 'office', networkKind: 'declared', trusted: true, prefix: '203.0.113.0/24' },
    ],
    [
      'a declared address within a provider',
      { ip: '198.51.100.8' },
      { network: 'office', trusted: true, asn: 64500, country: 'IE' },
    ],
    [
      'a declared VPN with its own country and number',
      { ip: '203.0.113.130' },
      { network: 'vpn-exit', networkKind: 'vpn', asn: 64510, country: 'SE' },
    ],
    [
      'a declared list of Tor exits',
      { ip: '203.0.113.192' },
      { network: 'tor-exits', networkKind: 'tor', trusted: false },
    ],
    [
      'a declared private network',
      { ip: '10.1.2.3' },
      { network: 'campus', networkKind: 'declared', trusted: true },
    ],
    [
      'a private address',
      { ip: '10.9.8.7' },
      { network: 'private 10.9.8.0/24', networkKind: 'private', prefix: '10.9.8.0/24' },
    ],
    [
      'a private endpoint',
      { ip: '10.9.8.7', endpoint: 'vpce-0abc' },
      { network: 'vpce-0abc', networkKind: 'private', prefix: '10.9.8.0/24' },
    ],
    [
      'a declared network behind an endpoint',
      { ip: '10.1.2.3', endpoint: 'vpce-0abc' },
      { network: 'vpce-0abc', networkKind: 'private', trusted: true },
    ],
    [
      'an address nobody knows',
      { ip: '203.0.113.250' },
      { network: '203.0.113.0/24', networkKind: 'unknown' },
    ],
    [
      'an address known by place only',
      { ip: '198.51.100.230' },
      { network: '198.51.100.0/24', networkKind: 'unknown', country: 'DE' },
    ],
    ['IPv6', { ip: '2001:db8:1:2::3' }, { network: '2001:db8:1::/48', prefix: '2001:db8:1::/48' }],
    ['a padded address', { ip: '198.051.100.007' }, { network: 'AS64500' }],
    ['a padded address of a declared network', { ip: '203.000.113.007' }, { network: 'office' }],
    [
      'the vendor’s own word where nothing else is known',
      { ip: '203.0.113.250', said: { asn: 64511, country: 'FR' } },
      { network: 'AS64511', country: 'FR' },
    ],
    [
      'the vendor’s city within the country both name, and our own number for the network',
      {
        ip: '198.51.100.7',
        said: { asn: 64511, country: 'IE', location: { latitude: 51.9, longitude: -8.5 } },
      },
      { network: 'AS64500', location: { latitude: 51.9, longitude: -8.5, precision: 'city' } },
    ],
    [
      'an address the vendor calls anonymous',
      { ip: '203.0.113.250', said: { hidden: 'tor' } },
      { networkKind: 'tor' },
    ],
  ])('%s', (_, raw, expected) => {
    expect(enricher.client(client(raw))).toMatchObject(expected);
  });

  test('a service of the provider has no place, whatever address it shows', () => {
    expect(enricher.client(client({ service: 'cloudformation.amazonaws.com', ip: '198.51.100.7' }))).toEqual({
      ...client({ service: 'cloudformation.amazonaws.com', ip: '198.51.100.7' }),
      network: 'service',
      networkKind: 'service',
      agentKind: 'unknown',
    });
  });

  test.each([undefined, 'AWS Internal', 'fe80::1%eth0', ''])(
    'no address (%s) is an unknown network',
    (ip) => {
      const enriched = enricher.client(client({ ip }));
      expect(enriched.networkKind).toBe('unknown');
      expect(enriched.network).toBeUndefined();
    },
  );
});

describe('the place of a client', () => {
  test('is the city where known, else the centre of the country', () => {
    expect(enricher.client(client({ ip: '198.51.100.230' })).location).toEqual({
      latitude: 52.5,
      longitude: 13.4,
      precision: 'city',
    });
    expect(enricher.client(client({ ip: '198.51.100.7' })).location?.precision).toBe('country');
  });

  test('follows the declared country rather than the database', () => {
    const moved = createEnricher({ networks: () => ({ ...office, country: 'JP', asn: 64999 }), databases });
    const enriched = moved.client(client({ ip: '198.51.100.230' }));
    expect(enriched).toMatchObject({
      country: 'JP',
      asn: 64999,
      location: { latitude: 37, precision: 'country' },
    });
    expect(moved.client(client({ ip: '198.51.100.7' })).asOrg).toBeUndefined();
  });
});

test('the program is named, and absent where the record names none', () => {
  expect(enricher.client(client({ userAgent: 'aws-cli/2.15.0' }))).toMatchObject({
    agent: 'aws-cli',
    agentKind: 'cli',
  });
  expect(enricher.client(client({})).agent).toBeUndefined();
});

test('equal clients share one object, different ones never do', () => {
  const first = enricher.client(client({ ip: '198.51.100.7', userAgent: 'curl/8' }));
  expect(enricher.client(client({ ip: '198.51.100.7', userAgent: 'curl/8' }))).toBe(first);
  expect(enricher.client(client({ ip: '198.51.100.7', userAgent: 'curl/9' })).userAgent).toBe('curl/9');
  expect(enricher.client(client({ ip: '198.51.100.7', endpoint: 'curl/8' })).userAgent).toBeUndefined();
});

test('what a vendor says of an address sets clients apart, however many say otherwise', () => {
  const said = (asn: number): Client => client({ ip: '198.51.100.7', said: { asn, asOrg: 'Example' } });
  const first = enricher.client(said(64_500));
  expect(enricher.client(said(64_500))).toBe(first);
  for (let asn = 64_501; asn < 64_540; asn++)
    expect(enricher.client(said(asn)).said).toEqual({ asn, asOrg: 'Example' });
  expect(enricher.client(said(64_500))).toEqual(first);
});

test('without databases the prefix stands for the network', () => {
  const bare = createEnricher({ networks: () => undefined, databases: NO_DATABASES });
  expect(bare.client(client({ ip: '198.51.100.7' }))).toMatchObject({
    network: '198.51.100.0/24',
    networkKind: 'unknown',
  });
});

describe('a client in words', () => {
  test.each<[Partial<Client>, string]>([
    [{ ip: '198.51.100.7' }, '198.51.100.7 (AS64500 Example Telecom, IE)'],
    [{ ip: '198.51.100.8' }, 'office (198.51.100.8, AS64500 Example Telecom, IE)'],
    [{ ip: '203.0.113.7' }, 'office (203.0.113.7)'],
    [{ ip: '203.0.113.250' }, '203.0.113.250'],
    [{ ip: '10.9.8.7' }, '10.9.8.7 (private)'],
    [{ ip: '10.9.8.7', endpoint: 'vpce-0abc' }, '10.9.8.7 (through vpce-0abc)'],
    [{ service: 'athena.amazonaws.com' }, 'athena.amazonaws.com'],
    [{}, 'an unknown address'],
  ])('%o', (raw, words) => {
    expect(describeClient(enricher.client(client(raw)))).toBe(words);
  });
});
