import { expect, test } from 'vitest';
import { readWhole } from '../../../test/harness/test-source.ts';
import { auditd } from './index.ts';

const METADATA = 'saddr=02000050A9FEA9FE0000000000000000';

function call(
  serial: number,
  { pid = 10, ppid = 1, exe = '/usr/bin/app', syscall = 42, ms = 0 } = {},
): string {
  const time = `${1_772_355_600 + Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
  return `type=SYSCALL msg=audit(${time}:${serial}): arch=c000003e syscall=${syscall} success=yes exit=0 a0=3 a1=1 a2=10 a3=0 items=0 ppid=${ppid} pid=${pid} auid=1000 uid=1000 comm="x" exe="${exe}" key=(null)`;
}

function part(serial: number, type: string, rest: string, ms = 0): string {
  const time = `${1_772_355_600 + Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
  return `type=${type} msg=audit(${time}:${serial}): ${rest}`;
}

function read(...lines: string[]) {
  return readWhole(auditd, Buffer.from(lines.join('\n')));
}

test('lines of records that come mixed are told apart, whichever line of a record is first', () => {
  const { events, skipped } = read(
    part(1, 'SOCKADDR', METADATA),
    call(2, { exe: '/usr/bin/two', pid: 2 }),
    call(1, { exe: '/usr/bin/one', pid: 1 }),
    part(3, 'SOCKADDR', METADATA),
    part(2, 'SOCKADDR', 'saddr=02000050C00002010000000000000000'),
    call(3, { exe: '/usr/bin/three', pid: 3 }),
  );
  expect(events.map(({ details }) => details['process'])).toEqual(['/usr/bin/one', '/usr/bin/three']);
  expect(skipped).toEqual({ 'connection elsewhere than to a metadata service': 1 });
});

test('the same serial at another time is another record', () => {
  const { events } = read(
    call(7),
    part(7, 'SOCKADDR', METADATA),
    call(7, { ms: 9_000 }),
    part(7, 'SOCKADDR', METADATA, 9_000),
  );
  expect(events.map(({ uid }) => uid)).toEqual(['auditd::1772355600000:7', 'auditd::1772355609000:7']);
});

test('a connection is told with the command line and the parent that earlier records gave', () => {
  const { events } = read(
    call(1, { syscall: 59, pid: 5, ppid: 1, exe: '/usr/sbin/nginx' }),
    part(1, 'EXECVE', 'argc=1 a0="nginx"'),
    call(2, { syscall: 59, pid: 6, ppid: 5, exe: '/usr/bin/python3' }),
    part(2, 'EXECVE', 'argc=2 a0="python3" a1="/srv/x.py"'),
    call(3, { pid: 6, ppid: 5, exe: '/usr/bin/python3' }),
    part(3, 'SOCKADDR', METADATA),
    call(4, { pid: 6, ppid: 5, exe: '/usr/bin/other' }),
    part(4, 'SOCKADDR', METADATA),
  );
  expect(events.map(({ details }) => [details['commandLine'], details['parent']])).toEqual([
    ['python3 /srv/x.py', '/usr/sbin/nginx'],
    // Another program under the same pid: its start was not logged.
    [undefined, '/usr/sbin/nginx'],
  ]);
});

test('a record is not held back longer than others take to overtake it', () => {
  const lines = [call(1), part(1, 'SOCKADDR', METADATA)];
  for (let serial = 2; serial < 5_000; serial++) lines.push(call(serial, { syscall: 2 }));
  const { events, skipped } = read(...lines);
  expect(events).toHaveLength(1);
  expect(skipped).toEqual({ 'system call other than connect, send and exec': 4_998 });
});

test('every line is counted, and only broken ones are problems', () => {
  const { events, skipped, problems } = read(
    part(1, 'CONFIG_CHANGE', 'audit_enabled=1'),
    'type=SYSCALL msg=audit(01/03/2026 09:05:02.000:303): arch=x86_64',
    'type=SYSCALL msg=audit(1772355600.000',
    'type=SYSCALL',
    'something else',
    '',
    '----',
    'type=UNKNOWN[1329] msg=x',
  );
  expect(events).toEqual([]);
  expect(skipped).toEqual({
    'audit record without its system call': 1,
    'line that is no audit record': 1,
    'audit line of a type unknown to the daemon that wrote it': 1,
  });
  expect(problems).toHaveLength(3);
});

test('processes of different hosts are not mixed up', () => {
  const { events } = read(
    `node=a ${call(1, { syscall: 59, pid: 5, exe: '/usr/sbin/nginx' })}`,
    `node=a ${part(1, 'EXECVE', 'argc=1 a0="nginx"')}`,
    `node=b ${call(2, { pid: 6, ppid: 5 })}`,
    `node=b ${part(2, 'SOCKADDR', METADATA)}`,
  );
  expect(events.map(({ principal, details }) => [principal.uid, details['parent']])).toEqual([
    ['host:b', undefined],
  ]);
});
