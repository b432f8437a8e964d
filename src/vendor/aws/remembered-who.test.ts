import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { deriveIdentity } from './identity.ts';

const perhaps = (...texts: readonly string[]) => fc.option(fc.constantFrom(...texts), { nil: undefined });

const block = fc.record({
  type: perhaps('AssumedRole', 'IAMUser', 'AWSService', 'FederatedUser', 'Unknown'),
  principalId: perhaps('AROAEXAMPLE:i-0abc12345', 'AROAEXAMPLE:anna@example.com', 'AIDAEXAMPLE'),
  arn: perhaps('arn:aws:sts::111122223333:assumed-role/orders/x', 'arn:aws:iam::111122223333:user/anna'),
  accountId: perhaps('111122223333', '444455556666'),
  accessKeyId: perhaps('ASIAEXAMPLE1', 'ASIAEXAMPLE2', 'AKIAEXAMPLE'),
  userName: perhaps('anna', 'ben'),
  invokedBy: perhaps('athena.amazonaws.com', 'glue.amazonaws.com'),
  onBehalfOf: fc.record({ userId: perhaps('u-1', 'u-2') }),
  sessionContext: fc.record({
    sourceIdentity: perhaps('anna', 'ben'),
    ec2RoleDelivery: perhaps('1.0', '2.0'),
    sessionIssuer: fc.record({
      arn: perhaps(
        'arn:aws:iam::111122223333:role/orders',
        'arn:aws:iam::111122223333:role/AWSReservedSSO_x',
      ),
      userName: perhaps('orders', 'other'),
    }),
    attributes: fc.record({
      creationDate: perhaps('2026-03-02T06:00:00Z', '2026-03-02T07:00:00Z'),
      mfaAuthenticated: perhaps('true', 'false'),
    }),
    webIdFederationData: fc.record({
      federatedProvider: perhaps('arn:aws:iam::1:oidc-provider/oidc.eks.x/id/A'),
    }),
  }),
  inScopeOf: fc.record({
    issuerType: perhaps('AWS::Lambda::Function', 'AWS::ECS::Task'),
    credentialsIssuedTo: perhaps('arn:aws:lambda:eu-west-1:1:function:a', 'arn:aws:ecs:eu-west-1:1:task/a/b'),
  }),
});

test('a block says the same, whatever blocks came before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { minLength: 2, maxLength: 6 }), async (blocks) => {
      for (const each of blocks) {
        vi.resetModules();
        const forgetful = await import('./identity.ts');
        expect(deriveIdentity(each)).toEqual(forgetful.deriveIdentity(each));
      }
    }),
    { numRuns: 100 },
  );
});
