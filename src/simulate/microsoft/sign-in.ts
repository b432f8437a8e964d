/**
 * Sign-ins as Entra's diagnostic settings deliver them: people's, interactive or not, applications', managed identities'.
 * The token that comes of one has an id that follows from the sign-in's, as it does at Microsoft.
 * https://learn.microsoft.com/graph/api/resources/signin
 */

import { networkAt } from '../address-book.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import type { Resource } from './agents.ts';
import { CLIENTS, RESOURCES } from './agents.ts';
import type { Application, AzureMachine } from './model.ts';
import { deviceOf, objectIdOf, TENANT } from './model.ts';

/** What a sign-in issued, as later records of Azure and of vaults carry it. */
export interface Token {
  readonly uti: string;
  readonly sid: string | undefined;
  /** Epoch ms. */
  readonly issuedAt: number;
  readonly issuedTo: string;
  readonly resource: Resource;
}

export interface SignIn {
  readonly record: object;
  /** The vendor's id of the record. */
  readonly id: string;
  readonly token: Token;
}

export interface Device {
  readonly ip: string;
  readonly userAgent: string;
  readonly country: string;
  readonly asn: number;
  /** Registered with the directory and compliant; an unknown one is not named. */
  readonly known: boolean;
}

export function deviceAt(ip: string, userAgent: string, known = true): Device {
  const network = networkAt(ip);
  return { ip, userAgent, country: network?.country ?? '', asn: network?.holder?.asn ?? 0, known };
}

export type Proof =
  /** Password and the app on the phone. */
  | 'password'
  | 'password alone'
  | 'pass'
  | 'federated'
  /** With what was proved before. */
  | 'session';

export interface PersonSignIn {
  readonly client: keyof typeof CLIENTS;
  readonly resource: Resource;
  readonly session: string;
  readonly proof: Proof;
  readonly interactive: boolean;
  readonly error?: { readonly code: number; readonly reason: string };
  readonly incoming?: 'refreshToken' | 'primaryRefreshToken' | 'saml20' | 'none';
  readonly issuer?: string;
}

export function personSignIn(
  random: Random,
  at: number,
  person: Person,
  device: Device,
  how: PersonSignIn,
): SignIn {
  const id = random.uuid();
  const client = CLIENTS[how.client];
  const resource = RESOURCES[how.resource];
  const uti = utiOf(id);
  const properties = {
    ...common(id, at, device, how.error),
    userId: objectIdOf(person),
    userPrincipalName: person.email,
    userDisplayName: person.login,
    userType: 'Member',
    appId: client.appId,
    appDisplayName: client.name,
    clientAppUsed: how.client === 'cli' ? 'Mobile Apps and Desktop clients' : 'Browser',
    userAgent: device.userAgent,
    deviceDetail: device.known
      ? {
          deviceId: deviceOf(person),
          displayName: `ACME-${person.number}`,
          operatingSystem: systemOf(device.userAgent),
          isCompliant: true,
          isManaged: true,
          trustType: 'Azure AD joined',
        }
      : { deviceId: '', operatingSystem: systemOf(device.userAgent), isCompliant: false, isManaged: false },
    conditionalAccessStatus: how.error === undefined ? 'success' : 'notApplied',
    isInteractive: how.interactive,
    tokenIssuerType: how.proof === 'federated' ? 'ADFederationServices' : 'AzureAD',
    tokenIssuerName: how.issuer ?? '',
    resourceId: resource.id,
    resourceDisplayName: resource.name,
    authenticationDetails: steps(at, how),
    authenticationRequirement: 'multiFactorAuthentication',
    uniqueTokenIdentifier: uti,
    sessionId: how.session,
    incomingTokenType: how.incoming ?? (how.proof === 'session' ? 'refreshToken' : 'none'),
    authenticationProtocol: 'none',
  };
  const category = how.interactive ? 'SignInLogs' : 'NonInteractiveUserSignInLogs';
  return {
    id,
    record: envelope(category, at, device, how.error?.code ?? 0, person.login, properties),
    token: { uti, sid: how.session, issuedAt: at, issuedTo: device.ip, resource: how.resource },
  };
}

export function applicationSignIn(
  random: Random,
  at: number,
  application: Application,
  device: Device,
  how: { readonly resource: Resource; readonly keyId: string },
): SignIn {
  const id = random.uuid();
  const resource = RESOURCES[how.resource];
  const uti = utiOf(id);
  const federated = application.credential === 'federatedIdentityCredential';
  const properties = {
    ...common(id, at, device, undefined),
    appId: application.appId,
    servicePrincipalId: application.servicePrincipal,
    servicePrincipalName: application.name,
    servicePrincipalCredentialKeyId: federated ? '00000000-0000-0000-0000-000000000000' : how.keyId,
    ...(federated ? { federatedCredentialId: how.keyId } : {}),
    clientCredentialType: application.credential,
    userAgent: device.userAgent,
    conditionalAccessStatus: 'notApplied',
    isInteractive: false,
    tokenIssuerType: 'AzureAD',
    resourceId: resource.id,
    resourceDisplayName: resource.name,
    uniqueTokenIdentifier: uti,
    incomingTokenType: 'none',
    authenticationProtocol: 'none',
  };
  return {
    id,
    record: envelope('ServicePrincipalSignInLogs', at, device, 0, undefined, properties),
    token: { uti, sid: undefined, issuedAt: at, issuedTo: device.ip, resource: how.resource },
  };
}

/** The platform fetches the token: the record has no address. */
export function managedIdentitySignIn(
  random: Random,
  at: number,
  machine: AzureMachine,
  resourceName: Resource,
): SignIn {
  const id = random.uuid();
  const resource = RESOURCES[resourceName];
  const uti = utiOf(id);
  const properties = {
    id,
    createdDateTime: timeOf(at),
    appId: machine.identity.appId,
    servicePrincipalId: machine.identity.objectId,
    servicePrincipalName: machine.name,
    status: { errorCode: 0 },
    conditionalAccessStatus: 'notApplied',
    isInteractive: false,
    tokenIssuerType: 'AzureAD',
    resourceId: resource.id,
    resourceDisplayName: resource.name,
    resourceTenantId: TENANT,
    homeTenantId: TENANT,
    clientCredentialType: 'certificate',
    uniqueTokenIdentifier: uti,
    managedServiceIdentity: { msiType: 'systemAssigned', associatedResourceId: machine.resourceId },
    incomingTokenType: 'none',
    authenticationProtocol: 'none',
  };
  const nowhere = { ip: '', userAgent: '', country: '', asn: 0, known: true };
  return {
    id,
    record: envelope('ManagedIdentitySignInLogs', at, nowhere, 0, undefined, properties),
    token: { uti, sid: undefined, issuedAt: at, issuedTo: '', resource: resourceName },
  };
}

function common(id: string, at: number, device: Device, error: PersonSignIn['error']): object {
  return {
    id,
    createdDateTime: timeOf(at),
    ipAddress: device.ip,
    status: error === undefined ? { errorCode: 0 } : { errorCode: error.code, failureReason: error.reason },
    location: { countryOrRegion: device.country },
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    resourceTenantId: TENANT,
    homeTenantId: TENANT,
    autonomousSystemNumber: device.asn,
    crossTenantAccessType: 'none',
    originalRequestId: id,
  };
}

function envelope(
  category: string,
  at: number,
  { ip, country }: Device,
  resultType: number,
  identity: string | undefined,
  properties: object,
): object {
  return {
    time: timeOf(at),
    resourceId: `/tenants/${TENANT}/providers/Microsoft.aadiam`,
    operationName: 'Sign-in activity',
    operationVersion: '1.0',
    category,
    tenantId: TENANT,
    resultType: String(resultType),
    resultSignature: 'None',
    durationMs: 0,
    ...(ip === '' ? {} : { callerIpAddress: ip }),
    ...(identity === undefined ? {} : { identity }),
    Level: 4,
    ...(country === '' ? {} : { location: country }),
    properties,
  };
}

/** Microsoft writes seven digits behind the second. */
export function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 23)}0000Z`;
}

/** The bytes of the request's id, the first three groups little-endian: https://learn.microsoft.com/dotnet/api/system.guid.tobytearray */
export function utiOf(id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString('base64url');
}

function steps(at: number, { proof, error }: PersonSignIn): readonly object[] {
  const step = (method: string, result: string, requirement: string, succeeded = true): object => ({
    authenticationStepDateTime: timeOf(at),
    authenticationMethod: method,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: requirement,
  });
  const first = 'Primary authentication';
  const app = step('Mobile app notification', 'MFA completed in Azure AD', 'Multifactor authentication');
  if (error !== undefined) return [step('Password', 'Incorrect password', first, false)];
  switch (proof) {
    case 'password':
      return [step('Password', 'Correct password', first), app];
    case 'password alone':
      return [step('Password', 'Correct password', first)];
    case 'pass':
      return [step('Temporary Access Pass', 'Correct Temporary Access Pass', first)];
    case 'federated':
      return [step('Federated', 'MFA requirement satisfied by federated provider', first)];
    case 'session':
      return [step('Previously satisfied', 'MFA requirement satisfied by claim in the token', first)];
  }
}

function systemOf(userAgent: string): string {
  if (userAgent.includes('Windows')) return 'Windows 11';
  return userAgent.includes('Mac') ? 'MacOs' : 'Linux';
}
