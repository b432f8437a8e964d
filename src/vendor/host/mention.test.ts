import { describe, expect, test } from 'vitest';
import { mentionIn, mentionInUrl } from './mention.ts';

describe('a command that asks a metadata service', () => {
  test.each([
    ['curl http://169.254.169.254/latest/meta-data/', '169.254.169.254', '/latest/meta-data/', 'aws?', false],
    ['curl -s 169.254.169.254/latest/user-data', '169.254.169.254', '/latest/user-data', undefined, false],
    [
      'wget -qO- "http://169.254.169.254/latest/meta-data/iam/security-credentials/app"',
      '169.254.169.254',
      '/latest/meta-data/iam/security-credentials/app',
      'aws',
      true,
    ],
    [
      'curl -X PUT http://169.254.169.254:80/latest/api/token',
      '169.254.169.254',
      '/latest/api/token',
      'aws',
      false,
    ],
    [
      'sh -c \'curl -H Metadata:true "http://169.254.169.254/metadata/identity/oauth2/token?resource=https://vault.example.com"\'',
      '169.254.169.254',
      '/metadata/identity/oauth2/token?resource=https://vault.example.com',
      'azure',
      true,
    ],
    [
      'curl -H "Metadata-Flavor: Google" http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token',
      'metadata.google.internal',
      '/computeMetadata/v1/instance/service-accounts/default/token',
      'gcp',
      true,
    ],
    [
      'http metadata.goog/computeMetadata/v1beta1/instance/service-accounts/x@example.com/identity?audience=y',
      'metadata.goog',
      '/computeMetadata/v1beta1/instance/service-accounts/x@example.com/identity?audience=y',
      'gcp',
      true,
    ],
    ['curl 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', '169.254.170.2', undefined, 'aws', true],
    ['curl http://[fd00:ec2::254]/latest/meta-data/', 'fd00:ec2::254', '/latest/meta-data/', 'aws', false],
    [
      'curl http://100.100.100.200/latest/meta-data/ram/security-credentials/r',
      '100.100.100.200',
      '/latest/meta-data/ram/security-credentials/r',
      'alibaba',
      true,
    ],
    [
      'curl http://168.63.129.16/machine/?comp=goalstate',
      '168.63.129.16',
      '/machine/?comp=goalstate',
      'azure',
      false,
    ],
    ['curl http://168.63.129.16:32526/vmSettings', '168.63.129.16', '/vmSettings', 'azure', true],
    ['nc 169.254.169.254 80', '169.254.169.254', undefined, undefined, undefined],
    ['bash -c exec 3<>/dev/tcp/169.254.169.254/80', '169.254.169.254', undefined, undefined, undefined],
    [
      'powershell -c Invoke-RestMethod -Uri http://169.254.169.254/metadata/instance?api-version=2021-02-01',
      '169.254.169.254',
      '/metadata/instance?api-version=2021-02-01',
      'azure',
      false,
    ],
    ['curl --url=http://user@169.254.169.254/', '169.254.169.254', undefined, undefined, undefined],
    [
      'python3 -c import requests;requests.get("http://169.254.169.254/latest/dynamic/instance-identity/document")',
      '169.254.169.254',
      '/latest/dynamic/instance-identity/document',
      undefined,
      false,
    ],
    [
      'curl http://localhost:40342/metadata/identity/oauth2/token?api-version=1',
      undefined,
      '/metadata/identity/oauth2/token?api-version=1',
      'azure',
      true,
    ],
    [
      'curl http://metadata.google.internal/computeMetadata/v1/instance/?recursive=true',
      'metadata.google.internal',
      '/computeMetadata/v1/instance/?recursive=true',
      'gcp',
      false,
    ],
  ])('%s', (command, address, path, provider, readsCredentials) => {
    const expected = { address, path, readsCredentials, encoded: false };
    expect(mentionIn(command)).toMatchObject(provider === 'aws?' ? expected : { ...expected, provider });
  });

  test.each([
    'curl http://2852039166/latest/meta-data/',
    'curl http://0xa9fea9fe/',
    'curl 0251.0376.0251.0376/latest/user-data',
    'curl http://[::ffff:169.254.169.254]/',
    'curl http://169%2e254%2e169%2e254/latest/',
    'wget http://169.254.169.254.nip.io/latest/',
    'curl 2852039166',
  ])('%s hides the address', (command) => {
    expect(mentionIn(command)).toMatchObject({ address: '169.254.169.254', encoded: true });
  });

  test.each([
    ['sh -c curl "$AWS_CONTAINER_CREDENTIALS_FULL_URI"', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', 'aws'],
    [
      'sh -c curl "$HOST$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'aws',
    ],
    [
      'sh -c curl "$IDENTITY_ENDPOINT?resource=x" -H "X-IDENTITY-HEADER: $IDENTITY_HEADER"',
      'IDENTITY_ENDPOINT',
      'azure',
    ],
    ['sh -c curl "$MSI_ENDPOINT" -H "secret: $MSI_SECRET"', 'MSI_ENDPOINT', 'azure'],
    ['powershell irm -Headers @{secret=$env:MSI_SECRET}', 'MSI_SECRET', 'azure'],
    ['sh -c curl -H "x: $IDENTITY_HEADER" localhost', 'IDENTITY_HEADER', 'azure'],
  ])('%s names the variable', (command, variable, provider) => {
    expect(mentionIn(command)).toMatchObject({ variable, provider, readsCredentials: true });
  });
});

describe('a command that does not', () => {
  test.each([
    'iptables -A OUTPUT -d 169.254.169.254 -j DROP',
    'ip route add 169.254.169.254 dev eth0',
    'dig @169.254.169.254 example.com',
    'ntpdate 169.254.169.254',
    'grep -r http://169.254.169.254/latest /etc',
    '/usr/sbin/chronyd -d server 169.254.169.254',
    'curl http://168.63.129.16:53/',
    'nc -u 169.254.169.254 53',
    'curl https://example.com/metadata/instance',
    'rpm --metadata 169.254',
    'ls /latest/meta-data',
    'env',
    '',
  ])('%s', (command) => {
    expect(mentionIn(command)).toBeUndefined();
  });
});

test('a hostile command line costs little', () => {
  const started = performance.now();
  for (const part of [
    '169.254.',
    '/dev/tcp/',
    'http://',
    '%25',
    'metadata ',
    '169.254.169.254 ',
    '$',
    '=@:',
  ]) {
    mentionIn(`curl ${part.repeat(200_000)}`);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a URL leads to a metadata service or elsewhere', () => {
  expect(mentionInUrl('http://169.254.169.254/latest/api/token')).toMatchObject({
    path: '/latest/api/token',
  });
  expect(mentionInUrl('http://example.com/metadata')).toBeUndefined();
});
