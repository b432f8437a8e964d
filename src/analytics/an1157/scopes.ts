/**
 * What a change of a sign-on setting comes to, read from `ssoScope`, the verb of the operation and old → new. Vendors
 * name the same deed differently, so no operation of theirs is named here; AWS, whose records say no scope, has its
 * table in `settings.ts`.
 */

import type { WeightName } from '../../contract/weights.ts';
import type { Event } from '../../model/event.ts';
import { SETTINGS, type Setting } from './parameters.ts';
import { type Change, SETTING_CHANGES } from './settings.ts';

export interface SettingOf {
  readonly setting: Setting;
  readonly change: Change;
  /** Weight of the change itself; undefined: worth saying only. */
  readonly weight: WeightName | undefined;
}

/** Settings that keep people out: taking one away or easing it lets them in. */
const GUARDS: ReadonlySet<string> = new Set([
  'sign-on-policy',
  'conditional-access',
  'authentication-method',
  'factor-policy',
  'password-policy',
  'session-policy',
  'network-zone',
]);

const KNOWN: ReadonlySet<string> = new Set(SETTINGS);

export function settingOf(event: Event): SettingOf | undefined {
  const row = SETTING_CHANGES.get(event.operation);
  if (row !== undefined) return { ...row, weight: weightOf(row.change) };
  const scope = event.details['ssoScope'];
  if (typeof scope !== 'string' || !isSetting(scope)) return undefined;
  // Secrets of applications are judged as secrets, whatever they are the settings of.
  if (typeof event.details['secretType'] === 'string') return undefined;
  const change = changeOf(event, scope);
  if (change === undefined) return undefined;
  if (scope === 'application') return { setting: scope, change, weight: undefined };
  return { setting: scope, change, weight: weightOf(change) };
}

function isSetting(scope: string): scope is Setting {
  return KNOWN.has(scope);
}

function changeOf(event: Event, scope: Setting): Change | undefined {
  const { details } = event;
  if (details['trustedPrincipals'] !== undefined) {
    if (details['trustsOutside'] === true) return 'trust-opened';
    return scope === 'delegation' ? 'delegation-granted' : undefined;
  }
  const removed = isRemoval(event);
  switch (scope) {
    case 'external-idp':
    case 'trust-pool':
      return removed ? 'sso-setting-changed' : 'identity-provider-added';
    case 'identity-source':
      return isAddition(event) && !removed ? 'identity-provider-added' : 'sso-setting-changed';
    case 'federation':
      return removed || details['federated'] === false ? 'sso-setting-changed' : 'domain-federation-changed';
    case 'certificate':
      if (event.action === 'trust.change' && !removed) return 'certificate-authority-trusted';
      return 'signing-certificate-changed';
    case 'delegation':
      return removed ? undefined : 'delegation-granted';
    default:
      return GUARDS.has(scope) && isWeakened(event, removed)
        ? 'sign-on-policy-weakened'
        : 'sso-setting-changed';
  }
}

function weightOf(change: Change): WeightName | undefined {
  switch (change) {
    case 'identity-provider-added':
    case 'trust-anchor-added':
    case 'certificate-authority-trusted':
      return 'new-issuer';
    case 'domain-federation-changed':
      return 'domain-federated';
    case 'signing-certificate-changed':
      return 'certificate-replaced';
    case 'delegation-granted':
      return 'delegation';
    case 'sign-on-policy-weakened':
      return 'policy-weakened';
    case 'assignment-granted':
      return undefined;
    case 'sso-setting-changed':
    case 'permission-set-widened':
    case 'trust-opened':
      return 'sso-setting';
  }
}

const REMOVES = /(delete|remove|deactivat|disable|destroy|revoke|unassign|detach)/i;
const ADDS = /(create|add|activate|enable|associate|register|insert|import|\bPOST\b)/i;

function isRemoval({ operation }: Event): boolean {
  return REMOVES.test(verbOf(operation));
}

function isAddition({ operation }: Event): boolean {
  return ADDS.test(verbOf(operation));
}

/** Without the service, which may itself be called `admin` or `registration`. */
function verbOf(operation: string): string {
  return operation.slice(operation.indexOf(':') + 1);
}

const EASY =
  /\b(disabled?|reportonly|enabledforreportingbutnotenforced|allow(ed)?|bypass|no ?mfa|not ?required|optional|everyone|everybody|off|none|false)\b|^\[\]$/i;
const HARD = /\b(enabled?|deny|denied|block(ed)?|required?|enforced?|on|true)\b/i;
/** Places from which less is asked for. */
const TRUSTS = /trustedips|istrusted"?[:=]"?true/i;

/** Taken away, or from something hard to something easy; what was before is not always told. */
function isWeakened({ details }: Event, removed: boolean): boolean {
  if (removed) return true;
  const { settingOld, settingNew } = details;
  if (typeof settingNew !== 'string') return false;
  const before = typeof settingOld === 'string' ? settingOld : undefined;
  if (TRUSTS.test(settingNew)) return before === undefined || !TRUSTS.test(before);
  return EASY.test(settingNew) && (before === undefined || !EASY.test(before) || HARD.test(before));
}
