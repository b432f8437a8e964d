import { expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { describeEvent } from './describe.ts';

test('of a role taken by a person the role is named, not the person again', () => {
  const role = 'arn:aws:iam::111122223333:role/Support';
  const alice = {
    uid: `${role}/alice@example.com`,
    kind: 'federated-user',
    name: 'alice@example.com',
    scope: '111122223333',
  } as const;
  const event = sampleEvent({
    operation: 'sts:AssumeRole',
    action: 'token.mint',
    subject: undefined,
    targets: [{ kind: 'role', uid: role, name: 'Support' }],
    issued: [
      {
        uid: 'ASIAEXAMPLEALICE0001',
        kind: 'session-token',
        holder: alice,
        session: undefined,
        expiresAt: undefined,
      },
    ],
  });
  expect(describeEvent(event)).toContain('called sts:AssumeRole on Support');
});
