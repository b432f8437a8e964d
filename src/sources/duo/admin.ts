/** Administrator actions, and enrollments for offline access, which lie in the same shape. */

import { contentUid } from '../../contract/content-uid.ts';
import { issued, issuedPassword, passwordUid } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { memo } from '../../enrich/memo.ts';
import { isObject, numberAt, parseNested, textAt } from '../../lib/json.ts';
import { settingChange } from '../../lib/setting-change.ts';
import { clip, excerpt } from '../../lib/text.ts';
import { type Told, toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Access, Credential, Issued, Principal, Target } from '../../model/event.ts';
import { clientAt } from './device.ts';
import { FIELDS } from './fields.ts';
import { type Row, rowOf } from './operations.ts';
import { administrator, person } from './person.ts';

export function adminEvent(record: RecordView, name: string, time: number): NormalisedEvent {
  const told = record.derived(FIELDS.description, readDescription);
  const username = record.text(FIELDS.username);
  const offline = name.startsWith('o2fa_');
  const principal = offline
    ? person(undefined, username)
    : administrator(username, textAt(told.members, 'email'));
  const row = rowOf(name);
  const updated = row === undefined ? undefined : updateOf(name, told.members);
  const failed = FAILED.test(name);
  const object = record.text(FIELDS.object);
  const subject = row?.aboutUser === true ? subjectOf(object, told.members, principal, name) : undefined;
  const userAgent = textAt(told.members, 'user_agent');
  return {
    uid: contentUid('duo:', [name, String(time), username, object, told.text]),
    time,
    provider: 'duo',
    scope: record.text(FIELDS.host) ?? '',
    region: undefined,
    operation: `duo:${clip(name, 120)}`,
    action: updated?.action ?? row?.action ?? 'use',
    outcome: failed ? 'failure' : 'success',
    error: failed ? excerpt(textAt(told.members, 'error') ?? (told.plain || name), 120) : undefined,
    access: offline ? accessByAgent(userAgent) : accessOf(principal),
    principal,
    credential: row?.action === 'signin' ? signInCredential(principal, told.members) : undefined,
    session: undefined,
    client: clientAt(textAt(told.members, 'ip_address'), undefined, userAgent),
    targets: targetsOf(name, object, told.members),
    issued: failed ? [] : issuedBy(row, object, subject, told.members),
    subject,
    details: detailsOf(row, updated?.details, told, name, subject, principal),
    pair: undefined,
  };
}

/** Remembered by its text, and with it what was asked of it. */
class Description {
  readonly members: unknown;
  /** What is no JSON. */
  readonly plain: string;
  /** The same text however it was wrapped. */
  readonly text: string;
  #change: Told | undefined;

  constructor(members: unknown, plain: string) {
    this.members = members;
    this.plain = plain;
    this.text = isObject(members) ? JSON.stringify(members) : plain;
  }

  /** What an update says of the settings it made. */
  get change(): Told {
    this.#change ??= settingChange(undefined, this.members);
    return this.#change;
  }
}

/** JSON in text, plain text, or nothing. */
function readDescription(value: unknown): Description {
  const members = typeof value === 'string' ? parseNested(value.trim()) : value;
  const plain = typeof value === 'string' && !isObject(members) ? value : '';
  return new Description(members, plain);
}

const FAILED = /_(?:error|failed|fail|denied|lockout)$/;

function accessOf({ kind }: Principal): Access {
  return kind === 'application' ? 'sdk' : kind === 'service' ? 'service' : 'console';
}

interface Update {
  readonly action: Action;
  readonly details: Told;
}

/** An update is what was updated: a status of bypass switches the second factor off. */
function updateOf(name: string, members: unknown): Update | undefined {
  if (!isObject(members)) return undefined;
  const status = textAt(members, 'status') ?? textAt(members, '_status');
  if (/^(?:user|group)_/.test(name) && status?.toLowerCase() === 'bypass') {
    return { action: 'factor.change', details: { factor: 'removed', bypass: true } };
  }
  if (name === 'user_update' && FACTOR_MEMBERS.some((member) => Object.hasOwn(members, member))) {
    return { action: 'factor.change', details: { factor: 'changed' } };
  }
  if (name === 'admin_update') return adminUpdate(members);
  if (name !== 'integration_update') return undefined;
  const secret = Object.keys(members).some((member) => /skey|secret/i.test(member));
  return secret ? { action: 'credential.reset', details: { secretType: 'client-secret' } } : undefined;
}

const FACTOR_MEMBERS = [
  'phones',
  'tokens',
  'hardtokens',
  'desktoptokens',
  'u2ftokens',
  'webauthncredentials',
];

function adminUpdate(members: Readonly<Record<string, unknown>>): Update | undefined {
  if (Object.hasOwn(members, 'role')) return { action: 'privilege.grant', details: {} };
  if (Object.hasOwn(members, 'password')) {
    return { action: 'credential.reset', details: { secretType: 'password' } };
  }
  if (!Object.hasOwn(members, 'phone') && !Object.hasOwn(members, 'hardtoken')) return undefined;
  return { action: 'factor.change', details: { factor: 'changed' } };
}

/** Whom the action is about: Duo's key where the description has it, else the name under `object`. */
function subjectOf(
  object: string | undefined,
  members: unknown,
  principal: Principal,
  name: string,
): Principal | undefined {
  const key = textAt(members, 'user_id');
  // Activating Duo Push names the phone as its object, and nobody as its subject but the one who did it.
  const named = name === 'admin_activate_duo_push' ? undefined : object;
  if (key === undefined && (named === undefined || named === '')) {
    return principal.kind === 'user' ? principal : undefined;
  }
  const subject = person(key, named, { email: textAt(members, 'email') });
  return subject.uid === principal.uid || subject.name === principal.name ? principal : subject;
}

function signInCredential(principal: Principal, members: unknown): Credential | undefined {
  const method = textAt(members, 'primary_auth_method') ?? '';
  if (/password/i.test(method)) {
    return { uid: passwordUid(principal), kind: 'password', mfa: hasFactor(members) };
  }
  const idp = textAt(members, 'saml_idp');
  if (idp === undefined) return undefined;
  return {
    uid: `duo:assertion:${clip(idp, 80)}/${principal.name}`,
    kind: 'federation-assertion',
    mfa: hasFactor(members),
  };
}

function hasFactor(members: unknown): boolean | undefined {
  return textAt(members, 'factor') === undefined ? undefined : true;
}

function targetsOf(name: string, object: string | undefined, members: unknown): readonly Target[] {
  if (object === undefined || object === '') return [];
  const { kind } = NAMED(name, () => ({
    kind: KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'object',
  }));
  const key = kind === 'user' ? textAt(members, 'user_id') : textAt(members, 'integration_key');
  const small = object.toLowerCase();
  const uid = key === undefined || key.toLowerCase() === small ? small : key;
  return [{ kind, uid: `duo:${clip(uid, 128)}`, name: clip(object, 256) }];
}

const NAMED = memo<{ readonly kind: string }>(1_024);

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^integration_|^o2fa_/, 'application'],
  [/^(?:user|bypass|send_enroll|resend_enroll)/, 'user'],
  [/^admin_activate|^phone_|^regen_/, 'phone'],
  [/^(?:admin|activation)_/, 'administrator'],
  [/token|webauthn/, 'factor'],
  [/^group_/, 'group'],
  [/policy/, 'policy'],
  [/directory|sync/, 'directory'],
  [/^management_system/, 'management-system'],
];

function issuedBy(
  row: Row | undefined,
  object: string | undefined,
  subject: Principal | undefined,
  members: unknown,
): readonly Issued[] {
  switch (row?.issues) {
    case 'bypass':
      return subject === undefined ? NO_ISSUED : [issued(bypassUid(subject), 'recovery-code', subject)];
    case 'password':
      return subject === undefined ? NO_ISSUED : [issuedPassword(subject)];
    case 'integration': {
      const key = textAt(members, 'integration_key') ?? textAt(members, 'ikey');
      const holder = person(key, object, { kind: 'application' });
      return [issued(`duo:integration:${holder.uid.slice('duo:'.length)}`, 'service-credential', holder)];
    }
    case undefined:
      return NO_ISSUED;
  }
}

/** Codes have no id in the log of sign-ins: all of a user's are one credential. */
export function bypassUid(holder: Principal): string {
  return `duo:bypass:${holder.uid.slice('duo:'.length)}`;
}

function detailsOf(
  row: Row | undefined,
  updated: Told | undefined,
  description: Description,
  name: string,
  subject: Principal | undefined,
  principal: Principal,
): ReturnType<typeof toldDetails> {
  const { members, plain } = description;
  return toldDetails(
    row?.details,
    row !== undefined && CHANGES.test(name) ? description.change : undefined,
    name.startsWith('admin_login') ? signInDetails(members, name) : undefined,
    {
      application: name.startsWith('integration_') ? textAt(members, 'type') : undefined,
      integrationType: textAt(members, 'raw_type'),
      ...ownership(textAt(members, 'role')),
      codes: numberAt(members, 'count'),
      validSeconds: numberAt(members, 'valid_secs'),
      hostname: textAt(members, 'hostname'),
      factorType: name.startsWith('o2fa_') ? textAt(members, 'factor') : undefined,
      reason: row?.action === 'alert' || FAILED.test(name) ? reasonOf(members, plain) : undefined,
    },
    updated,
    { selfService: subject === undefined ? undefined : subject.uid === principal.uid },
  );
}

const CHANGES = /_(?:update|delete|assign|unassign|add|remove|restrictions|profile)$/;

function signInDetails(members: unknown, name: string): Told {
  const method = textAt(members, 'factor');
  return {
    application: 'Duo Admin Panel',
    authMethod: textAt(members, 'primary_auth_method'),
    factorType: method,
    identityProvider: textAt(members, 'saml_idp'),
    mfaUsed: name === 'admin_login' && method !== undefined ? true : undefined,
  };
}

function reasonOf(members: unknown, plain: string): string | undefined {
  return (
    textAt(members, 'error') ?? textAt(members, 'message') ?? (plain === '' ? undefined : excerpt(plain, 200))
  );
}

/** An owner may do everything in the Admin Panel. */
export function ownership(role: string | undefined): Told {
  return role?.toLowerCase() === 'owner' ? { role, administratorPolicy: true, policyName: role } : { role };
}
