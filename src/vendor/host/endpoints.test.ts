import { describe, expect, test } from 'vitest';
import { endpointOfAddress, endpointOfHost } from './endpoints.ts';

describe('a host in a URL or command', () => {
  test.each([
    ['169.254.169.254', '169.254.169.254'],
    ['fd00:ec2::254', 'fd00:ec2::254'],
    ['[FD00:EC2::254]', 'fd00:ec2::254'],
    ['169.254.170.2', '169.254.170.2'],
    ['169.254.170.23', '169.254.170.23'],
    ['Metadata.Google.Internal.', 'metadata.google.internal'],
    ['metadata.goog', 'metadata.goog'],
    ['100.100.100.200', '100.100.100.200'],
    ['168.63.129.16', '168.63.129.16'],
  ])('%s is an endpoint as it stands', (host, address) => {
    expect(endpointOfHost(host)).toMatchObject({ endpoint: { address }, encoded: false });
  });

  test.each([
    ['2852039166', '169.254.169.254'],
    ['0xa9fea9fe', '169.254.169.254'],
    ['0xA9.0xFE.0xA9.0xFE', '169.254.169.254'],
    ['0251.0376.0251.0376', '169.254.169.254'],
    ['025177524776', '169.254.169.254'],
    ['169.254.43518', '169.254.169.254'],
    ['169.16689662', '169.254.169.254'],
    ['0xa9.254.0251.0xfe', '169.254.169.254'],
    ['::ffff:169.254.169.254', '169.254.169.254'],
    ['[::ffff:a9fe:a9fe]', '169.254.169.254'],
    ['0:0:0:0:0:ffff:169.254.169.254', '169.254.169.254'],
    ['fd00:0ec2:0:0:0:0:0:254', 'fd00:ec2::254'],
    ['169%2e254%2e169%2e254', '169.254.169.254'],
    ['%31%36%39.254.169.254', '169.254.169.254'],
    ['169%252e254%252e169%252e254', '169.254.169.254'],
    ['169.254.169.254.nip.io', '169.254.169.254'],
    ['169-254-169-254.sslip.io', '169.254.169.254'],
    ['metadata%2egoogle%2einternal', 'metadata.google.internal'],
  ])('%s is one in disguise', (host, address) => {
    expect(endpointOfHost(host)).toMatchObject({ endpoint: { address }, encoded: true });
  });

  test.each([
    '',
    '169.254.169.253',
    '2852039167',
    '169.254.169.254.example.com',
    'metadata.example.com',
    '0251.0376.0251.0378',
    '1.2.3.4.5',
    '4294967296',
    '99999999999999999999',
    '169.254.169.999',
    '%zz',
    'x'.repeat(300),
    '__proto__',
  ])('%s is none', (host) => {
    expect(endpointOfHost(host)).toBeUndefined();
  });
});

test.each([
  ['169.254.169.254', '169.254.169.254'],
  ['::ffff:169.254.169.254', '169.254.169.254'],
  ['fd00:0ec2::0254', 'fd00:ec2::254'],
])('the socket address %s is that of %s', (address, expected) => {
  expect(endpointOfAddress(address)?.address).toBe(expected);
});

test.each(['192.0.2.1', '2001:db8::1', 'constructor', '169.254.169.2540'])('%s is no endpoint', (address) => {
  expect(endpointOfAddress(address)).toBeUndefined();
});
