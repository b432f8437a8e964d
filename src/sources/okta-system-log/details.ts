/** The facts about an event that analytics ask for by name. Nothing typed, no query and no token gets in. */

import type { RecordView } from '../../contract/projection.ts';
import { at, listAt, textAt } from '../../lib/json.ts';
import { type Told, toldDetails } from '../../lib/told-details.ts';
import type { Details, Principal } from '../../model/event.ts';
import { changeOf } from './changes.ts';
import { FIELDS } from './fields.ts';
import type { Row } from './row.ts';
import { signalsOf } from './signals.ts';
import type { TargetEntry } from './targets.ts';

interface Facts {
  readonly record: RecordView;
  readonly row: Row;
  readonly principal: Principal;
  readonly subject: Principal | undefined;
  readonly targets: readonly TargetEntry[];
  readonly failed: boolean;
  /** Parses `debugData`, which most events do not need whole. */
  readonly debug: () => unknown;
}

export function detailsOf(facts: Facts): Details {
  const { record, row, subject, principal, targets, failed } = facts;
  return toldDetails(
    byAction(facts),
    {
      application: targets.find(({ application }) => application !== undefined)?.target.name,
      requestUri: pathOnly(record.text(FIELDS.requestUri)),
      reason: failed || row.action === 'alert' ? record.text(FIELDS.reason) : undefined,
      selfService: subject === undefined ? undefined : subject.uid === principal.uid,
    },
    row.details,
    ssoScope(row, targets),
    credentialType(row, targets),
    signalsOf(record),
    row.operation === 'okta:application.lifecycle.update' ? provisioning(facts) : undefined,
  );
}

function byAction(facts: Facts): Told | undefined {
  const { row, targets, debug } = facts;
  switch (row.action) {
    case 'signin':
      return signIn(facts);
    case 'token.mint':
      return mint(debug());
    case 'privilege.grant':
      return { ...changeOf(targets, debug), ...granted(targets, debug()) };
    case 'alert':
      return { threats: threats(at(debug(), 'threatDetections')) };
    case 'sso.change':
    case 'trust.change':
    case 'telemetry.change':
    case 'factor.change':
      return changeOf(targets, debug);
    default:
      return row.proves === true ? signIn(facts) : undefined;
  }
}

function signIn({ record, targets, failed, row }: Facts): Told {
  const enrollments = targets.filter(({ type }) => type === 'AuthenticatorEnrollment');
  const methods = new Set(enrollments.map(({ target }) => target.name));
  const factor = record.derived(FIELDS.factor, textOf);
  const second = row.operation === 'okta:user.authentication.auth_via_mfa' && !methods.has('Password');
  return {
    authMethod: authMethod(record, factor) ?? enrollments[0]?.method ?? enrollments[0]?.target.name,
    mfaUsed: !failed && (second || methods.size > 1) ? true : undefined,
    identityProvider: record.derived(FIELDS.issuer, idOf),
    factorType: factor,
    device: record.text(FIELDS.device),
    zone: said(record.text(FIELDS.zone)),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function idOf(value: unknown): string | undefined {
  return textAt(value, 'id');
}

function authMethod(record: RecordView, factor: string | undefined): string | undefined {
  return (
    said(record.text(FIELDS.credentialType)) ?? factor ?? said(record.text(FIELDS.authenticationProvider))
  );
}

function said(text: string | undefined): string | undefined {
  return text === undefined || text === 'null' || text === '' ? undefined : text;
}

function mint(debug: unknown): Told {
  return {
    grantType: textAt(debug, 'grantType'),
    requestedScopes: textAt(debug, 'requestedScopes'),
    grantedScopes: textAt(debug, 'grantedScopes'),
  };
}

/** `privilegeGranted` of `debugData`, else a role among the targets; and the group joined or given rights. */
function granted(targets: readonly TargetEntry[], debug: unknown): Told {
  const named = targets.find(({ type }) => /role/i.test(type))?.target.name;
  const role = textAt(debug, 'privilegeGranted') ?? named;
  const all = role !== undefined && /super admin|organi[sz]ation admin/i.test(role);
  return {
    role,
    ...(all ? { administratorPolicy: true, policyName: role } : {}),
    groupName: targets.find(({ type }) => type === 'UserGroup')?.target.name,
  };
}

const POLICY_SCOPES: readonly (readonly [RegExp, string])[] = [
  [/password/i, 'password-policy'],
  [/mfa|factor|authenticator/i, 'factor-policy'],
  [/idp/i, 'external-idp'],
  [/session|risk|continuous|oktasignon/i, 'session-policy'],
];

/** Policies of every kind share their event types; the kind is on the target. */
function ssoScope(row: Row, targets: readonly TargetEntry[]): Told | undefined {
  if (row.details?.['ssoScope'] === 'application') {
    const org = targets.some(({ target }) => /org2org/i.test(target.name ?? ''));
    return org ? { ssoScope: 'federation', org2org: true } : undefined;
  }
  if (row.details?.['ssoScope'] !== 'sign-on-policy') return undefined;
  const kind = targets.find(({ policyType }) => policyType !== undefined)?.policyType;
  const known = kind === undefined ? undefined : POLICY_SCOPES.find(([mark]) => mark.test(kind))?.[1];
  return { policyType: kind, ...(known === undefined ? {} : { ssoScope: known }) };
}

function credentialType(row: Row, targets: readonly TargetEntry[]): Told | undefined {
  if (!row.operation.startsWith('okta:app.oauth2.credentials.lifecycle.')) return undefined;
  return targets.some(({ type }) => /key|jwk/i.test(type)) ? { secretType: 'key' } : undefined;
}

function threats(value: unknown): string | undefined {
  const parts = listAt(value).filter((part) => typeof part === 'string');
  if (parts.length > 0) return parts.join(', ');
  return typeof value === 'string' ? value.replace(/["{}]/g, '') : undefined;
}

/** Passwords pushed to an application go to whoever runs its provisioning endpoint, in the clear. */
function provisioning({ record, debug }: Facts): Told | undefined {
  const text = `${record.text(FIELDS.reason) ?? ''} ${JSON.stringify(debug() ?? '').slice(0, 8_000)}`;
  return /pushing user passwords/i.test(text) ? { passwordPush: true, ssoScope: 'provisioning' } : undefined;
}

/** The path without its query; segments that may be one-time tokens are left out, ids of Okta's kind stay. */
function pathOnly(uri: string | undefined): string | undefined {
  const path = uri?.split(/[?#]/)[0];
  if (path === undefined) return undefined;
  return path
    .slice(0, 512)
    .split('/')
    .map((segment) =>
      segment.length >= 20 && !/^0[0-9a-z]{2}\w{17}$/.test(segment) && /\d/.test(segment) ? '…' : segment,
    )
    .join('/');
}
