/** Changes of the directory as its audit log tells them. https://learn.microsoft.com/graph/api/resources/directoryaudit */

import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import type { Application } from './model.ts';
import { objectIdOf, TENANT } from './model.ts';
import { timeOf } from './sign-in.ts';

export interface AuditTarget {
  readonly id: string | null;
  readonly displayName: string | null;
  readonly type: string;
  readonly userPrincipalName?: string;
  readonly modifiedProperties: readonly Modified[];
}

interface Modified {
  readonly displayName: string;
  readonly oldValue: string;
  readonly newValue: string;
}

export interface AuditCall {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly reason?: string;
  readonly targets: readonly AuditTarget[];
}

/** A person, or an application by its service principal. */
export interface AuditCaller {
  readonly initiatedBy: object;
  readonly ip: string;
  readonly userAgent: string;
}

export interface Audited {
  readonly record: object;
  readonly id: string;
}

export function auditRecord(random: Random, at: number, by: AuditCaller, call: AuditCall): Audited {
  const id = `Directory_${random.uuid()}_${random.base36(5)}_${random.between(1_000_000, 9_999_999)}`;
  const correlationId = random.uuid();
  return {
    id,
    record: {
      time: timeOf(at),
      resourceId: `/tenants/${TENANT}/providers/Microsoft.aadiam`,
      operationName: call.activity,
      operationVersion: '1.0',
      category: 'AuditLogs',
      tenantId: TENANT,
      resultSignature: 'None',
      durationMs: 0,
      callerIpAddress: by.ip,
      correlationId,
      Level: 4,
      properties: {
        id,
        category: call.category,
        correlationId,
        result: 'success',
        resultReason: call.reason ?? '',
        activityDisplayName: call.activity,
        activityDateTime: timeOf(at),
        loggedByService: call.service,
        operationType: 'Update',
        userAgent: null,
        initiatedBy: by.initiatedBy,
        targetResources: call.targets,
        additionalDetails: by.userAgent === '' ? [] : [{ key: 'User-Agent', value: by.userAgent }],
      },
    },
  };
}

export function auditedPerson(person: Person, ip: string, userAgent: string): AuditCaller {
  const user = {
    id: objectIdOf(person),
    displayName: null,
    userPrincipalName: person.email,
    ipAddress: ip,
    roles: [],
  };
  return { initiatedBy: { user }, ip, userAgent };
}

export function auditedApplication(application: Application, ip: string): AuditCaller {
  const app = {
    appId: application.appId,
    displayName: application.name,
    servicePrincipalId: application.servicePrincipal,
    servicePrincipalName: null,
  };
  return { initiatedBy: { app }, ip, userAgent: '' };
}

const CORE = 'Core Directory';

export function aboutPerson(
  activity: string,
  person: Person,
  more: { readonly service?: string; readonly reason?: string; readonly modified?: readonly Modified[] } = {},
): AuditCall {
  const target: AuditTarget = {
    id: objectIdOf(person),
    displayName: null,
    type: 'User',
    userPrincipalName: person.email,
    modifiedProperties: more.modified ?? [],
  };
  return {
    activity,
    category: 'UserManagement',
    service: more.service ?? CORE,
    ...(more.reason === undefined ? {} : { reason: more.reason }),
    targets: [target],
  };
}

/** The keys that an application has before and after. */
export function applicationKeys(
  application: Application,
  before: readonly string[],
  after: readonly string[],
  name = 'rotated',
): AuditCall {
  const list = (ids: readonly string[]): string =>
    JSON.stringify(
      ids.map((id) => `[KeyIdentifier=${id},KeyType=Password,KeyUsage=Verify,DisplayName=${name}]`),
    );
  return {
    activity: 'Update application – Certificates and secrets management ',
    category: 'ApplicationManagement',
    service: CORE,
    targets: [
      {
        id: application.objectId,
        displayName: application.name,
        type: 'Application',
        modifiedProperties: [
          { displayName: 'KeyDescription', oldValue: list(before), newValue: list(after) },
          { displayName: 'Included Updated Properties', oldValue: '', newValue: '"KeyDescription"' },
        ],
      },
    ],
  };
}

export function addToRole(activity: string, role: string, member: AuditTarget, service = CORE): AuditCall {
  const modified = { displayName: 'Role.DisplayName', oldValue: '""', newValue: JSON.stringify(role) };
  return {
    activity,
    category: 'RoleManagement',
    service,
    targets: [{ ...member, modifiedProperties: [modified] }],
  };
}

export function personTarget(person: Person): AuditTarget {
  return {
    id: objectIdOf(person),
    displayName: null,
    type: 'User',
    userPrincipalName: person.email,
    modifiedProperties: [],
  };
}

export function addToGroup(group: string, groupId: string, member: Person): AuditCall {
  return {
    activity: 'Add member to group',
    category: 'GroupManagement',
    service: CORE,
    targets: [
      {
        ...personTarget(member),
        modifiedProperties: [
          { displayName: 'Group.DisplayName', oldValue: '', newValue: JSON.stringify(group) },
        ],
      },
      { id: groupId, displayName: group, type: 'Group', modifiedProperties: [] },
    ],
  };
}

export function conditionalAccess(name: string, id: string, before: string, after: string): AuditCall {
  return {
    activity: 'Update conditional access policy',
    category: 'Policy',
    service: 'Conditional Access',
    targets: [
      {
        id,
        displayName: name,
        type: 'Policy',
        modifiedProperties: [{ displayName: 'ConditionalAccessPolicy', oldValue: before, newValue: after }],
      },
    ],
  };
}

export function domainChange(
  activity: 'Set federation settings on domain' | 'Set domain authentication',
  domain: string,
  modified: readonly Modified[],
): AuditCall {
  return {
    activity,
    category: 'DirectoryManagement',
    service: CORE,
    targets: [{ id: null, displayName: domain, type: 'Other', modifiedProperties: modified }],
  };
}
