/** Authentications and enrollments, of both versions of the log. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { listAt, textAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { clip } from '../../lib/text.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Client, Credential, Details, Principal, Target } from '../../model/event.ts';
import { bypassUid } from './admin.ts';
import { clientAt, type Device, readDevice, readLocation } from './device.ts';
import { FIELDS } from './fields.ts';
import { rowOf } from './operations.ts';
import { NOBODY, person, shared } from './person.ts';

/** The sign-in or enrollment, and the alert beside it when the user called it a fraud. */
export function authenticationEvents(record: RecordView, time: number): NormalisedEvent[] {
  const result = record.text(FIELDS.result)?.toLowerCase() ?? '';
  const event = authenticationEvent(record, time, result);
  return result === 'fraud' ? [event, fraudOf(event)] : [event];
}

function authenticationEvent(record: RecordView, time: number, result: string): NormalisedEvent {
  const device = record.derived(FIELDS.accessDevice, readDevice);
  const enrolls = record.text(FIELDS.eventType) === 'enrollment';
  const name = enrolls ? 'enrollment' : 'authentication';
  const failed = result !== 'success' && result !== '';
  const principal = record.derived(FIELDS.user, failed ? readUserOfFailure : readUser) ?? byName(record);
  const named = withEmail(principal, record.text(FIELDS.email));
  const application = record.derived(FIELDS.application, readApplication) ?? integrationOf(record);
  const mfa = enrolls ? undefined : passedFactor(record, failed);
  return {
    uid: uidOf(record, time, name, named),
    time,
    provider: 'duo',
    scope: record.text(FIELDS.host) ?? '',
    region: undefined,
    operation: `duo:${name}`,
    action: enrolls ? 'factor.change' : 'signin',
    outcome: failed ? 'failure' : 'success',
    error: failed ? clip(record.text(FIELDS.reason) ?? result, 120) : undefined,
    access: device.access,
    principal: named,
    credential: enrolls ? undefined : credentialOf(record, named, mfa),
    session: undefined,
    client: clientOf(record, device),
    targets: application === undefined ? [] : [application],
    issued: [],
    subject: enrolls ? named : undefined,
    details: detailsOf(record, device, application, mfa, enrolls, failed),
    pair: undefined,
  };
}

/** Another witness: the person whose sign-in it was. */
function fraudOf(event: NormalisedEvent): NormalisedEvent {
  const details: Details = toldDetails(rowOf('fraud')?.details, event.details);
  return {
    ...event,
    uid: `${event.uid}/fraud`,
    operation: 'duo:fraud',
    action: 'alert',
    outcome: 'success',
    error: undefined,
    details,
  };
}

function readUser(user: unknown): Principal | undefined {
  const principal = person(textAt(user, 'key'), textAt(user, 'name'));
  return principal === NOBODY ? undefined : principal;
}

/** Without a key nobody of that name is known, and what was typed may be a password. */
function readUserOfFailure(user: unknown): Principal | undefined {
  const principal = readUser(user);
  const known =
    textAt(user, 'key') !== undefined ||
    principal === undefined ||
    /^[\w.+-]{2,}@[\w-]+\.[\w.-]+$/.test(principal.name);
  return known ? principal : NOBODY;
}

/** The first version of the log has names only. */
function byName(record: RecordView): Principal {
  const name = record.text(FIELDS.username);
  return name === undefined ? NOBODY : person(undefined, name);
}

function withEmail(principal: Principal, email: string | undefined): Principal {
  if (email === undefined || !email.includes('@') || principal === NOBODY) return principal;
  const { uid, kind, scope } = principal;
  return shared(uid, kind, clip(email.toLowerCase(), 256), scope);
}

function readApplication(application: unknown): Target | undefined {
  const name = textAt(application, 'name');
  const key = textAt(application, 'key') ?? name;
  return key === undefined ? undefined : { kind: 'application', uid: `duo:${clip(key, 128)}`, name };
}

function integrationOf(record: RecordView): Target | undefined {
  const name = record.text(FIELDS.integration);
  return name === undefined ? undefined : { kind: 'application', uid: `duo:${clip(name, 128)}`, name };
}

/** Reasons for which nobody was asked for a second factor. */
const UNASKED =
  /^(?:bypass_user|allow_unenrolled_user(?:_on_trusted_network)?|trusted_(?:network|location)|remembered_device|allowed_by_policy|user_not_in_.*|verification_code_.*skipped)$/;

const isUnasked = wordOf((reason) => UNASKED.test(reason.replaceAll(' ', '_')));

const factorOf = wordOf((factor) => ({
  passes: !/not_available|n\/a|remembered|trusted/.test(factor),
  isBypassCode: factor.replaceAll(' ', '_') === 'bypass_code',
}));

/** Asks something of a word in small letters, once of each: Duo has a few dozen factors and reasons. */
function wordOf<T>(ask: (word: string) => T): (written: string | undefined) => T | undefined {
  const known = memo<{ readonly answer: T }>(1_024);
  return (written) => {
    if (written === undefined) return undefined;
    if (written.length > LONGEST_WORD) return ask(written.toLowerCase());
    return known(written, () => ({ answer: ask(written.toLowerCase()) })).answer;
  };
}

const LONGEST_WORD = 200;

function passedFactor(record: RecordView, failed: boolean): boolean | undefined {
  if (failed) return undefined;
  if (isUnasked(record.text(FIELDS.reason)) === true) return false;
  return factorOf(record.text(FIELDS.factor))?.passes === true;
}

function credentialOf(
  record: RecordView,
  principal: Principal,
  mfa: boolean | undefined,
): Credential | undefined {
  if (factorOf(record.text(FIELDS.factor))?.isBypassCode === true)
    return { uid: bypassUid(principal), kind: 'recovery-code', mfa };
  const device = record.derived(FIELDS.authDevice, readKey);
  return device === undefined ? undefined : { uid: `duo:device:${device}`, kind: 'mfa-device', mfa };
}

function readKey(device: unknown): string | undefined {
  const key = textAt(device, 'key');
  return key === undefined ? undefined : clip(key, 128);
}

/** The second version has the address on the device, the first on the record. */
function clientOf(record: RecordView, device: Device): Client {
  if (device.client.ip !== undefined) return device.client;
  const said = record.derived(FIELDS.location, readLocation) ?? device.client.said;
  return clientAt(record.text(FIELDS.ip), said);
}

function detailsOf(
  record: RecordView,
  device: Device,
  application: Target | undefined,
  mfaUsed: boolean | undefined,
  enrolls: boolean,
  failed: boolean,
): Details {
  const reason = record.text(FIELDS.reason);
  return toldDetails(enrolls ? rowOf('enrollment')?.details : undefined, {
    application: application?.name,
    authMethod: enrolls ? undefined : record.text(FIELDS.factor),
    mfaUsed,
    reason: failed || mfaUsed === false ? reason : undefined,
    browser: device.browser,
    os: device.os,
    trustLevel: record.derived(FIELDS.trust, readTrust),
    selfService: enrolls ? true : undefined,
  });
}

function readTrust(trust: unknown): string | undefined {
  const level =
    textAt(trust, 'remember_me', 'trust_level') ?? textAt(trust, 'more_secure_auth', 'trust_level');
  return level?.toLowerCase();
}

/** One transaction may log an enrollment and a sign-in. */
function uidOf(record: RecordView, time: number, name: string, principal: Principal): string {
  const txid = record.text(FIELDS.txid);
  const suffix = name === 'authentication' ? '' : `/${name}`;
  if (txid !== undefined && txid !== '') return `duo:${clip(txid, 128)}${suffix}`;
  const parts = [name, String(time), principal.uid, record.text(FIELDS.integration), record.text(FIELDS.ip)];
  const rest = [record.text(FIELDS.factor), record.text(FIELDS.result), record.text(FIELDS.reason)];
  return contentUid('duo:', [...parts, ...rest]);
}

/** Reasons of Trust Monitor, which are objects with a label, or plain text. */
export function labels(value: unknown): string | undefined {
  const found = listAt(value).flatMap(
    (each) => textAt(each, 'label') ?? textAt(each, 'summary') ?? (typeof each === 'string' ? each : []),
  );
  return found.length === 0 ? undefined : found.slice(0, 10).join(', ');
}
