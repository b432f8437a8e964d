import { expect, test } from 'vitest';
import { accessByAgent } from './access.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36', 'console'],
  ['aws-cli/2.15.0 Python/3.11', 'cli'],
  ['Terraform/1.7.0 (+https://www.terraform.io)', 'iac'],
  ['Boto3/1.34.0', 'sdk'],
  ['curl/8.4.0', 'unknown'],
  [undefined, 'unknown'],
])('%s looks like access by %s', (agent, access) => {
  expect(accessByAgent(agent)).toBe(access);
});
