/** Finders of small facts about a call. Values that may hold a secret are masked, lists bounded, text clipped. */

import { at, flagAt, isObject, listAt, numberAt, textAt } from '../../lib/json.ts';
import { toldText } from '../../lib/told-details.ts';
import type { Call } from './call.ts';
import type { FindDetail, FindDetails } from './row.ts';

type Path = readonly (string | number)[];

export function constant(value: string | boolean): FindDetail {
  return () => value;
}

export function askedText(...path: Path): FindDetail {
  return ({ request }) => told(textAt(request, ...path));
}

/** Strings of a list in the request, with blanks between. */
export function askedJoined(...path: Path): FindDetail {
  return ({ request }) => joined(listAt(request, ...path));
}

export function metadataText(...path: Path): FindDetail {
  return ({ metadata }) => told(textAt(metadata, ...path));
}

export function firstOf(...finders: readonly FindDetail[]): FindDetail {
  return (call) => {
    for (const find of finders) {
      const found = find(call);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** `"3600s"`, or `{seconds: 3600}`. */
export function lifetimeSeconds({ request }: Call): number | undefined {
  const written = textAt(request, 'lifetime') ?? textAt(request, 'lifetime', 'seconds');
  const seconds = /^(\d{1,7})(?:\.\d+)?s?$/.exec(written ?? '')?.[1];
  return seconds === undefined ? numberAt(request, 'lifetime', 'seconds') : Number(seconds);
}

/** Facts about a mint that its analytics weigh. */
export const MINT: FindDetails = {
  durationSeconds: lifetimeSeconds,
  scopes: firstOf(askedJoined('scope'), askedJoined('scopes')),
  audience: askedText('audience'),
  delegates: askedJoined('delegates'),
  authority: ({ identity }) => told(identity.authority),
};

/** What the provider of a pool trusts, and what of it was changed. */
export const POOL: FindDetails = {
  ssoScope: constant('trust-pool'),
  providerName: ({ asked, request }) =>
    told(
      textAt(request, 'workloadIdentityPoolProviderId') ??
        textAt(request, 'workforcePoolProviderId') ??
        asked,
    ),
  issuer: ({ request }) =>
    told(inProvider(request, 'oidc', 'issuerUri') ?? inProvider(request, 'oidc', 'issuer_uri')),
  awsAccount: ({ request }) => told(inProvider(request, 'aws', 'accountId')),
  condition: ({ request }) =>
    told(inProvider(request, 'attributeCondition') ?? inProvider(request, 'attribute_condition')),
  setting: ({ request }) => told(textAt(request, 'updateMask') ?? textAt(request, 'update_mask')),
  disabled: ({ request }) => {
    const provider = providerIn(request);
    return isObject(provider) ? flagAt(provider, 'disabled') : undefined;
  },
};

const PROVIDERS = [
  'workloadIdentityPoolProvider',
  'workload_identity_pool_provider',
  'workforcePoolProvider',
  'workforce_pool_provider',
  'workloadIdentityPool',
  'workforcePool',
];

function providerIn(request: unknown): unknown {
  return PROVIDERS.map((name) => at(request, name)).find(isObject);
}

function inProvider(request: unknown, ...path: Path): string | undefined {
  return textAt(providerIn(request), ...path);
}

/** What a change to a sink, bucket or exclusion says of it. */
export const LOGGING: FindDetails = {
  setting: ({ request }) =>
    joined(listAt(request, 'updateMask', 'paths')) ?? told(textAt(request, 'updateMask')),
  filter: ({ request }) => told(textAt(request, 'sink', 'filter') ?? textAt(request, 'exclusion', 'filter')),
  destination: askedText('sink', 'destination'),
  disabled: ({ request }) => flagAt(request, 'sink', 'disabled') ?? flagAt(request, 'exclusion', 'disabled'),
  exclusions: ({ request }) => listAt(request, 'sink', 'exclusions').length || undefined,
  retentionDays: ({ request }) => numberAt(request, 'bucket', 'retentionDays'),
};

/** Keys of the metadata that a call added or changed, by name: values may hold anything. */
function metadataKeyNames({ metadata, request }: Call): readonly string[] {
  const delta = at(metadata, 'instanceMetadataDelta') ?? at(metadata, 'projectMetadataDelta');
  const named = [...listAt(delta, 'addedMetadataKeys'), ...listAt(delta, 'modifiedMetadataKeys')];
  const written = [
    ...listAt(request, 'Metadata', 'items'),
    ...listAt(request, 'metadata', 'items'),
    ...listAt(request, 'items'),
  ].map((item) => textAt(item, 'key'));
  return (
    [...named, ...written]
      .filter((name) => typeof name === 'string')
      .slice(0, 20)
      // A page of documentation shows the key's beginning behind its name.
      .map((name) => name.split(' ', 1)[0] ?? '')
  );
}

export const METADATA: FindDetails = {
  metadataKeys: (call) => joined(metadataKeyNames(call)),
  secretType: (call) => (setsSshKeys(call) ? 'ssh-key' : undefined),
  publicKeySource: (call) => (setsSshKeys(call) ? 'request' : undefined),
};

export function setsSshKeys(call: Call): boolean {
  return metadataKeyNames(call).some((name) => /^ssh-?keys$/i.test(name));
}

/** Keys under which a machine runs what it is told, or lets people in. */
export function runsCode(call: Call): boolean {
  return metadataKeyNames(call).some((name) =>
    /startup-script|shutdown-script|user-data|windows-keys|serial-port-enable/i.test(name),
  );
}

export function joined(parts: readonly unknown[]): string | undefined {
  const texts = parts.filter((part) => typeof part === 'string' && part !== '').slice(0, 20);
  return texts.length === 0 ? undefined : told(texts.join(' '));
}

function told(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toldText(text);
}
