import { expect, test } from 'vitest';
import { providerNetwork } from './provider-networks.ts';

test.each([
  [16509, undefined, 'cloud', 'aws'],
  [14618, 'Amazon.com, Inc.', 'cloud', 'aws'],
  [396982, 'Google LLC', 'cloud', 'gcp'],
  [8075, 'Microsoft Corporation', 'cloud', 'azure'],
  [14061, 'DigitalOcean, LLC', 'hosting', undefined],
  [9009, 'M247 Europe SRL', 'vpn', undefined],
  [64500, 'Amazon Data Services Utopia', 'cloud', 'aws'],
  [64500, 'Hetzner Online GmbH', 'hosting', undefined],
  [64500, 'Datacamp Limited', 'vpn', undefined],
])('AS%i %s is %s %s', (asn, organisation, kind, cloud) => {
  expect(providerNetwork(asn, organisation)).toEqual({ kind, cloud });
});

test.each([
  [64500, undefined],
  [64500, 'Example Telecom'],
  [64500, 'AMAZONIA TELECOMUNICACOES LTDA'],
  [16591, 'Google Fiber Inc.'],
  [64500, ''],
])('AS%i %s is no provider', (asn, organisation) => {
  expect(providerNetwork(asn, organisation)).toBeUndefined();
});
