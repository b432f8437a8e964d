/** Administrator actions, and enrollments for offline access, which lie in the same shape. */

import { contentUid } from '../../contract/content-uid.ts';
import { issued, issuedPassword, passwordUid } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { textAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { clip } from '../../lib/text.ts';
import type { Access, Credential, Details, Issued, Principal, Target } from '../../model/event.ts';
import { readDescription } from './description.ts';
import { FIELDS } from './fields.ts';
import type { Row } from './operations.ts';
import { administrator, person } from './person.ts';

export function adminEvent(record: RecordView, name: string, time: number): NormalisedEvent {
  const told = record.derived(FIELDS.description, readDescription);
  const said = told.of(name);
  const { row, failed } = said;
  const username = record.text(FIELDS.username);
  const principal = said.offline
    ? person(undefined, username)
    : administrator(username, textAt(told.members, 'email'));
  const object = record.text(FIELDS.object);
  const subject = row?.aboutUser === true ? subjectOf(object, told.members, principal, name) : undefined;
  return {
    uid: contentUid('duo:', [name, String(time), username, object, told.text]),
    time,
    provider: 'duo',
    scope: record.text(FIELDS.host) ?? '',
    region: undefined,
    operation: said.operation,
    action: said.action,
    outcome: failed ? 'failure' : 'success',
    error: said.error,
    access: said.offline ? accessByAgent(said.client.userAgent) : accessOf(principal),
    principal,
    credential: row?.action === 'signin' ? signInCredential(principal, told.members) : undefined,
    session: undefined,
    client: said.client,
    targets: targetsOf(name, object, told.members),
    issued: failed ? NO_ISSUED : issuedBy(row, object, subject, told.members),
    subject,
    details: subject === undefined ? said.details : ofSubject(said.details, subject, principal),
    pair: undefined,
  };
}

function accessOf({ kind }: Principal): Access {
  return kind === 'application' ? 'sdk' : kind === 'service' ? 'service' : 'console';
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
  if (object === undefined || object === '') return NO_TARGETS;
  const { kind } = NAMED(name, () => ({
    kind: KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'object',
  }));
  const key = kind === 'user' ? textAt(members, 'user_id') : textAt(members, 'integration_key');
  const small = object.toLowerCase();
  const uid = key === undefined || key.toLowerCase() === small ? small : key;
  return [{ kind, uid: `duo:${clip(uid, 128)}`, name: clip(object, 256) }];
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);
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

/** Whether administrators did it to themselves. */
function ofSubject(details: Details, subject: Principal, principal: Principal): Details {
  return { ...details, selfService: subject.uid === principal.uid };
}
