import { expect, test } from 'vitest';
import { formatIp } from '../lib/ip.ts';
import { parseAsnCsv } from './asn-csv.ts';

function read(text: string) {
  return [...parseAsnCsv(text)].map(({ first, last, asn, organisation }) => [
    formatIp(first),
    formatIp(last),
    asn,
    organisation,
  ]);
}

test.each([
  ['192.0.2.0,192.0.2.255,64500,Example Telecom', ['192.0.2.0', '192.0.2.255', 64500, 'Example Telecom']],
  ['192.0.2.0,192.0.2.255,64500,"Example, Inc."', ['192.0.2.0', '192.0.2.255', 64500, 'Example, Inc.']],
  [
    '192.0.2.0,192.0.2.255,64500,"The ""Example"" Co"',
    ['192.0.2.0', '192.0.2.255', 64500, 'The "Example" Co'],
  ],
  ['192.0.2.0,192.0.2.255,64500,', ['192.0.2.0', '192.0.2.255', 64500, '']],
  ['2001:db8::,2001:db8::ffff,4294967294,X\r', ['2001:db8::', '2001:db8::ffff', 4294967294, 'X']],
])('%s', (line, expected) => {
  expect(read(line)).toEqual([expected]);
});

test('rows of other shapes are passed over', () => {
  expect(
    read(
      'first,last,asn,name\n\n192.0.2.0,192.0.2.9\n192.0.2.0,192.0.2.255,-,x\n192.0.2.0,192.0.2.255,64500,ok\n',
    ),
  ).toHaveLength(1);
});
