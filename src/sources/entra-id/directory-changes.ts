/** Changes of applications and of the directory whose name says little: what the changed properties make of them. */

import { textAt } from '../../lib/json.ts';
import type { Change } from '../../vendor/microsoft/changes.ts';
import type { Call } from './call.ts';
import { FEDERATED, FEDERATED_CHANGED, KEY_ADDED, KEY_REMOVED, ofApplication } from './keys.ts';
import type { Decided, FindDetail } from './row.ts';

/** Applications and service principals: made or changed, with keys or without. */
export function applicationChange(call: Call): Decided {
  if (call.keysAdded.length > 0) return { action: 'credential.create', ...KEY_ADDED };
  if (call.change(FEDERATED) !== undefined) return { action: 'trust.change', ...FEDERATED_CHANGED };
  if (call.change(SIGNING) !== undefined) {
    return {
      action: 'sso.change',
      says: { ssoScope: 'certificate' },
      subject: ofApplication,
      setting: SIGNING,
    };
  }
  if (call.change(SIGN_ON) !== undefined) {
    return {
      action: 'sso.change',
      says: { ssoScope: 'application' },
      subject: ofApplication,
      setting: SIGN_ON,
    };
  }
  return { action: 'use', ...KEY_REMOVED };
}

const SIGNING = /^(?:PreferredTokenSigningKeyThumbprint|TokenEncryptionKeyId)$/i;
/** Where tokens and assertions of the application are sent, and who may sign in to it from where. */
const SIGN_ON =
  /^(?:AppAddress|ReplyUrls|AvailableToOtherTenants|SamlMetadataUrl|SignInAudience|PublicClient|IsFallbackPublicClient)$/i;

/** One name for every property of the company; two of them decide who can sign in. */
export function companyChange(call: Call): Decided {
  if (call.change(TRUSTED_CAS) !== undefined) {
    return { action: 'trust.change', says: { ssoScope: 'certificate' }, setting: TRUSTED_CAS };
  }
  if (call.change(STRONG_POLICY) !== undefined) {
    return { action: 'sso.change', says: { ssoScope: 'authentication-method' }, setting: STRONG_POLICY };
  }
  return { action: 'use' };
}

/** Certificates of these authorities sign people in without a password. */
const TRUSTED_CAS = /TrustedCAsForPasswordlessAuth/i;
/** Also lists addresses from which no second factor is asked for. */
const STRONG_POLICY = /^StrongAuthenticationPolicy/i;

/** Which factors there are. Whoever issues one from outside vouches for people, as a provider of identities does. */
export function authenticationMethods(call: Call): Decided {
  const external = call.changes.find((change) => addedIssuer(change) !== undefined);
  return external === undefined
    ? { action: 'sso.change', says: { ssoScope: 'authentication-method' } }
    : {
        action: 'sso.change',
        says: { ssoScope: 'external-idp' },
        setting: external.name,
        details: { issuer: () => addedIssuer(external) },
      };
}

function addedIssuer({ old, new: after }: Change): string | undefined {
  const before = issuersIn(old);
  return issuersIn(after).find((each) => !before.includes(each));
}

/** Issuers by where they publish their keys; the policy may be text or an object. */
function issuersIn(policy: unknown): readonly string[] {
  const found = JSON.stringify(policy)?.matchAll(DISCOVERY) ?? [];
  return Array.from(found, ([, url = '']) => url.replace(WELL_KNOWN, '').toLowerCase());
}

const DISCOVERY = /discoveryUrl\W{1,10}(https:[^"\\]{1,180})/gi;
const WELL_KNOWN = /\/?\.well-known\/.*$/;

/** `DomainName` beside the change, or the domain that is its object. */
export const domain: FindDetail = (call) => {
  const [object] = call.objects;
  const said = call.additional.get('DomainName') ?? object?.name ?? object?.id;
  return said?.slice(0, 255);
};

/** Federated, or no more. */
export const federated: FindDetail = (call) => {
  const change = call.change('LiveType');
  const now = typeof change?.new === 'string' ? change.new : textAt(change?.new, 0);
  return now === undefined ? undefined : /federated/i.test(now);
};

/** Issuer that a domain's sign-ins are believed from. */
export const issuer: FindDetail = (call) => {
  const found = call.change(/^(?:IssuerUri|IssuerURI|Issuer)$/)?.new;
  return typeof found === 'string' ? found.slice(0, 200) : undefined;
};

/** The other directory, by its id where the record has it. */
export const partner: FindDetail = (call) => {
  const changed = call.change(/^tenantId$/i);
  const id = changed?.new ?? changed?.old ?? call.additional.get('tenantId');
  return typeof id === 'string' ? id.slice(0, 64) : call.objects[0]?.name;
};
