import { expect, test } from 'vitest';
import type { Client } from '../../model/event.ts';
import { areApart, isNeutral, placeText, spanText } from './client.ts';

const NOWHERE: Client = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };
const client = (given: Partial<Client>): Client => ({ ...NOWHERE, ...given });

const home = client({ ip: '198.51.100.20', network: 'AS64501', prefix: '198.51.100.0/24', country: 'IE' });
const unknown4 = client({ ip: '203.0.113.9', network: '203.0.113.0/24', prefix: '203.0.113.0/24' });
const unknown6 = client({ ip: '2001:db8::9', network: '2001:db8::/48', prefix: '2001:db8::/48' });

test.each([
  ['two providers', home, unknown4, true],
  ['one provider, two address blocks', home, { ...home, prefix: '198.51.100.128/27' }, false],
  ['the IPv4 and the IPv6 block of unknown operators', unknown4, unknown6, false],
  ['two IPv4 blocks of unknown operators', unknown4, { ...unknown4, network: 'x', prefix: 'x' }, true],
])('%s are told apart: %#', (_, a, b, apart) => {
  expect(areApart(a, b)).toBe(apart);
  expect(areApart(b, a)).toBe(apart);
});

test.each([
  ['an endpoint', { ip: '10.0.0.1', endpoint: 'vpce-0123' }, true],
  ['a private address', { ip: '10.0.0.1', networkKind: 'private' }, true],
  ['a service', { networkKind: 'service' }, true],
  ['a home', { ip: '198.51.100.20', networkKind: 'internet' }, false],
] as const)('%s says nothing about where the holder is: %#', (_, given, neutral) => {
  expect(isNeutral(client(given))).toBe(neutral);
});

test('places and times read well', () => {
  expect(placeText(home)).toBe('198.51.100.20 AS64501 IE');
  expect(placeText(unknown4)).toBe('203.0.113.9');
  expect([spanText(-5), spanText(5 * 60_000), spanText(5 * 3_600_000)]).toEqual(['0 min', '5 min', '5 h']);
});
