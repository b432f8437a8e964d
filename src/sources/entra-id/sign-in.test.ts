import { describe, expect, test } from 'vitest';
import { readWhole } from '../../../test/harness/test-source.ts';
import type { Event } from '../../model/event.ts';
import { entraId } from './index.ts';
import { proofOf } from './proof.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const id = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

function read(...records: readonly object[]): readonly Event[] {
  return readWhole(entraId, Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'))).events;
}

function signIn(category: string, properties: object): object {
  const usual = { id: id(9), userId: id(1), userPrincipalName: 'ada@example.com', status: { errorCode: 0 } };
  const time = '2026-03-02T09:00:00Z';
  const resourceId = `/tenants/${TENANT}/providers/Microsoft.aadiam`;
  return {
    time,
    category,
    operationName: 'Sign-in activity',
    resourceId,
    properties: { ...usual, ...properties },
  };
}

const step = (method: string, more: object = {}): object => ({
  authenticationMethod: method,
  succeeded: true,
  authenticationStepRequirement: 'Primary authentication',
  ...more,
});

describe('what is issued is what is presented later', () => {
  test('password, session, token: each is told by the sign-in before', () => {
    const [reset, first, second] = read(
      {
        time: '2026-03-02T08:00:00Z',
        category: 'AuditLogs',
        properties: {
          id: 'a',
          activityDisplayName: 'Reset password (by admin)',
          result: 'success',
          initiatedBy: { user: { id: id(2), userPrincipalName: 'bo@example.com' } },
          targetResources: [{ id: id(1), type: 'User', userPrincipalName: 'ada@example.com' }],
        },
      },
      signIn('SignInLogs', { sessionId: id(7), authenticationDetails: [step('Password')] }),
      signIn('NonInteractiveUserSignInLogs', { id: id(10), sessionId: id(7) }),
    );
    expect(first?.credential?.uid).toBe(reset?.issued[0]?.uid);
    expect(first?.issued.map(({ uid }) => uid)).toContain(second?.credential?.uid);
    expect(second?.issued.map(({ uid }) => uid)).toEqual(['entra:token:AAAAAAAAAECAAAAAAAAAEA']);
    expect(second?.session?.uid).toBe(`entra:session:${id(7)}`);
  });

  test('a secret added to an application is what the application presents', () => {
    const description = JSON.stringify([
      `[KeyIdentifier=${id(5)},KeyType=Password,KeyUsage=Verify,DisplayName=x]`,
    ]);
    const [added, used] = read(
      {
        time: '2026-03-02T08:00:00Z',
        category: 'AuditLogs',
        operationName: 'Add service principal credentials',
        properties: {
          id: 'b',
          result: 'success',
          initiatedBy: { user: { id: id(2), userPrincipalName: 'bo@example.com' } },
          targetResources: [
            {
              id: id(3),
              type: 'ServicePrincipal',
              displayName: 'export',
              modifiedProperties: [{ displayName: 'KeyDescription', oldValue: '[]', newValue: description }],
            },
          ],
        },
      },
      signIn('ServicePrincipalSignInLogs', {
        servicePrincipalId: id(3),
        servicePrincipalName: 'export',
        servicePrincipalCredentialKeyId: id(5).toUpperCase(),
      }),
    );
    expect(used?.credential?.uid).toBe(added?.issued[0]?.uid);
    expect(used?.principal.uid).toBe(added?.subject?.uid);
  });

  test('a sign-in that failed issues nothing', () => {
    const [failed] = read(signIn('SignInLogs', { sessionId: id(7), status: { errorCode: 50126 } }));
    expect(failed).toMatchObject({ outcome: 'failure', error: '50126', issued: [] });
    expect(failed?.credential?.kind).toBe('password');
  });
});

test('the workload of a managed identity is the resource it is attached to', () => {
  const [event] = read(
    signIn('ManagedIdentitySignInLogs', {
      userId: null,
      servicePrincipalId: id(4),
      servicePrincipalName: 'vm-1',
      managedServiceIdentity: {
        msiType: 'systemAssigned',
        associatedResourceId: `/subscriptions/${TENANT}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-1`,
      },
    }),
  );
  expect(event?.principal.kind).toBe('managed-identity');
  expect(event?.session?.workload).toMatchObject({ kind: 'instance' });
  expect(event?.session?.uid).toBe(event?.issued[0]?.uid);
});

test('a program that signs in as the portal is not the console', () => {
  const portal = { appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', clientAppUsed: 'Browser' };
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const [browser, script] = read(
    signIn('SignInLogs', { ...portal, userAgent: agent }),
    signIn('SignInLogs', { ...portal, id: id(11), userAgent: 'python-requests/2.32' }),
  );
  expect([browser?.access, script?.access]).toEqual(['console', 'unknown']);
});

describe('steps of a sign-in', () => {
  test.each<[string, unknown, { readonly mfa: boolean | undefined; readonly carried: boolean }]>([
    ['a password alone', [step('Password')], { mfa: false, carried: false }],
    ['a passkey', [step('Passkey (device-bound)')], { mfa: true, carried: false }],
    [
      'a second factor',
      [
        step('Password'),
        step('Text message', { authenticationStepRequirement: 'Multifactor authentication' }),
      ],
      { mfa: true, carried: false },
    ],
    [
      'a second factor refused',
      [
        step('Password'),
        step('Text message', {
          authenticationStepRequirement: 'Multifactor authentication',
          succeeded: false,
        }),
      ],
      { mfa: false, carried: false },
    ],
    [
      'factors of an earlier sign-in',
      JSON.stringify([
        step('Previously satisfied', {
          authenticationStepResultDetail: 'MFA requirement satisfied by claim in the token',
        }),
      ]),
      { mfa: true, carried: true },
    ],
    ['no steps', [], { mfa: undefined, carried: false }],
    ['no list', 7, { mfa: undefined, carried: false }],
  ])('%s', (_, details, expected) => {
    expect(proofOf(details)).toMatchObject(expected);
  });
});
