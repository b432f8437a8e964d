import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cidr,
  cidrContains,
  cidrTable,
  formatCidr,
  formatIp,
  type Ip,
  isDocumentation,
  isPrivate,
  parseCidr,
  parseIp,
  prefixOf,
} from './ip.ts';

function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`not a prefix: ${text}`);
  return parsed;
}

describe('an address is read and written in its canonical form', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['010.001.002.003', '10.1.2.3'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::', '2001:db8::'],
    ['::', '::'],
    ['::1', '::1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:0:0:1:0:0:1:1', '2001::1:0:0:1:1'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('%s is %s', (text, canonical) => {
    expect(formatIp(ip(text))).toBe(canonical);
  });
});

test.each([
  '',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.256',
  '1.2.3.0004',
  '1.2..4',
  '.1.2.3',
  '1.2.3.',
  ' 1.2.3.4',
  '1.2.3.4 ',
  '0x7f.0.0.1',
  '-1.2.3.4',
  '1.2.3.4/24',
  'fe80::1%eth0',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::12345',
  ':1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:',
  '192.0.2.1::',
  '::192.0.2.1:1',
  'ec2.amazonaws.com',
  'AWS Internal',
  '2001:db8::g',
  '1'.repeat(100_000),
])('%s is not an address', (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test.each([
  ['192.0.2.77/24', '192.0.2.0/24'],
  ['192.0.2.77', '192.0.2.77/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['203.0.113.255/25', '203.0.113.128/25'],
  ['2001:db8:1:2::5/48', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['::ffff:192.0.2.77/120', '192.0.2.0/24'],
])('prefix %s is %s', (text, canonical) => {
  expect(formatCidr(cidr(text))).toBe(canonical);
});

test.each([
  '192.0.2.0/33',
  '192.0.2.0/',
  '192.0.2.0/-1',
  '192.0.2.0/24/1',
  '2001:db8::/129',
  '/8',
  '10/8',
  '192.0.2.0/2a',
  '::ffff:192.0.2.0/90',
])('%s is not a prefix', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.0', false],
  ['192.168.0.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['169.254.169.254', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['fe80::1', true],
  ['fd00:ec2::254', true],
  ['2001:db8::1', false],
  ['::ffff:10.0.0.1', true],
])('%s is private: %s', (text, expected) => {
  expect(isPrivate(ip(text))).toBe(expected);
});

test('addresses for documentation belong to nobody', () => {
  expect(
    ['192.0.2.9', '198.51.100.9', '203.0.113.9', '2001:db8:9::1'].map((text) => isDocumentation(ip(text))),
  ).toEqual([true, true, true, true]);
  expect(['192.0.3.0', '2001:db9::'].map((text) => isDocumentation(ip(text)))).toEqual([false, false]);
});

test('the neighbourhood is a /24 or a /48', () => {
  expect(prefixOf(ip('203.0.113.77'))).toBe('203.0.113.0/24');
  expect(prefixOf(ip('2001:db8:12:34::1'))).toBe('2001:db8:12::/48');
});

/** The obvious way: 128-bit integers, every entry tried. */
function asInteger(address: Ip): bigint {
  if (address.version === 4) return BigInt(address.bits);
  return address.words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
}

function holds({ base, length }: Cidr, address: Ip): boolean {
  if (base.version !== address.version) return false;
  const shift = BigInt((base.version === 4 ? 32 : 128) - length);
  return asInteger(base) >> shift === asInteger(address) >> shift;
}

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
// Few distinct values, so that prefixes nest and addresses hit them.
const v4Text = fc
  .oneof(octets, fc.tuple(fc.nat(2), fc.nat(2), fc.constant(0), fc.nat(3)))
  .map((parts) => parts.join('.'));
const group = fc.oneof(fc.nat(1), fc.nat(0xffff)).map((value) => value.toString(16));
const v6Text = fc.array(group, { minLength: 8, maxLength: 8 }).map((parts) => parts.join(':'));
const address = fc.oneof(v4Text, v6Text).map(ip);
const prefix = fc
  .tuple(address, fc.nat(128))
  .map(([base, length]) => cidr(`${formatIp(base)}/${base.version === 4 ? length % 33 : length}`));

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(address, (one) => {
      expect(parseIp(formatIp(one))).toEqual(one);
    }),
  );
});

test('containment agrees with whole-number arithmetic', () => {
  fc.assert(
    fc.property(prefix, address, (range, one) => {
      expect(cidrContains(range, one)).toBe(holds(range, one));
    }),
  );
});

test('the table finds what trying every prefix finds', () => {
  fc.assert(
    fc.property(
      fc.array(prefix, { maxLength: 40 }),
      fc.array(address, { maxLength: 20 }),
      (ranges, addresses) => {
        const table = cidrTable(ranges.map((range) => [range, formatCidr(range)] as const));
        for (const one of addresses) {
          const best = ranges.filter((range) => holds(range, one)).sort((a, b) => b.length - a.length)[0];
          expect(table.find(one)).toBe(best === undefined ? undefined : formatCidr(best));
        }
      },
    ),
  );
});

test('of two entries with the same prefix the later wins', () => {
  const table = cidrTable([
    [cidr('192.0.2.0/24'), 'early'],
    [cidr('192.0.2.0/24'), 'late'],
  ]);
  expect(table.find(ip('192.0.2.1'))).toBe('late');
});

test('no text makes the parser throw', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'0123456789abcf:./%x '), maxLength: 50 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), characters), (text) => {
      parseIp(text);
      parseCidr(text);
    }),
  );
});
