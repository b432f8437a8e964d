/**
 * Names of methods in one form. Google spells the same method with and without package, service class and version:
 * `google.iam.admin.v1.CreateServiceAccountKey`, `v1.compute.instances.setMetadata`, `GenerateAccessToken`.
 */

import { tableOf } from '../../contract/operation-row.ts';
import { memo } from '../../lib/memo.ts';
import { clip, escapeControls } from '../../lib/text.ts';
import { OPERATIONS_OF_GOOGLE_CLOUD } from './operations.ts';
import { POLICY_ROW } from './policy-row.ts';
import type { FindDetail, Row } from './row.ts';

export interface NamedOperation {
  readonly operation: string;
  /** `iam`, `compute`, `k8s`. */
  readonly service: string;
  readonly row: Row | undefined;
  /** The row's details, laid out once. */
  readonly details: readonly (readonly [string, FindDetail])[];
}

export function nameOperation(serviceName: string | undefined, methodName: string): NamedOperation {
  return known(`${serviceName ?? ''} ${methodName}`, () => {
    const service = serviceOf(serviceName, methodName);
    const operation = `${service}:${nameOf(service, methodName)}`;
    const row = rows.get(operation) ?? policyRow(methodName);
    const shown = clip(escapeControls(operation), LONGEST_NAME);
    return { operation: shown, service, row, details: Object.entries(row?.details ?? {}) };
  });
}

const LONGEST_NAME = 160;
/** Names come from outside: what is remembered is bounded. */
const known = memo<NamedOperation>(8_192);
const rows = tableOf(OPERATIONS_OF_GOOGLE_CLOUD);

/** `us-central1-ssh-serialport.googleapis.com` → `ssh-serialport`; `k8s.io` → `k8s`. */
function serviceOf(serviceName: string | undefined, methodName: string): string {
  if (serviceName !== undefined) {
    const short = serviceName.toLowerCase().replace(/\.(?:googleapis\.com|io)$/, '');
    return ALIASES.get(short) ?? short.replace(REGION, '');
  }
  if (methodName.startsWith('io.k8s.')) return 'k8s';
  const parts = methodName.split('.').filter((part) => !VERSION.test(part) && !PACKAGE_HEADS.has(part));
  return parts.length > 1 ? (parts[0] ?? 'unknown').toLowerCase() : 'unknown';
}

const REGION = /^[a-z]+-[a-z]+\d+-/;
const VERSION = /^(?:v\d+\w*|alpha|beta)$/;
const PACKAGE_HEADS = new Set(['google', 'cloud', 'devtools', 'api']);
/** Cloud SQL's Admin API goes by two names. */
const ALIASES = new Map([
  ['sqladmin', 'cloudsql'],
  ['bigquery-json', 'bigquery'],
  ['cloudfunctions-staging', 'cloudfunctions'],
]);

function nameOf(service: string, methodName: string): string {
  if (service === 'k8s') return kubernetesName(methodName);
  const parts = methodName.split('.').filter((part) => !VERSION.test(part));
  const last = parts.at(-1) ?? methodName;
  if (/^[A-Z]/.test(last)) return last;
  const own = parts[0] === 'google' ? parts.slice(1) : parts;
  const short = own[0]?.toLowerCase() === service ? own.slice(1) : own;
  return short.length === 0 ? last : short.join('.');
}

/** `io.k8s.authorization.rbac.v1.rolebindings.create` → `rolebindings.create`. */
function kubernetesName(methodName: string): string {
  const parts = methodName.split('.');
  const version = parts.findIndex((part, index) => index > 1 && /^v\d/.test(part));
  return version < 0 ? methodName.replace(/^io\.k8s\./, '') : parts.slice(version + 1).join('.');
}

/** Every service names the setting of a policy on its own resources alike. */
function policyRow(methodName: string): Row | undefined {
  return /(?:^|\.)(?:setIamPolicy|setIamPermissions)$/i.test(methodName) ? POLICY_ROW : undefined;
}
