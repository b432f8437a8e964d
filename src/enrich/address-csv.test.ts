import { describe, expect, test } from 'vitest';
import { parseIp } from '../lib/ip.ts';
import { readAddressCsv } from './address-csv.ts';

const HEADER = 'first,last,asn,organisation,country\n';

function find(rows: string, address: string) {
  const ip = parseIp(address);
  if (ip === undefined) throw new Error(`${address} is no address`);
  return readAddressCsv(HEADER + rows, 'own').find(ip);
}

const ROWS = [
  '198.18.0.0,198.18.15.255,64500,"Example Telecom, West",IE',
  '198.18.16.0,198.18.31.255,64501,,de',
  '2001:db8:1::,2001:db8:1:ffff:ffff:ffff:ffff:ffff,64502,Example Six,',
  '198.18.20.0,198.18.20.255,,,NL',
].join('\n');

describe('a table of networks as CSV', () => {
  test.each([
    ['198.18.0.0', { asn: 64500, asOrg: 'Example Telecom, West', country: 'IE' }],
    ['198.18.15.255', { asn: 64500, asOrg: 'Example Telecom, West', country: 'IE' }],
    ['198.18.16.1', { asn: 64501, country: 'DE' }],
    ['198.18.20.9', { country: 'NL' }],
    ['2001:db8:1::5', { asn: 64502, asOrg: 'Example Six' }],
    ['198.18.32.0', {}],
    ['2001:db8:2::5', {}],
    ['192.0.2.1', {}],
  ])('%s', (address, facts) => {
    expect(find(ROWS, address)).toEqual(facts);
  });

  test.each([
    ['198.18.0.0', 'line 2: two addresses come first'],
    ['198.18.9.0,198.18.0.0,1,a,IE', 'line 2: the range ends before it begins'],
    ['198.18.0.0,198.18.0.9,AS1,a,IE', 'line 2: AS1 is no network number'],
    ['198.18.0.0,198.18.0.9,1,a,IRL', 'line 2: IRL is no country code'],
  ])('%s is refused with its line', (row, message) => {
    expect(() => readAddressCsv(HEADER + row, 'own')).toThrow(message);
  });

  test('another table is refused', () => {
    expect(() => readAddressCsv('a,b\n1,2', 'own')).toThrow('its first line is not');
  });
});
