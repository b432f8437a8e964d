import { expect, test } from 'vitest';
import { shownCommand } from './command-line.ts';

test.each([
  ['curl -H "Authorization: Bearer abcdef.GEHEIM" https://example.com', 'GEHEIM'],
  ['curl -H Authorization: Basic GEHEIMGEHEIM x', 'GEHEIM'],
  ['curl -H "X-aws-ec2-metadata-token: GEHEIM==" http://169.254.169.254/', 'GEHEIM'],
  ['curl -H "X-IDENTITY-HEADER: GEHEIM" x', 'GEHEIM'],
  ['curl -u admin:GEHEIM https://example.com', 'GEHEIM'],
  ['curl https://admin:GEHEIM@example.com/', 'GEHEIM'],
  ['curl https://example.com/?a=1&sig=GEHEIM&b=2', 'GEHEIM'],
  ['mysql -uroot -pGEHEIM db', 'GEHEIM'],
  ['tool --password GEHEIM --next', 'GEHEIM'],
  ["tool --db-password='GEHEIM more' --next", 'GEHEIM'],
  ['tool --token=GEHEIM', 'GEHEIM'],
  ['az account get-access-token --password "GEHEIM"', 'GEHEIM'],
  ['net use x /password:GEHEIM', 'GEHEIM'],
  ['env AWS_SECRET_ACCESS_KEY=GEHEIM aws s3 ls', 'GEHEIM'],
  ['PGPASSWORD=GEHEIM psql', 'GEHEIM'],
  ['curl -b x -H "Cookie: session=GEHEIM; b=GEHEIM" x', 'GEHEIM'],
  [`tool ${'x'.repeat(505)} --token=GEHEIM`, 'GEHEIM'],
])('%s is shown without its secret', (command, secret) => {
  expect(shownCommand(command)).not.toContain(secret);
});

test.each([
  'curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/app',
  'find / -print -path /x',
  'docker run -p 8080:80 nginx',
  'aws --profile prod configure export-credentials',
  'python3 -m http.server -u 80',
])('%s is shown as it is', (command) => {
  expect(shownCommand(command)).toBe(command);
});

test('control characters are made visible and the length is bounded', () => {
  expect(shownCommand('a\u001b[31m\nb')).toBe('a\\u001b[31m\\u000ab');
  expect(shownCommand('y '.repeat(100_000)).length).toBeLessThanOrEqual(512);
});

test('a hostile command line costs little', () => {
  const started = performance.now();
  for (const part of [
    '-p ',
    'mysql ',
    '--password',
    'x-',
    'bearer ',
    '://',
    'a:',
    '?sig',
    '"',
    "'",
    'password=',
  ]) {
    shownCommand(part.repeat(100_000));
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
