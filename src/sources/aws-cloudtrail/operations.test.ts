import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { nameOperation } from '../../vendor/aws/operation-names.ts';
import { OPERATIONS } from '../../vendor/aws/operations.ts';

/** Where the checklist names AWS operations: what a line starts with, and where it goes on to other vendors. */
const PASSAGES: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'sso.amazonaws.com / sso-directory.amazonaws.com:', to: '\n' },
  { from: 'iam: CreateSAMLProvider', to: '\n' },
  { from: 'Root/console:', to: '\n' },
  { from: 'Operations: sts:', to: '\n' },
  { from: 'High-value access events used as "then":', to: '; Azure' },
  { from: 'AWS: iam CreateAccessKey', to: '\n' },
  { from: 'AWS: AssumedRole with', to: '\n' },
  { from: 'Logging-tamper ops', to: '; Azure' },
];

/** Words of those passages that are no operations: rule names, types, parameters, products. */
const OTHER_WORDS = new Set(
  `AssumedRole BedrockAPIKey ByPath CloudTrail GuardDuty HttpTokens InsideAWS MongoDB OutsideAWS
  RegisterManagedInstance SageMaker`.split(/\s+/),
);

test.skipIf(!existsSync(CHECKLIST))('every AWS operation of the checklist is in the table', () => {
  const names = new Set(OPERATIONS.map(({ operation }) => operation.slice(operation.indexOf(':') + 1)));
  const text = readFileSync(CHECKLIST, 'utf8');
  const asked = PASSAGES.flatMap(({ from, to }) => {
    const start = text.indexOf(from);
    expect(start, `the checklist has a passage "${from}"`).toBeGreaterThanOrEqual(0);
    return (
      text.slice(start, text.indexOf(to, start + from.length)).match(/\b[A-Z][a-z]+[A-Z][A-Za-z]*\b/g) ?? []
    );
  });
  const missing = [...new Set(asked)].filter((name) => !names.has(name) && !OTHER_WORDS.has(name));
  expect(missing).toEqual([]);
  expect(new Set(asked).size).toBeGreaterThan(90);
});

test('every row says an action we know, and a service and a name', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
    expect(ACTIONS).toContain(action);
  }
});

test.each([
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
  ['cloudfront.amazonaws.com', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
  ['sts.amazonaws.com.cn', 'AssumeRole', 'sts:AssumeRole'],
  ['ec2-instance-connect.amazonaws.com', 'SendSSHPublicKey', 'ec2-instance-connect:SendSSHPublicKey'],
  ['s3.amazonaws.com', '__proto__', 's3:__proto__'],
])('%s %s is named %s', (source, name, operation) => {
  expect(nameOperation(source, name).operation).toBe(operation);
});

test('names that nobody knows do not fill the memory, and stay right', () => {
  for (let i = 0; i < 10_000; i++) nameOperation('made.amazonaws.com', `Up${i}`);
  for (let i = 0; i < 5_000; i++) nameOperation(`made-${i}.amazonaws.com`, 'Up');
  expect(nameOperation('iam.amazonaws.com', 'CreateAccessKey').row?.action).toBe('credential.create');
});

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(OPERATIONS.flatMap(({ details }) => details.map(([name]) => name)));
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('an e-mail address of the directory that is verified is no second factor', () => {
  const [row] = OPERATIONS.filter(({ operation }) => operation === 'sso-directory:VerifyEmail');
  expect(row?.action).toBe('use');
});
