/** One event with every field filled with reserved values, for tests of what reads events. */

import type { Event } from '../../src/model/event.ts';

export function sampleEvent(overrides: Partial<Event> = {}): Event {
  return {
    uid: 'ev-1',
    time: Date.parse('2026-03-06T21:20:11Z'),
    source: 'aws-cloudtrail',
    provider: 'aws',
    scope: '111122223333',
    region: 'eu-central-1',
    operation: 'sts:AssumeRole',
    action: 'token.mint',
    outcome: 'success',
    error: undefined,
    access: 'sdk',
    principal: {
      uid: 'arn:aws:iam::111122223333:user/alice',
      kind: 'user',
      name: 'alice',
      scope: '111122223333',
    },
    credential: { uid: 'AKIAIOSFODNN7EXAMPL1', kind: 'access-key', mfa: false },
    session: undefined,
    client: {
      ip: '198.51.100.7',
      userAgent: 'Boto3/1.40.0',
      service: undefined,
      endpoint: undefined,
      asn: 64500,
      asOrg: 'Example Hosting',
      country: 'NL',
    },
    targets: [{ kind: 'role', uid: 'arn:aws:iam::111122223333:role/deploy', name: 'deploy' }],
    issued: [
      {
        uid: 'ASIAIOSFODNN7EXAMPL2',
        kind: 'session-token',
        holder: {
          uid: 'arn:aws:iam::111122223333:role/deploy',
          kind: 'role',
          name: 'deploy',
          scope: '111122223333',
        },
        session: undefined,
        expiresAt: undefined,
      },
    ],
    subject: undefined,
    details: {},
    pair: undefined,
    place: { file: 0, record: 1 },
    ...overrides,
  };
}
