/**
 * Calls of Azure's management API and of key vaults, as activity log and vaults record them, with the claims of the token
 * that was presented: who, in which session, with a token of which sign-in.
 */

import { shortHash } from '../../lib/hash.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { CLIENTS, RESOURCES } from './agents.ts';
import type { Application, AzureMachine } from './model.ts';
import { objectIdOf, SUBSCRIPTIONS, TENANT } from './model.ts';
import type { Token } from './sign-in.ts';
import { timeOf } from './sign-in.ts';

const MICROSOFT = 'http://schemas.microsoft.com';
const XMLSOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

export interface AzureCaller {
  readonly claims: Readonly<Record<string, string>>;
  readonly objectId: string;
  readonly kind: 'User' | 'ServicePrincipal';
  readonly ip: string;
  readonly agent: string;
}

export function byPerson(
  person: Person,
  token: Token,
  client: keyof typeof CLIENTS,
  ip: string,
  agent: string,
): AzureCaller {
  const objectId = objectIdOf(person);
  const claims = {
    ...timed(token),
    appid: CLIENTS[client].appId,
    [`${MICROSOFT}/claims/authnmethodsreferences`]: 'pwd,mfa',
    ipaddr: token.issuedTo,
    name: person.login,
    [`${MICROSOFT}/identity/claims/objectidentifier`]: objectId,
    [`${MICROSOFT}/identity/claims/scope`]: 'user_impersonation',
    [`${XMLSOAP}/name`]: person.email,
    [`${XMLSOAP}/upn`]: person.email,
    ...(token.sid === undefined ? {} : { sid: token.sid }),
  };
  return { claims, objectId, kind: 'User', ip, agent };
}

export function byApplication(
  application: Application,
  token: Token,
  ip: string,
  agent: string,
): AzureCaller {
  const claims = {
    ...timed(token),
    appid: application.appId,
    idtyp: 'app',
    app_displayname: application.name,
    [`${MICROSOFT}/identity/claims/objectidentifier`]: application.servicePrincipal,
  };
  return { claims, objectId: application.servicePrincipal, kind: 'ServicePrincipal', ip, agent };
}

export function byMachine(machine: AzureMachine, token: Token, ip: string, agent: string): AzureCaller {
  const claims = {
    ...timed(token),
    appid: machine.identity.appId,
    idtyp: 'app',
    [`${MICROSOFT}/identity/claims/objectidentifier`]: machine.identity.objectId,
    xms_mirid: machine.resourceId,
    xms_az_rid: machine.resourceId,
  };
  return { claims, objectId: machine.identity.objectId, kind: 'ServicePrincipal', ip, agent };
}

function timed({ uti, issuedAt, resource }: Token): Record<string, string> {
  const seconds = Math.floor(issuedAt / 1000);
  return {
    aud: RESOURCES[resource].audience,
    iss: `https://sts.windows.net/${TENANT}/`,
    iat: String(seconds),
    nbf: String(seconds),
    exp: String(seconds + 86_400),
    [`${MICROSOFT}/identity/claims/tenantid`]: TENANT,
    uti,
    ver: '1.0',
  };
}

export interface AzureCall {
  /** `Microsoft.Storage/storageAccounts/listKeys/action`. */
  readonly operation: string;
  readonly resourceId: string;
  readonly request?: object;
  readonly denied?: boolean;
}

export interface Activity {
  readonly record: object;
  readonly id: string;
}

export function activityRecord(random: Random, at: number, by: AzureCaller, call: AzureCall): Activity {
  const id = random.uuid();
  return {
    id,
    record: {
      time: timeOf(at),
      resourceId: call.resourceId.toUpperCase(),
      operationName: call.operation.toUpperCase(),
      category: 'Administrative',
      resultType: call.denied === true ? 'Failure' : 'Success',
      resultSignature: call.denied === true ? 'Forbidden' : 'Succeeded.',
      durationMs: String(random.between(30, 900)),
      callerIpAddress: by.ip,
      correlationId: random.uuid(),
      identity: {
        authorization: {
          scope: call.resourceId,
          action: call.operation,
          evidence: {
            role: 'Contributor',
            roleAssignmentScope: `/subscriptions/${SUBSCRIPTIONS.prod}`,
            principalId: by.objectId.replaceAll('-', ''),
            principalType: by.kind,
          },
        },
        claims: by.claims,
      },
      level: 'Information',
      location: 'westeurope',
      tenantId: TENANT,
      properties: {
        eventCategory: 'Administrative',
        entity: call.resourceId,
        message: call.operation,
        hierarchy: `${TENANT}/${SUBSCRIPTIONS.prod}`,
        eventDataId: id,
        ...(call.request === undefined ? {} : { requestbody: JSON.stringify(call.request) }),
      },
    },
  };
}

export interface VaultCall {
  readonly operation: 'SecretGet' | 'SecretList' | 'SecretSet' | 'KeySign' | 'KeyDecrypt' | 'VaultGet';
  readonly vault: string;
  readonly object?: string;
  readonly denied?: boolean;
}

export function vaultRecord(random: Random, at: number, by: AzureCaller, call: VaultCall): Activity {
  const base = `https://${call.vault}.vault.azure.net`;
  const kind = call.operation.startsWith('Key') ? 'keys' : 'secrets';
  const version = random.fork('version', call.object ?? '').hex(32);
  const object = call.object === undefined ? undefined : `${base}/${kind}/${call.object}/${version}`;
  const requestUri = `${call.object === undefined ? `${base}/${kind}` : `${base}/${kind}/${call.object}`}?api-version=7.6`;
  const correlationId = random.uuid();
  const time = timeOf(at);
  const resultSignature = call.denied === true ? 'Forbidden' : 'OK';
  const parts = [time, correlationId, object ?? '', requestUri, by.ip, resultSignature];
  return {
    // Vaults give their records no id; what stands for one is made of what they say.
    id: `keyvault-${shortHash([`keyvault:${call.operation}`, `entra:${by.objectId}`, ...parts], 32)}`,
    record: {
      time,
      category: 'AuditEvent',
      operationName: call.operation,
      resultType: 'Success',
      correlationId,
      callerIpAddress: by.ip,
      identity: { claim: by.claims },
      properties: {
        ...(object === undefined ? {} : { id: object }),
        clientInfo: by.agent,
        requestUri,
        httpStatusCode: call.denied === true ? 403 : 200,
        tlsVersion: 'TLS1_3',
        isAddressAuthorized: true,
        isRbacAuthorized: call.denied !== true,
      },
      resourceId: `/SUBSCRIPTIONS/${SUBSCRIPTIONS.prod}/RESOURCEGROUPS/VAULTS-RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/${call.vault.toUpperCase()}`,
      operationVersion: '7.6',
      resultSignature,
      durationMs: String(random.between(4, 60)),
    },
  };
}

export function storageAccount(name: string): string {
  return `/subscriptions/${SUBSCRIPTIONS.prod}/resourceGroups/storage-rg/providers/Microsoft.Storage/storageAccounts/${name}`;
}
