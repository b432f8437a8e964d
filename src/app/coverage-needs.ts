/** What each analytic lives on: over which providers it looks, and how much it needs each of their streams. */

import type { Provider } from '../model/event.ts';
import type { StreamWeight } from '../report/coverage-shape.ts';

type Needs = Readonly<Partial<Record<Provider, Readonly<Record<string, StreamWeight>>>>>;

const OTHER_IDENTITY_PROVIDERS = ['auth0', 'onelogin', 'duo', 'ping-one', 'jumpcloud', 'keycloak'] as const;

function ofIdentityProviders(needs: Readonly<Record<string, StreamWeight>>): Needs {
  return Object.fromEntries(
    OTHER_IDENTITY_PROVIDERS.map((provider) => [
      provider,
      Object.fromEntries(Object.entries(needs).map(([stream, weight]) => [`${provider}.${stream}`, weight])),
    ]),
  );
}

/** By ATT&CK id, then provider; the streams are those of `STREAMS`. */
export const NEEDS: Readonly<Record<string, Needs>> = {
  AN0526: {
    aws: { 'aws.sts': 'decisive', 'aws.reads': 'needed', 'aws.global': 'needed', 'aws.sign-ins': 'needed' },
    gcp: {
      'gcp.iamcredentials': 'decisive',
      'gcp.admin': 'needed',
      'gcp.sts': 'helpful',
      'gcp.data': 'needed',
    },
    entra: {
      'entra.interactive': 'decisive',
      'entra.non-interactive': 'needed',
      'entra.service-principals': 'needed',
      'entra.managed-identities': 'needed',
      'entra.graph': 'helpful',
    },
    azure: {
      'azure.activity': 'decisive',
      'entra.non-interactive': 'needed',
      'entra.service-principals': 'needed',
      'azure.key-vault': 'helpful',
    },
    okta: { 'okta.sign-ins': 'decisive' },
    'google-workspace': { 'google-workspace.sign-ins': 'decisive', 'google-workspace.tokens': 'needed' },
    ...ofIdentityProviders({ 'sign-ins': 'decisive' }),
  },
  AN0717: {
    aws: {
      'aws.sts': 'decisive',
      'aws.sign-ins': 'needed',
      'aws.global': 'needed',
      'aws.reads': 'needed',
      'aws.data': 'needed',
    },
    gcp: {
      'gcp.iamcredentials': 'decisive',
      'gcp.sts': 'helpful',
      'gcp.secrets': 'needed',
      'gcp.data': 'needed',
      'gcp.admin': 'needed',
    },
    entra: {
      'entra.interactive': 'decisive',
      'entra.service-principals': 'needed',
      'entra.non-interactive': 'needed',
      'entra.audit': 'needed',
    },
    azure: {
      'azure.activity': 'decisive',
      'azure.key-vault': 'needed',
      'entra.service-principals': 'needed',
      'entra.managed-identities': 'needed',
    },
    okta: { 'okta.sign-ins': 'decisive', 'okta.administration': 'needed' },
    'google-workspace': {
      'google-workspace.sign-ins': 'decisive',
      'google-workspace.administration': 'needed',
    },
    ...ofIdentityProviders({ 'sign-ins': 'decisive', administration: 'needed' }),
  },
  AN1157: {
    aws: {
      'aws.reads': 'decisive',
      'aws.writes': 'decisive',
      'aws.global': 'needed',
      'aws.sign-ins': 'needed',
      'aws.identity-center': 'helpful',
    },
    gcp: { 'gcp.secrets': 'decisive', 'gcp.admin': 'needed', 'gcp.iamcredentials': 'needed' },
    entra: {
      'entra.audit': 'decisive',
      'entra.interactive': 'needed',
      'entra.non-interactive': 'needed',
      'entra.service-principals': 'needed',
      'entra.graph': 'helpful',
    },
    azure: { 'azure.key-vault': 'decisive', 'azure.activity': 'needed' },
    'microsoft-365': { 'microsoft-365.audit': 'decisive' },
    okta: { 'okta.administration': 'decisive', 'okta.sign-ins': 'needed' },
    'google-workspace': {
      'google-workspace.administration': 'decisive',
      'google-workspace.sign-ins': 'needed',
      'google-workspace.tokens': 'helpful',
    },
    ...ofIdentityProviders({ administration: 'decisive', 'sign-ins': 'needed' }),
  },
  AN1424: {
    aws: {
      'aws.workloads': 'decisive',
      'aws.data': 'needed',
      'host.metadata': 'needed',
      'aws.sign-ins': 'helpful',
    },
    gcp: { 'gcp.attached': 'decisive', 'gcp.data': 'needed', 'host.metadata': 'needed' },
    entra: { 'entra.managed-identities': 'decisive', 'entra.graph': 'helpful', 'host.metadata': 'needed' },
    azure: {
      'entra.managed-identities': 'decisive',
      'azure.activity': 'needed',
      'azure.key-vault': 'needed',
      'host.metadata': 'needed',
    },
    host: { 'host.metadata': 'decisive' },
  },
  AN1470: {
    aws: {
      'aws.writes': 'decisive',
      'aws.global': 'decisive',
      'aws.reads': 'needed',
      'aws.sign-ins': 'needed',
      'aws.sts': 'needed',
    },
    gcp: { 'gcp.admin': 'decisive', 'gcp.iamcredentials': 'needed', 'gcp.data': 'helpful' },
    entra: { 'entra.audit': 'decisive', 'entra.service-principals': 'needed', 'entra.interactive': 'needed' },
    azure: {
      'azure.activity': 'decisive',
      'azure.key-vault': 'helpful',
      'entra.service-principals': 'needed',
    },
  },
};
