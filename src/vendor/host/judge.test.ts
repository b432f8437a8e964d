import { describe, expect, test } from 'vitest';
import type { Activity } from './activity.ts';
import { judgeActivity } from './judge.ts';
import { ProcessTable } from './process-table.ts';

function activity(parts: Partial<Activity>): Activity {
  return {
    uid: 'u',
    time: 1,
    place: { host: 'Host-1' },
    process: {},
    did: { kind: 'start' },
    ...parts,
  };
}

function connect(address: string, port: number | undefined, udp = false): Activity {
  return activity({ did: { kind: 'connect', connection: { address, port, from: undefined, udp } } });
}

describe('a connection', () => {
  test.each<[string, number | undefined]>([
    ['169.254.169.254', 80],
    ['169.254.169.254', undefined],
    ['169.254.170.2', 80],
    ['169.254.170.23', 80],
    ['fd00:ec2::254', 80],
    ['::ffff:169.254.169.254', 80],
    ['100.100.100.200', 80],
    ['168.63.129.16', 80],
    ['168.63.129.16', 32526],
    ['metadata.google.internal', 80],
    ['169.254.169.252', 988],
  ])('to %s port %s is a metadata read', (address, port) => {
    expect(judgeActivity(connect(address, port))).toMatchObject({
      action: 'token.metadata',
      outcome: 'success',
    });
  });

  test.each<[string, number, boolean, string]>([
    ['169.254.169.254', 53, true, 'name, time or lease'],
    ['169.254.169.254', 53, false, 'name, time or lease'],
    ['169.254.169.254', 123, true, 'name, time or lease'],
    ['168.63.129.16', 53, true, 'name, time or lease'],
    ['168.63.129.16', 67, true, 'name, time or lease'],
    ['169.254.169.254', 0, false, 'route look-up'],
    ['169.254.169.254', 8080, false, 'another port'],
    ['169.254.169.254', 80, true, 'another port'],
    ['192.0.2.1', 80, false, 'elsewhere'],
  ])('to %s port %d (udp: %s) is none: %s', (address, port, udp, reason) => {
    expect(judgeActivity(connect(address, port, udp))).toMatchObject({
      skip: expect.stringContaining(reason),
    });
  });

  test('that failed keeps its action', () => {
    const failed = { ...connect('169.254.169.254', 80), error: 'ECONNREFUSED' };
    expect(judgeActivity(failed)).toMatchObject({
      action: 'token.metadata',
      outcome: 'failure',
      error: 'ECONNREFUSED',
    });
  });
});

describe('the workload', () => {
  test.each([
    [
      { pod: 'p', namespace: 'n', containerId: 'c' },
      { kind: 'pod', id: 'n/p' },
    ],
    [{ pod: 'p' }, { kind: 'pod', id: 'p' }],
    [
      { containerId: 'c', instanceId: 'i-1' },
      { kind: 'container', id: 'c' },
    ],
    [{ instanceId: 'vm-1' }, { kind: 'instance', id: 'vm-1' }],
    [{ host: 'i-0abc1234def567890.example.com' }, { kind: 'instance', id: 'i-0abc1234def567890' }],
    [{ host: 'web-1' }, undefined],
  ])('of %j is %j', (place, expected) => {
    const event = judgeActivity({ ...connect('169.254.169.254', 80), place });
    expect('session' in event ? event.session?.workload : 'no event').toEqual(
      expected === undefined ? undefined : { ...expected, delivery: undefined },
    );
  });

  test('hosts are one principal however their names are written, and unnamed ones are all one', () => {
    const uidOf = (host: string | undefined): unknown => {
      const event = judgeActivity({ ...connect('169.254.169.254', 80), place: { host } });
      return 'principal' in event ? event.principal.uid : undefined;
    };
    expect([uidOf('WEB-1'), uidOf('web-1'), uidOf(undefined)]).toEqual([
      'host:web-1',
      'host:web-1',
      'host:unknown',
    ]);
  });
});

test('a request is told by its path and by the agent that made it', () => {
  const request = { host: '169.254.169.254', path: '/latest/api/token', userAgent: 'curl/8' };
  expect(judgeActivity(activity({ did: { kind: 'request', request, connection: undefined } }))).toMatchObject(
    {
      operation: 'metadata:Request',
      client: { userAgent: 'curl/8' },
      details: { path: '/latest/api/token', readsCredentials: false, provider: 'aws' },
    },
  );
  const other = { ...request, host: 'example.com' };
  expect(
    judgeActivity(activity({ did: { kind: 'request', request: other, connection: undefined } })),
  ).toHaveProperty('skip');
});

test('the process table forgets the process started longest ago', () => {
  const table = new ProcessTable();
  for (let pid = 0; pid < 20_000; pid++) {
    table.start(String(pid), { path: `/bin/${pid}`, commandLine: 'x'.repeat(2_000), parent: undefined });
  }
  expect(table.of('0')).toBeUndefined();
  expect(table.of('19999')).toMatchObject({ path: '/bin/19999', commandLine: 'x'.repeat(1_024) });
});
