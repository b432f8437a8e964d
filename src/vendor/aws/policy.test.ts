import { expect, test } from 'vitest';
import { grantsAdministration, isAdministratorArn, isForeign, trustedBy } from './policy.ts';

const allow = (Action: unknown, Resource: unknown = '*') => ({
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

test.each([
  [allow('*'), true],
  [allow(['s3:Get*', '*:*']), true],
  [allow('iam:*', ['*']), true],
  [JSON.stringify(allow('*')), true],
  [encodeURIComponent(JSON.stringify(allow('*'))), true],
  [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, true],
  [{ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }, false],
  [allow('s3:*'), false],
  [allow('*', 'arn:aws:s3:::sample'), false],
  ['not a policy', false],
  [undefined, false],
])('%j makes an administrator: %s', (policy, expected) => {
  expect(grantsAdministration(policy)).toBe(expected);
});

test.each([
  ['arn:aws:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-cn:iam::aws:policy/IAMFullAccess', true],
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', false],
  ['arn:aws:iam::111122223333:policy/NotAdministratorAccess', false],
])('%s makes an administrator: %s', (arn, expected) => {
  expect(isAdministratorArn(arn)).toBe(expected);
});

test('trust names everyone it lets in, and who of them is from outside', () => {
  const policy = {
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['444455556666', 'arn:aws:iam::111122223333:root'], Service: 'ec2.amazonaws.com' },
      },
      { Effect: 'Allow', Principal: '*' },
      { Effect: 'Deny', Principal: { AWS: '123456789012' } },
    ],
  };
  expect(trustedBy(policy)).toEqual([
    '444455556666',
    'arn:aws:iam::111122223333:root',
    'ec2.amazonaws.com',
    '*',
  ]);
  expect(trustedBy(policy).map((each) => isForeign(each, '111122223333'))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
