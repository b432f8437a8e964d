/**
 * How a mapping to the Open Cybersecurity Schema Framework is written: a table from the published attribute's
 * path to where its value comes from. What the logs did not say is left out; nothing is guessed. Times are
 * epoch milliseconds, as OCSF's timestamp_t.
 */

import type { PrincipalKind } from '../model/event.ts';
import type { Level } from '../model/level.ts';

/** https://schema.ocsf.io/1.6.0 */
export const OCSF_VERSION = '1.6.0';

/** One OCSF event, ready for JSON. */
export type OcsfObject = { readonly [attribute: string]: unknown };

/** Dotted attribute path → value; `undefined` leaves the attribute out. */
export type OcsfMapping<From> = Readonly<Record<string, (from: From) => unknown>>;

export function mapToOcsf<From>(mapping: OcsfMapping<From>, from: From): OcsfObject {
  const root: Record<string, unknown> = {};
  for (const [path, take] of Object.entries(mapping)) {
    const value = take(from);
    if (value !== undefined) place(root, path.split('.'), value);
  }
  return root;
}

/** `undefined` for an empty list: OCSF has no meaning for an attribute that is there and empty. */
export function unlessEmpty<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : values;
}

export function stated(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** severity_id and risk_level_id count differently: risk levels start at 0. */
export const SEVERITIES: Readonly<
  Record<Level, { readonly severity: number; readonly risk: number; readonly name: string }>
> = {
  informational: { severity: 1, risk: 0, name: 'Informational' },
  low: { severity: 2, risk: 1, name: 'Low' },
  medium: { severity: 3, risk: 2, name: 'Medium' },
  high: { severity: 4, risk: 3, name: 'High' },
  critical: { severity: 5, risk: 4, name: 'Critical' },
};

interface UserType {
  readonly id: number;
  readonly name: string;
}

/** user.type_id: 1 User, 2 Admin, 3 System, 4 Service; what OCSF has no word for is Other with our word. */
const USER_TYPES: Readonly<Record<PrincipalKind, UserType>> = {
  user: { id: 1, name: 'User' },
  'federated-user': { id: 1, name: 'User' },
  root: { id: 2, name: 'Admin' },
  service: { id: 3, name: 'System' },
  'service-account': { id: 4, name: 'Service' },
  'managed-identity': { id: 4, name: 'Service' },
  application: { id: 4, name: 'Service' },
  role: { id: 99, name: 'role' },
  account: { id: 99, name: 'account' },
  host: { id: 99, name: 'host' },
  anonymous: { id: 99, name: 'anonymous' },
  unknown: { id: 0, name: 'Unknown' },
};

/**
 * A principal as OCSF's user object. `credential_uid` is deprecated since 1.6.0 but still what consumers look
 * for, so the credential is written in both places.
 */
export function ocsfUser(
  principal: { readonly uid: string; readonly kind: PrincipalKind; readonly name: string },
  scope: string,
  credential?: { readonly uid: string; readonly kind: string },
): OcsfObject {
  const type = USER_TYPES[principal.kind];
  return {
    uid: principal.uid,
    ...(principal.name === '' ? {} : { name: principal.name }),
    type_id: type.id,
    type: type.name,
    ...(scope === '' ? {} : { account: { uid: scope } }),
    ...(credential === undefined
      ? {}
      : {
          credential_uid: credential.uid,
          programmatic_credentials: [{ uid: credential.uid, type: credential.kind }],
        }),
  };
}

/** `sts:AssumeRole` → operation and service of OCSF's api object. */
export function ocsfApi(operation: string): OcsfObject {
  const at = operation.indexOf(':');
  if (at <= 0) return { operation };
  return { operation: operation.slice(at + 1), service: { name: operation.slice(0, at) } };
}

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let level = root;
  for (const attribute of path.slice(0, -1)) {
    const inner: unknown = level[attribute] ?? {};
    if (!isRecord(inner)) throw new Error(`OCSF mapping: ${path.join('.')} lies below a value`);
    level[attribute] = inner;
    level = inner;
  }
  level[path.at(-1) ?? ''] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
