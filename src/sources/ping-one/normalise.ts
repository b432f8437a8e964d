/** One PingOne audit activity → one event. Total and pure. */

import { contentUid } from '../../contract/content-uid.ts';
import { bareSession, issued, issuedPassword, passwordUid } from '../../contract/credentials.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { clip, excerpt } from '../../lib/text.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { type Told, toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Access, Credential, Details, Issued, Principal, Session } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import { type Issues, OPERATIONS, type Row } from './operations.ts';
import {
  environmentOf,
  MOST_RESOURCES,
  type Resource,
  readClient,
  readResource,
  readUser,
  SYSTEM,
} from './person.ts';

export function normalise(record: RecordView): Normalised {
  const type = record.text(FIELDS.type);
  if (type === undefined || type === '') return missing('action.type');
  const written = record.text(FIELDS.recordedAt) ?? record.text(FIELDS.createdAt);
  if (written === undefined) return missing('recordedAt');
  const time = parseIsoTime(written);
  if (time === undefined || time < EARLIEST || time > LATEST) {
    return impossibleTime('recordedAt', written);
  }
  const row = ROWS.get(type);
  const resources = record
    .derivedEach(FIELDS.resources, readResource, MOST_RESOURCES)
    .filter((resource) => resource !== undefined);
  const principal = principalOf(record, row, resources);
  const failed = FAILED_TYPE.test(type) || FAILED_STATUS.has(record.text(FIELDS.status) ?? '');
  const session = sessionOf(record);
  const subject = subjectOf(row, resources, principal);
  const told = decided(type, record.text(FIELDS.description));
  const userAgent = record.text(FIELDS.userAgent);
  const address = record.text(FIELDS.ipAddress);
  return {
    uid: uidOf(record, type, written, principal, resources),
    time,
    provider: 'ping-one',
    scope: scopeOf(record, resources),
    region: undefined,
    operation: `pingone:${clip(type, 120)}`,
    action: told?.action ?? row?.action ?? 'use',
    outcome: failed ? 'failure' : 'success',
    error: failed ? excerpt(record.text(FIELDS.description) ?? type, 120) : undefined,
    access: accessOf(record, userAgent),
    principal,
    credential: credentialOf(type, principal, session, row),
    session,
    client: {
      ip: address === undefined ? undefined : addressWithoutPort(address),
      userAgent,
      service: undefined,
      endpoint: undefined,
    },
    targets: resources.map(({ target }) => target),
    issued: failed || row?.issues === undefined ? [] : issuedBy(row.issues, principal, subject, resources),
    subject,
    details: detailsOf(record, { row, told, failed, principal, subject, resources }),
    pair: undefined,
  };
}

const ROWS: ReadonlyMap<string, Row> = new Map(
  OPERATIONS.map((row) => [row.operation.slice('pingone:'.length), row]),
);

/** PingOne opened in 2018; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2015, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** A failed check is a check that succeeded in being made: the status says SUCCESS, the type how it went. */
const FAILED_TYPE = /(?:_FAILED|_INVALID|_DENIED|\.FAILURE)$/;
const FAILED_STATUS: ReadonlySet<string> = new Set(['FAILED', 'FAILURE', 'ERROR']);

function principalOf(record: RecordView, row: Row | undefined, resources: readonly Resource[]): Principal {
  const user = record.derived(FIELDS.user, readUser);
  if (user !== undefined) return user;
  const owner = row?.own === true ? userAmong(resources) : undefined;
  return owner ?? record.derived(FIELDS.client, readClient) ?? SYSTEM;
}

function sessionOf(record: RecordView): Session | undefined {
  const id = record.text(FIELDS.session);
  if (id === undefined || id === '') return undefined;
  return bareSession(sessionUid(id), clip(id, 128));
}

function sessionUid(id: string): string {
  return `pingone:session:${clip(id, 128)}`;
}

/** Passwords are presented in a check; otherwise the session, or the client where it acts for itself. */
function credentialOf(
  type: string,
  principal: Principal,
  session: Session | undefined,
  row: Row | undefined,
): Credential | undefined {
  if (type.startsWith('PASSWORD.CHECK_'))
    return { uid: passwordUid(principal), kind: 'password', mfa: undefined };
  if (row?.issues === 'session') return undefined;
  if (session !== undefined) return { uid: session.uid, kind: 'console-session', mfa: undefined };
  if (principal.kind !== 'application') return undefined;
  return { uid: `pingone:client:${plainId(principal)}`, kind: 'service-credential', mfa: undefined };
}

function plainId({ uid }: { readonly uid: string }): string {
  return uid.slice('pingone:'.length);
}

function scopeOf(record: RecordView, resources: readonly Resource[]): string {
  const named = resources.find(({ environment }) => environment !== undefined)?.environment;
  return (
    named ?? record.derived(FIELDS.user, environmentOf) ?? record.derived(FIELDS.client, environmentOf) ?? ''
  );
}

/** PingOne's own pages are clients with names of their own. */
function accessOf(record: RecordView, userAgent: string | undefined): Access {
  const client = record.derived(FIELDS.client, readClient);
  if (client !== undefined && /^(?:adminui|p14c-.*|PingOne .*(?:Console|Portal))$/.test(client.name))
    return 'console';
  return client === undefined && userAgent === undefined ? 'unknown' : accessByAgent(userAgent);
}

/** The user among the resources, of whatever concerns a credential, a factor or a right. */
function subjectOf(
  row: Row | undefined,
  resources: readonly Resource[],
  principal: Principal,
): Principal | undefined {
  if (row === undefined || row.action === 'signin') return undefined;
  const user = userAmong(resources);
  if (user !== undefined) return user.uid === principal.uid ? principal : user;
  return row.action === 'factor.change' && principal.kind === 'user' ? principal : undefined;
}

/** A user by name comes before one known by a path only. */
function userAmong(resources: readonly Resource[]): Principal | undefined {
  const found = resources.filter((resource) => resource.user !== undefined);
  return (found.find(({ type }) => type === 'USER') ?? found[0])?.user;
}

function issuedBy(
  issues: Issues,
  principal: Principal,
  subject: Principal | undefined,
  resources: readonly Resource[],
): readonly Issued[] {
  const [first] = resources;
  const id = first === undefined ? '' : plainId(first.target);
  switch (issues) {
    case 'password':
      if (subject === undefined) return [];
      return [issuedPassword(subject)];
    case 'session':
      if (first?.type !== 'SESSION') return [];
      return [issued(sessionUid(id), 'console-session', principal)];
    case 'device': {
      const device = resources.find(({ type }) => type === 'DEVICE');
      if (device === undefined) return [];
      const uid = `pingone:device:${plainId(device.target)}`;
      return [issued(uid, 'mfa-device', subject ?? principal)];
    }
    case 'key': {
      if (first === undefined) return [];
      const { application } = first;
      if (application === undefined) return [issued(`pingone:key:${id}`, 'signing-key', principal)];
      // A client's secret has no id of its own: it is presented as the client.
      return [issued(`pingone:client:${id}`, 'service-credential', application)];
    }
  }
}

interface Decided {
  readonly action?: Action;
  readonly details: Told;
}

/** What only the sentence beside the event tells. */
function decided(type: string, description: string | undefined): Decided | undefined {
  if (description === undefined) return undefined;
  const text = description.slice(0, 1_000);
  if (type === 'USER.UPDATED') {
    const setting = /^Updated ([\w., ]{1,80}?) for /.exec(text)?.[1];
    const mfa = setting !== undefined && /mfa/i.test(setting);
    return {
      ...(mfa ? { action: 'factor.change' as const } : {}),
      details: { setting, factor: mfa ? 'changed' : undefined },
    };
  }
  if (type === 'ROLE_ASSIGNMENT.CREATED') {
    const role = /for role '([\w-]{1,80})'/.exec(text)?.[1];
    return { details: { role, roleScope: /scoped for ([A-Z]{3,20})/.exec(text)?.[1] } };
  }
  if (type !== 'RISK_EVALUATION.CREATED' && type !== 'RISK_EVALUATION.UPDATED') return undefined;
  const high = /\bhigh\b/i.test(text);
  return high
    ? { action: 'alert', details: { riskLevel: 'high', alertTitle: 'the risk of a sign-in was high' } }
    : undefined;
}

interface Facts {
  readonly row: Row | undefined;
  readonly told: Decided | undefined;
  readonly failed: boolean;
  readonly principal: Principal;
  readonly subject: Principal | undefined;
  readonly resources: readonly Resource[];
}

function detailsOf(record: RecordView, { row, told, failed, principal, subject, resources }: Facts): Details {
  const client = record.derived(FIELDS.client, readClient);
  const acted = resources.find((resource) => resource.application !== undefined)?.application;
  return toldDetails(row?.details, told?.details, {
    application: row?.action === 'signin' ? client?.name : acted?.name,
    groupName: resources.find(({ type }) => type === 'MEMBER_OF_GROUP')?.target.name,
    // What was set is told in a sentence only.
    settingNew: row?.action === 'sso.change' ? record.text(FIELDS.description) : undefined,
    reason: failed ? record.text(FIELDS.description) : undefined,
    selfService: subject === undefined ? undefined : subject.uid === principal.uid,
  });
}

/** An activity's id is a GUID; trimmed records have none, or share one. */
function uidOf(
  record: RecordView,
  type: string,
  written: string,
  principal: Principal,
  resources: readonly Resource[],
): string {
  const id = record.text(FIELDS.id);
  if (id !== undefined && GUID.test(id)) return id;
  const parts = [id, type, written, record.text(FIELDS.correlation), principal.uid];
  return contentUid('pingone:', [...parts, ...resources.map(({ target }) => target.uid)]);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
