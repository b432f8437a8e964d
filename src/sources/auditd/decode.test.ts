import { describe, expect, test } from 'vitest';
import { commandOf, fieldOf, socketAddress, textValue } from './decode.ts';
import { callOf, errorOf } from './syscalls.ts';

describe('a socket address', () => {
  test.each([
    ['02000050A9FEA9FE0000000000000000', 'inet', '169.254.169.254', 80],
    // Families are in the machine's byte order: big-endian machines write 0002.
    ['00020050A9FEA9FE0000000000000000', 'inet', '169.254.169.254', 80],
    ['02000035C00002010000000000000000', 'inet', '192.0.2.1', 53],
    ['0A00005000000000FD000EC200000000000000000000025400000000', 'inet6', 'fd00:ec2::254', 80],
    ['0A0001BB0000000000000000000000000000FFFFA9FEA9FE00000000', 'inet6', '169.254.169.254', 443],
    ['0A00005000000000000000000000000000000000000000010000', 'inet6', '::1', 80],
    ['01002F6465762F6C6F67', 'local', undefined, undefined],
    ['100000000000000000000000', 'netlink', undefined, undefined],
    ['{ saddr_fam=inet laddr=169.254.169.254 lport=80 }', 'inet', '169.254.169.254', 80],
    ['{ saddr_fam=inet6 laddr=fd00:ec2::254 lport=80 }', 'inet6', 'fd00:ec2::254', 80],
    ['{ saddr_fam=local path=/dev/log }', 'local', undefined, undefined],
    ['inet host:169.254.169.254 serv:80', 'inet', '169.254.169.254', 80],
    ['0200', 'other', undefined, undefined],
    ['0A000050', 'other', undefined, undefined],
    ['1100', 'other', undefined, undefined],
    ['', 'other', undefined, undefined],
    ['zz', 'other', undefined, undefined],
  ])('%s', (saddr, family, address, port) => {
    expect(socketAddress(saddr)).toEqual({ family, address, port });
  });
});

test.each([
  ['c000003e', '42', 'x', 'connect'],
  ['c000003e', '44', 'x', 'send'],
  ['c000003e', '59', 'x', 'exec'],
  ['c000003e', '43', 'x', 'other'],
  ['c00000b7', '203', 'x', 'connect'],
  ['c00000b7', '206', 'x', 'send'],
  ['c00000b7', '221', 'x', 'exec'],
  ['40000003', '102', '3', 'connect'],
  ['40000003', '102', 'b', 'send'],
  ['40000003', '102', '5', 'other'],
  ['40000003', '362', 'x', 'connect'],
  ['x86_64', 'connect', '0x3', 'connect'],
  ['x86_64', 'execveat', '0x3', 'exec'],
  ['deadbeef', '42', 'x', 'other'],
  ['c000003e', '__proto__', 'x', 'other'],
])('on %s call %s with %s is %s', (arch, syscall, first, expected) => {
  expect(callOf(arch, syscall, first)).toBe(expected);
});

test.each([
  ['yes', '0', undefined],
  ['no', '-115', undefined],
  ['no', 'EINPROGRESS(Operation now in progress)', undefined],
  ['no', '-111', 'ECONNREFUSED'],
  ['no', 'ECONNREFUSED(Connection refused)', 'ECONNREFUSED'],
  ['no', '-77', 'errno 77'],
  ['no', undefined, 'failed'],
  [undefined, undefined, undefined],
])('success %s and exit %s mean %s', (success, exit, expected) => {
  expect(errorOf(success, exit)).toBe(expected);
});

test.each([
  ['"plain"', 'plain'],
  ['2F6F70742F6D7920617070', '/opt/my app'],
  ['(null)', undefined],
  ['?', undefined],
  ['"cut', 'cut'],
  ['odd', 'odd'],
])('the value %s is %s', (value, expected) => {
  expect(textValue(value)).toBe(expected);
});

test.each<[string[], string | undefined]>([
  [['type=EXECVE msg=audit(1.000:1): argc=2 a0="ls" a1="-l"'], 'ls -l'],
  [['x: argc=3 a0="sh" a1="-c" a2=6C73202D6C'], 'sh -c ls -l'],
  [['x: argc=2 a0="curl" a1_len=8 a1[0]=61626364', 'x: a1[1]=65666768'], 'curl abcdefgh'],
  [['x: argc=2 a0=ls a1=-l'], 'ls -l'],
  [['x: argc=1'], undefined],
  [[], undefined],
])('the arguments in %j are %s', (lines, expected) => {
  expect(commandOf(lines)).toBe(expected);
});

test('a field is found by its whole name and ends at the blank, or at the closing quote', () => {
  const line = 'x: ppid=1 pid=22 comm="my app" exe=2F62\u001dUID="root"';
  expect([' pid=', ' comm=', ' exe=', ' nothing='].map((name) => fieldOf(line, name))).toEqual([
    '22',
    '"my app"',
    '2F62',
    undefined,
  ]);
});

test('a long command line is read up to its limit and in little time', () => {
  const started = performance.now();
  const line = `x: ${' a1=41'.repeat(500_000)} a2="${'b'.repeat(1_000_000)}`;
  expect(commandOf([line, line])?.length).toBeLessThanOrEqual(8_192);
  expect(performance.now() - started).toBeLessThan(1_000);
});
