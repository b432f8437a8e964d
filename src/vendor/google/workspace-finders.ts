/**
 * Finders for the table of Workspace events: whose, what, with what. Names and ids only: a parameter that may hold a
 * secret is masked before it is quoted.
 */

import { issued, issuedPassword, passwordUid } from '../../contract/credentials.ts';
import { listAt } from '../../lib/json.ts';
import { clip, maskSecrets } from '../../lib/text.ts';
import type { Action } from '../../model/action.ts';
import type { Credential, Issued, Target } from '../../model/event.ts';
import { applicationTokenUid } from './credential.ts';
import { principalOfEmail } from './principal.ts';
import { flagOf, textOf } from './workspace-activity.ts';
import type { FindDetail, FindDetails, FindPrincipal, WorkspaceCall } from './workspace-row.ts';

/** The one who acts is the one it is about. */
export const actor: FindPrincipal = ({ principal }) => principal;

/** The user an event names. */
export const named: FindPrincipal = ({ parameters }) => {
  const email = textOf(
    parameters,
    'user_email',
    'affected_email_address',
    'email',
    'target_user',
    'member_id',
  );
  return email?.includes('@') ? principalOfEmail(email) : undefined;
};

export const namedOrActor: FindPrincipal = (call) => named(call) ?? call.principal;

/** The thing a parameter names. */
export function target(kind: string, ...names: readonly string[]) {
  return ({ parameters }: WorkspaceCall): readonly Target[] => {
    const uid = textOf(parameters, ...names);
    return uid === undefined ? [] : [{ kind, uid: clip(uid, LONGEST_UID), name: undefined }];
  };
}

/** A file of Drive, by its title where it has one. */
export const file = ({ parameters }: WorkspaceCall): readonly Target[] => {
  const uid = textOf(parameters, 'doc_id');
  if (uid === undefined) return [];
  const title = textOf(parameters, 'doc_title');
  return [{ kind: 'file', uid: clip(uid, LONGEST_UID), name: title && clip(title, LONGEST_NAME) }];
};

export function issuesPassword({ subject }: WorkspaceCall): readonly Issued[] {
  return subject === undefined ? [] : [issuedPassword(subject)];
}

export function issuesRecoveryCodes({ subject }: WorkspaceCall): readonly Issued[] {
  return subject === undefined ? [] : [issued(`recovery-codes:${subject.uid}`, 'recovery-code', subject)];
}

/** Consent: what the application does from now on presents the same. */
export function issuesApplicationToken(call: WorkspaceCall): readonly Issued[] {
  const uid = applicationToken(call);
  return uid === undefined ? [] : [issued(uid, 'session-token', call.principal)];
}

export function presentsApplicationToken(call: WorkspaceCall): Credential | undefined {
  const uid = applicationToken(call);
  return uid === undefined ? undefined : { uid, kind: 'session-token', mfa: undefined };
}

/** The application somebody consents to. */
export const application = ({ parameters }: WorkspaceCall): readonly Target[] => {
  const uid = textOf(parameters, 'client_id');
  if (uid === undefined) return [];
  const name = textOf(parameters, 'app_name');
  return [{ kind: 'application', uid: clip(uid, LONGEST_UID), name: name && clip(name, LONGEST_NAME) }];
};

/** Of what is consented to, that which opens all of a directory, mailbox or drive; the rest is in `scopes`. */
export const sweepingScopes: FindDetail = ({ parameters }) => {
  const asked = parameters.get('scope');
  const scopes = typeof asked === 'string' ? asked.slice(0, LONGEST_LIST).split(/[\s,]+/) : listAt(asked);
  const sweeping = scopes
    .slice(0, MOST_SCOPES)
    .filter((scope) => typeof scope === 'string' && SWEEPING_SCOPE.test(scope));
  return sweeping.length === 0 ? undefined : clip(sweeping.join(' '), LONGEST_DETAIL);
};

/** Files an application made itself (`drive.file`) and mail it may only read or send are what most of them ask for. */
const SWEEPING_SCOPE =
  /^https:\/\/(?:mail\.google\.com\/?|www\.googleapis\.com\/auth\/(?:drive|admin\.directory\.[\w.]+))$/;

/** With such scopes consent is a grant of rights; without, a token like any other. */
export function decideConsent(call: WorkspaceCall): Action {
  return sweepingScopes(call) === undefined ? 'token.mint' : 'privilege.grant';
}

export function presentsPassword({ principal, parameters }: WorkspaceCall): Credential | undefined {
  const type = textOf(parameters, 'login_type');
  if (type !== 'google_password') return undefined;
  return { uid: passwordUid(principal), kind: 'password', mfa: secondFactor(parameters) };
}

function applicationToken({ principal, parameters }: WorkspaceCall): string | undefined {
  const client = textOf(parameters, 'client_id');
  return client === undefined ? undefined : applicationTokenUid(clip(client, LONGEST_UID), principal.name);
}

/** A parameter as it stands, clipped, secrets masked. */
export function said(...names: readonly string[]): FindDetail {
  return ({ parameters }) => {
    const text = textOf(parameters, ...names);
    return text === undefined ? undefined : clip(maskSecrets(text), LONGEST_DETAIL);
  };
}

export function flagged(name: string): FindDetail {
  return ({ parameters }) => flagOf(parameters, name);
}

export function constant(value: string | boolean): FindDetail {
  return () => value;
}

/** What was set: its name, and from what to what. */
export const SETTING: FindDetails = {
  setting: (call) => said('setting_name')(call) ?? call.event.name,
  settingOld: said('old_value', 'reauth_setting_old', 'caa_assignments_old'),
  settingNew: said('new_value', 'reauth_setting_new', 'caa_assignments_new'),
  orgUnit: said('org_unit_name'),
  application: said('application_name', 'reauth_application', 'caa_application'),
};

export function scoped(ssoScope: string): FindDetails {
  return { ...SETTING, ssoScope: constant(ssoScope) };
}

export const mfaUsed: FindDetail = ({ parameters }) => secondFactor(parameters);

/** Said outright, or told by the kind of challenge. */
function secondFactor(parameters: WorkspaceCall['parameters']): boolean | undefined {
  const outright = flagOf(parameters, 'is_second_factor');
  if (outright !== undefined) return outright;
  const method = textOf(parameters, 'login_challenge_method');
  return method === undefined ? undefined : SECOND_FACTORS.test(method) || undefined;
}

const SECOND_FACTORS =
  /\b(?:security_key|google_authenticator|google_prompt|idv_preregistered_phone|backup_code|offline_otp|internal_two_factor|passkey)\b/;

/** Settings of an application: those that govern how people sign in, told by their name. */
export const settingScope: FindDetail = ({ parameters, event }) =>
  scopeOfSetting(
    `${textOf(parameters, 'application_name') ?? ''} ${textOf(parameters, 'setting_name') ?? ''} ${event.name}`,
  );

export function decideSetting(call: WorkspaceCall): Action {
  return settingScope(call) === undefined ? 'use' : 'sso.change';
}

function scopeOfSetting(name: string): string | undefined {
  return SETTING_SCOPES.find(([pattern]) => pattern.test(name))?.[1];
}

const SETTING_SCOPES: readonly (readonly [RegExp, string])[] = [
  [/password management|password recovery|password strength|password_/i, 'password-policy'],
  [/context.?aware/i, 'conditional-access'],
  [/2-?step|2sv|two.?step|strong.?auth|advanced protection|security code|passkey/i, 'factor-policy'],
  [/saml|\bsso\b|single sign/i, 'external-idp'],
  [/session (?:control|length|duration)|reauth/i, 'session-policy'],
  [/less secure app|login challenge|super admin recovery|account recovery/i, 'sign-on-policy'],
  [/api (?:access|controls)|oauth/i, 'application'],
];

/** Files that hold keys by their name. */
const KEY_FILE =
  /\.(?:pem|pfx|p12|p8|pkcs12|key|keystore|jks|kdbx?|gpg|pgp|ppk|asc|ovpn|crt|cer|der|csr)$|(?:^|[._-])id_(?:rsa|dsa|ecdsa|ed25519)$/i;

export function isKeyFile({ parameters }: WorkspaceCall): boolean {
  return KEY_FILE.test(textOf(parameters, 'doc_title') ?? '');
}

/** Reading a file that holds keys is reading a credential. */
export function decideRead(call: WorkspaceCall): Action {
  return isKeyFile(call) ? 'credential.read' : 'resource.access';
}

const LONGEST_UID = 512;
const LONGEST_NAME = 200;
const LONGEST_DETAIL = 256;
/** Characters of a list written as one text. */
const LONGEST_LIST = 16_384;
const MOST_SCOPES = 200;
