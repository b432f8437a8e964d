/** What a path asked of a metadata service is for: whose service it is, and whether the answer holds credentials. */

import type { Cloud } from './endpoints.ts';

export interface PathMeaning {
  readonly provider: Cloud | undefined;
  readonly readsCredentials: boolean;
}

interface PathRow extends PathMeaning {
  readonly pattern: RegExp;
}

/** The first that fits counts. Patterns are bounded and hold no nested repetition: paths come from outside. */
const PATHS: readonly PathRow[] = [
  {
    pattern: /\/latest\/meta-data\/ram\/security-credentials\b/,
    provider: 'alibaba',
    readsCredentials: true,
  },
  { pattern: /\/latest\/meta-data\/iam\/security-credentials\b/, provider: 'aws', readsCredentials: true },
  { pattern: /\/latest\/meta-data\/identity-credentials\//, provider: 'aws', readsCredentials: true },
  // The session token of IMDSv2 opens the service; by itself it opens nothing else.
  { pattern: /\/latest\/api\/token\b/, provider: 'aws', readsCredentials: false },
  { pattern: /\/latest\/user-data\b/, provider: undefined, readsCredentials: false },
  { pattern: /\/latest\/dynamic\/instance-identity\b/, provider: undefined, readsCredentials: false },
  { pattern: /\/latest\/meta-data\b/, provider: undefined, readsCredentials: false },
  { pattern: /^\/v[1-4]\/credentials\b/, provider: 'aws', readsCredentials: true },
  {
    pattern:
      /\/computemetadata\/v1[^/]{0,8}\/instance\/service-accounts\/[^/]{1,200}\/(?:token|identity|oauth2\/access_token)\b/,
    provider: 'gcp',
    readsCredentials: true,
  },
  {
    pattern: /\/computemetadata\/v1[^/]{0,8}\/instance\/attributes\/(?:kube-env|ssh-keys)\b/,
    provider: 'gcp',
    readsCredentials: true,
  },
  { pattern: /\/computemetadata\//, provider: 'gcp', readsCredentials: false },
  { pattern: /\/metadata\/identity\/oauth2\/token\b/, provider: 'azure', readsCredentials: true },
  {
    pattern: /\/metadata\/(?:identity|instance|attested|scheduledevents|loadbalancer)\b/,
    provider: 'azure',
    readsCredentials: false,
  },
  { pattern: /\/msi\/token\b/, provider: 'azure', readsCredentials: true },
  {
    pattern: /comp=certificates\b|type=fullconfig\b|\/vmsettings\b/,
    provider: 'azure',
    readsCredentials: true,
  },
  {
    pattern: /\/machine\/?\?|\/machine\/[^?]{0,200}\?comp=|\/\?comp=versions\b/,
    provider: 'azure',
    readsCredentials: false,
  },
  // Oracle Cloud's instance certificates.
  { pattern: /\/opc\/v[12]\/identity\b/, provider: undefined, readsCredentials: true },
];

const LONGEST_PATH = 2_048;

/** Undefined when the path says nothing. Percent signs are decoded and case does not matter. */
export function meaningOfPath(path: string): PathMeaning | undefined {
  const plain = decoded(path.slice(0, LONGEST_PATH))
    .toLowerCase()
    .replace(/\/{2,}/g, '/');
  return PATHS.find(({ pattern }) => pattern.test(plain));
}

/** Paths that belong to a metadata service wherever they are asked for: proxies and relays serve them too. */
export function isCredentialPath(path: string): boolean {
  return meaningOfPath(path)?.readsCredentials ?? false;
}

function decoded(path: string): string {
  return path.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
