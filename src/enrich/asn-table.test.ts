import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ip, parseIp } from '../lib/ip.ts';
import { type AsnRow, decodeAsnTable, encodeAsnTable } from './asn-table.ts';

function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

function row(first: string, last: string, asn: number, organisation = `Holder ${asn}`): AsnRow {
  return { first: ip(first), last: ip(last), asn, organisation };
}

const ROWS = [
  row('203.0.113.0', '203.0.113.127', 64500, 'Example Télécom'),
  row('192.0.2.0', '192.0.2.255', 64501),
  row('203.0.113.128', '203.0.113.255', 64501),
  row('2001:db8::', '2001:db8:0:1:ffff:ffff:ffff:ffff', 64502),
  row('2001:db8:ffff::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 64500, 'Example Télécom'),
];

function table(rows: readonly AsnRow[] = ROWS) {
  const decoded = decodeAsnTable(encodeAsnTable(rows, '1.2.3'));
  if (decoded === undefined) throw new Error('the table cannot be read back');
  return decoded;
}

test.each([
  ['203.0.113.0', 64500],
  ['203.0.113.127', 64500],
  ['203.0.113.128', 64501],
  ['192.0.2.255', 64501],
  ['192.0.3.0', undefined],
  ['0.0.0.0', undefined],
  ['255.255.255.255', undefined],
  ['2001:db8::', 64502],
  ['2001:db8:0:1::9', 64502],
  ['2001:db8:0:2::', undefined],
  ['2001:db8:ffff:8000::1', 64500],
  ['2001:db7:ffff:ffff::', undefined],
  ['ffff::', undefined],
])('%s lies in AS %s', (address, asn) => {
  expect(table().find(ip(address))?.asn).toBe(asn);
});

test('holder and version come back as written', () => {
  expect(table().find(ip('203.0.113.9'))).toEqual({ asn: 64500, organisation: 'Example Télécom' });
  expect(table().version).toBe('1.2.3');
});

test('an empty table knows nothing', () => {
  expect(table([]).find(ip('192.0.2.1'))).toBeUndefined();
  expect(table([]).find(ip('2001:db8::1'))).toBeUndefined();
});

test('ranges that part within one /64 do not hide their neighbours', () => {
  const split = table([
    row('2001:db8::', '2001:db8:0:1::7fff', 64500),
    row('2001:db8:0:1::8000', '2001:db8:0:1::ffff', 64501),
    row('2001:db8:0:2::', '2001:db8:0:3::', 64502),
  ]);
  expect(
    ['2001:db8::1', '2001:db8:0:1::9000', '2001:db8:0:2::1'].map((each) => split.find(ip(each))?.asn),
  ).toEqual([64500, 64500, 64502]);
});

test('the table agrees with trying every row', () => {
  const edges = fc
    .uniqueArray(fc.nat(4_000), { minLength: 2, maxLength: 60 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(edges, fc.array(fc.nat(4_100), { maxLength: 50 }), fc.boolean(), (all, probes, wide) => {
      const make = (value: number): Ip =>
        wide
          ? { version: 6, words: [0x2001_0db8 + (value >>> 8), (value & 255) * 0x100_0000, 0, 0] }
          : { version: 4, bits: 0xf000_0000 + value };
      const rows: AsnRow[] = [];
      for (let at = 0; at + 1 < all.length; at += 2) {
        rows.push({
          first: make(all[at] ?? 0),
          last: make(all[at + 1] ?? 0),
          asn: at % 7,
          organisation: 'Holder',
        });
      }
      const compiled = table(rows.toReversed());
      for (const probe of probes) {
        const at = all.findIndex(
          (edge, index) => index % 2 === 0 && edge <= probe && probe <= (all[index + 1] ?? -1),
        );
        expect(compiled.find(make(probe))?.asn).toBe(at === -1 ? undefined : at % 7);
      }
    }),
  );
});

test('a table in an unaligned part of a buffer is read all the same', () => {
  const bytes = Buffer.concat([Buffer.from('x'), encodeAsnTable(ROWS, '1.2.3')]).subarray(1);
  expect(decodeAsnTable(bytes)?.find(ip('192.0.2.1'))?.asn).toBe(64501);
});

test('cut, foreign and damaged blocks are refused', () => {
  const good = encodeAsnTable(ROWS, '1.2.3');
  expect(decodeAsnTable(good.subarray(0, good.length - 1))).toBeUndefined();
  expect(decodeAsnTable(good.subarray(0, 10))).toBeUndefined();
  expect(decodeAsnTable(Buffer.from('not a table at all, whatever its length may be'))).toBeUndefined();
  expect(decodeAsnTable(Uint8Array.from(good).fill(255, 8, 12))).toBeUndefined();
  const otherByteOrder = Buffer.from(good);
  otherByteOrder.subarray(0, 28).swap32();
  expect(decodeAsnTable(otherByteOrder)).toBeUndefined();
});
