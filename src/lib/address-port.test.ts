import { expect, test } from 'vitest';
import { addressWithoutPort } from './address-port.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:1234', '203.0.113.9'],
  ['203.000.113.009', '203.0.113.9'],
  ['2001:DB8::1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['2001:db8:0:1:2:3:4:5#443', '2001:db8:0:1:2:3:4:5'],
  ['2001:db8:0:1:2:3:4:5p443', '2001:db8:0:1:2:3:4:5'],
  ['2001:db8:0:1:2:3:4:5:443', '2001:db8:0:1:2:3:4:5'],
  ['2001:db8:0:1:2:3:4:5 port 443', '2001:db8:0:1:2:3:4:5'],
  ['2001:db8:0:1:2:3:4:5.443', '2001:db8:0:1:2:3:4:5'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
])('%s is %s', (text, address) => {
  expect(addressWithoutPort(text)).toBe(address);
});

test.each(['', 'unknown', 'host.example.com', '203.0.113.900', '1.2.3'])('%j holds no address', (text) => {
  expect(addressWithoutPort(text)).toBeUndefined();
});
