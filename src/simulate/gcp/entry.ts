/**
 * An entry of Cloud Audit Logs, shaped as Google writes it. Builds one entry from a caller and a call; decides nothing
 * about who calls when. https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */

import type { Json } from '../aws/record.ts';
import type { Random } from '../random.ts';
import type { ServiceAccount } from './model.ts';

export interface GcpCaller {
  readonly authentication: Json;
  readonly ip: string;
  readonly agent: string;
  /** The caller's network, where it is a machine of the organisation. */
  readonly network?: string;
}

export interface GcpCall {
  /** `iam` of `iam.googleapis.com`. */
  readonly service: string;
  readonly method: string;
  readonly project: string;
  readonly resource: { readonly type: string; readonly labels: Readonly<Record<string, string>> };
  readonly name: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly serviceData?: Json;
  readonly metadata?: Json;
  /** A data access log in place of the log of changes. */
  readonly data: boolean;
  readonly denied?: boolean;
  readonly operation?: Json;
}

export interface GcpEntry {
  readonly protoPayload: Json;
  readonly insertId: string;
  readonly resource: GcpCall['resource'];
  readonly timestamp: string;
  readonly severity: string;
  readonly logName: string;
  readonly operation: Json | undefined;
  readonly receiveTimestamp: string;
}

export function gcpEntry(random: Random, at: number, by: GcpCaller, call: GcpCall): GcpEntry {
  const micros = String(random.between(0, 999)).padStart(3, '0');
  const timestamp = `${new Date(at).toISOString().slice(0, 23)}${micros}Z`;
  return {
    protoPayload: defined({
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      status: call.denied === true ? { code: 7, message: 'Permission denied on resource.' } : {},
      authenticationInfo: by.authentication,
      requestMetadata: defined({
        callerIp: by.ip,
        callerSuppliedUserAgent: by.agent,
        callerNetwork: by.network,
        requestAttributes: { time: timestamp, auth: {} },
        destinationAttributes: {},
      }),
      serviceName: `${call.service}.googleapis.com`,
      methodName: call.method,
      authorizationInfo: [{ resource: call.name, granted: call.denied !== true, resourceAttributes: {} }],
      resourceName: call.name,
      serviceData: call.serviceData,
      request: call.request,
      response: call.response,
      metadata: call.metadata,
    }),
    insertId: random.base36(13).toLowerCase(),
    resource: call.resource,
    timestamp,
    severity: call.denied === true ? 'ERROR' : call.data ? 'INFO' : 'NOTICE',
    logName: `projects/${call.project}/logs/cloudaudit.googleapis.com%2F${call.data ? 'data_access' : 'activity'}`,
    operation: call.operation,
    receiveTimestamp: new Date(at + 900).toISOString(),
  };
}

/** JSON leaves out what is undefined; the type of JSON does not know it. */
function defined(fields: Readonly<Record<string, Json | undefined>>): Json {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
  return kept;
}

/** As labels and findings name it: `iam:CreateServiceAccountKey`. */
export function operationOf({ service, method }: GcpCall): string {
  const named = /\.v\d\w*\.(?:\w+\.)*(\w+)$/.exec(method)?.[1] ?? method;
  return `${service}:${named}`;
}

/** A person at the console or the command line. */
export function asPerson(email: string, ip: string, agent: string): GcpCaller {
  return { authentication: { principalEmail: email, principalSubject: `user:${email}` }, ip, agent };
}

/** A machine, with the token of the account attached to it. */
export function asAttached(account: ServiceAccount, agent: string, ip = 'gce-internal-ip'): GcpCaller {
  return {
    authentication: named(account),
    ip,
    agent,
    ...(ip === 'gce-internal-ip'
      ? { network: `//compute.googleapis.com/projects/${account.project.id}/global/networks/main` }
      : {}),
  };
}

export function withKey(account: ServiceAccount, key: string, ip: string, agent: string): GcpCaller {
  const serviceAccountKeyName = `//iam.googleapis.com/projects/${account.project.id}/serviceAccounts/${account.email}/keys/${key}`;
  return { authentication: { ...named(account), serviceAccountKeyName }, ip, agent };
}

/** Somebody who acts as the account, by way of others. Whoever began it comes first. */
export function through(
  behind: readonly string[],
  account: ServiceAccount,
  from: Pick<GcpCaller, 'ip' | 'agent' | 'network'>,
): GcpCaller {
  const serviceAccountDelegationInfo = behind.map((name) =>
    name.startsWith('principal:')
      ? { principalSubject: name }
      : { firstPartyPrincipal: { principalEmail: name } },
  );
  return { ...from, authentication: { ...named(account), serviceAccountDelegationInfo } };
}

/** An identity from outside, by its subject. */
export function asOutsider(subject: string, ip: string, agent: string): GcpCaller {
  return { authentication: { principalSubject: subject }, ip, agent };
}

function named({ email }: ServiceAccount): { readonly [key: string]: Json } {
  return { principalEmail: email, principalSubject: `serviceAccount:${email}` };
}
