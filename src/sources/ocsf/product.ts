/** Whose log an event was made from, and by it the prefix under which that vendor's own source files principals. */

import type { Provider } from '../../model/event.ts';

export interface Product {
  readonly provider: Provider;
  /** Before ids of principals, credentials and operations: `okta`, `entra`, `google`. */
  readonly prefix: string;
}

/** The first that fits the vendor's and the product's name. */
const PRODUCTS: readonly (readonly [name: RegExp, provider: Provider, prefix: string])[] = [
  [/\bokta\b/, 'okta', 'okta'],
  [/\bauth0\b/, 'auth0', 'auth0'],
  [/\bonelogin\b/, 'onelogin', 'onelogin'],
  [/\bduo\b/, 'duo', 'duo'],
  [/\bping ?(one|identity)?\b/, 'ping-one', 'pingone'],
  [/\bjumpcloud\b/, 'jumpcloud', 'jumpcloud'],
  [/\bkeycloak\b/, 'keycloak', 'keycloak'],
  [/\bworkspace\b|\bg suite\b/, 'google-workspace', 'google'],
  [/\b(google|gcp)\b/, 'gcp', 'google'],
  [/\b(365|exchange|sharepoint|office|purview)\b/, 'microsoft-365', 'entra'],
  [/\bentra\b|\bazure ?(ad|active directory)\b|\bsign-?ins?\b.*\bmicrosoft\b/, 'entra', 'entra'],
  [/\bazure\b/, 'azure', 'entra'],
  [/\b(aws|amazon)\b/, 'aws', 'aws'],
];

const CLOUDS: ReadonlyMap<string, Product> = new Map([
  ['aws', { provider: 'aws', prefix: 'aws' }],
  ['gcp', { provider: 'gcp', prefix: 'google' }],
  ['google', { provider: 'gcp', prefix: 'google' }],
  ['azure', { provider: 'azure', prefix: 'entra' }],
]);

const MOST_NAMES = 500;
const LONGEST_PREFIX = 40;
const known = new Map<string, Product>();

/** @param cloud where it happened, for products that do not say whose they are */
export function productOf(
  vendor: string | undefined,
  name: string | undefined,
  cloud: string | undefined,
): Product {
  const key = `${vendor ?? ''}\n${name ?? ''}\n${cloud ?? ''}`;
  let product = known.get(key);
  if (product === undefined) {
    if (known.size >= MOST_NAMES) known.clear();
    product = find(`${name ?? ''} ${vendor ?? ''}`.toLowerCase(), cloud?.toLowerCase(), name ?? vendor);
    known.set(key, product);
  }
  return product;
}

function find(names: string, cloud: string | undefined, shown: string | undefined): Product {
  for (const [pattern, provider, prefix] of PRODUCTS) if (pattern.test(names)) return { provider, prefix };
  const hosted = cloud === undefined ? undefined : CLOUDS.get(cloud);
  if (hosted !== undefined) return hosted;
  const slug = (shown ?? 'unknown')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return { provider: 'other', prefix: slug.slice(0, LONGEST_PREFIX) || 'unknown' };
}
