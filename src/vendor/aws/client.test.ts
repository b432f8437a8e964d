import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessOf, type Caller, cleanAddress, clientOf, originOf } from './client.ts';

const CALLER: Caller = {
  sourceAddress: '192.0.2.1',
  userAgent: 'aws-cli/2.15.30',
  invokedBy: undefined,
  endpoint: undefined,
  eventType: 'AwsApiCall',
  fromConsole: false,
};
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['075.050.255.067', '75.50.255.67'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:DB8::1', '2001:db8::1'],
  ['300.1.1.1', undefined],
  ['sts.amazonaws.com', undefined],
  ['AWS Internal', undefined],
  ['', undefined],
])('address %s becomes %s', (text, expected) => {
  expect(cleanAddress(text)).toBe(expected);
});

describe('the path of a call', () => {
  test.each<[string, Partial<Caller>, string]>([
    ['a sign-in record', { eventType: 'AwsConsoleSignIn' }, 'console'],
    ['the console flag', { fromConsole: true, userAgent: BROWSER }, 'console'],
    [
      'a CLI run in CloudShell',
      { fromConsole: true, userAgent: 'aws-cli/2.15.30 exec-env/CloudShell' },
      'console',
    ],
    [
      'Terraform with console credentials',
      { fromConsole: true, userAgent: 'HashiCorp Terraform/1.7.0' },
      'iac',
    ],
    ['the console as calling service', { invokedBy: 'signin.amazonaws.com' }, 'console'],
    ['another service', { invokedBy: 'cloudformation.amazonaws.com' }, 'service'],
    ['a service as source', { sourceAddress: 'AWS Internal', userAgent: 'AWS Internal' }, 'service'],
    ['a command line', {}, 'cli'],
    ['an SDK', { userAgent: 'Boto3/1.34.0 md/Botocore#1.34.0' }, 'sdk'],
    ['no user agent', { userAgent: undefined }, 'unknown'],
  ])('%s', (_, changes, expected) => {
    expect(accessOf({ ...CALLER, ...changes })).toBe(expected);
  });
});

test('a calling service is named, the console is not taken for one', () => {
  const service = 'cloudformation.amazonaws.com';
  expect(clientOf({ ...CALLER, sourceAddress: service, invokedBy: service })).toMatchObject({
    ip: undefined,
    service,
  });
  expect(clientOf({ ...CALLER, invokedBy: 'signin.amazonaws.com' }).service).toBeUndefined();
});

test('what is remembered of a caller is what would be decided anew', () => {
  const perhaps = (...texts: readonly string[]) => fc.option(fc.constantFrom(...texts), { nil: undefined });
  const caller: fc.Arbitrary<Caller> = fc.record({
    sourceAddress: perhaps('192.0.2.1', '::ffff:192.0.2.1', 'signin.amazonaws.com', 'AWS Internal'),
    userAgent: perhaps(
      BROWSER,
      'aws-cli/2.15.30',
      'Boto3/1.42.16 exec-env/AWS_Lambda_python3.12',
      'x'.repeat(5000),
    ),
    invokedBy: perhaps('signin.amazonaws.com', 'athena.amazonaws.com'),
    endpoint: perhaps('vpce-0abc', 'vpce-0def'),
    eventType: perhaps('AwsApiCall', 'AwsConsoleAction'),
    fromConsole: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(caller, { minLength: 2 }), (callers) => {
      for (const each of callers) {
        expect(originOf(each)).toMatchObject({ ...each, client: clientOf(each), access: accessOf(each) });
      }
    }),
  );
});
