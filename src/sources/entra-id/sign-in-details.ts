/** Small facts about a sign-in, by the names that the README lists. */

import type { RecordView } from '../../contract/projection.ts';
import { listAt, numberAt, parseNested, textAt } from '../../lib/json.ts';
import { excerpt } from '../../lib/text.ts';
import type { Details } from '../../model/event.ts';
import type { SignInLog } from './categories.ts';
import { type DetailValue, tell } from './essentials.ts';
import { FIELDS } from './fields.ts';
import type { Proof } from './proof.ts';

export function detailsOf(record: RecordView, log: SignInLog, proof: Proof, tenant: string): Details {
  const details: Record<string, DetailValue> = {};
  tell(details, 'application', record.text(FIELDS.appDisplayName));
  tell(details, 'resource', record.text(FIELDS.resourceDisplayName));
  tell(details, 'conditionalAccess', record.text(FIELDS.conditionalAccessStatus));
  tell(details, 'authProtocol', unlessNone(record.text(FIELDS.authenticationProtocol)));
  tell(details, 'transferMethod', unlessNone(record.text(FIELDS.originalTransferMethod)));
  tell(details, 'incomingTokenType', unlessNone(record.text(FIELDS.incomingTokenType)));
  tell(details, 'crossTenant', unlessNone(record.text(FIELDS.crossTenantAccessType)));
  tell(details, 'homeTenant', otherTenant(record.text(FIELDS.homeTenantId), tenant));
  tell(details, 'reason', record.derived(FIELDS.status, reasonOf) ?? reasonText(record));
  tell(details, 'interrupted', record.derived(FIELDS.status, isInterruption));
  tellRisk(details, record);
  if (log === 'service-principal' || log === 'managed-identity') tellApplication(details, record, log);
  else tellPerson(details, record, proof);
  return details;
}

function tellPerson(details: Record<string, DetailValue>, record: RecordView, proof: Proof): void {
  tell(details, 'authMethod', proof.methods);
  tell(details, 'mfaUsed', proof.mfa);
  tell(details, 'authRequirement', record.text(FIELDS.authenticationRequirement));
  tell(details, 'clientApp', record.text(FIELDS.clientAppUsed));
  const device = record.derived(FIELDS.deviceDetail, deviceOf);
  tell(details, 'device', device.id);
  tell(details, 'deviceTrust', device.trust);
  tell(details, 'operatingSystem', device.system);
  if (record.text(FIELDS.userType)?.toLowerCase() === 'guest') details['guest'] = true;
}

function tellApplication(details: Record<string, DetailValue>, record: RecordView, log: SignInLog): void {
  const name = record.text(FIELDS.servicePrincipalName);
  if (details['application'] === undefined) tell(details, 'application', name);
  tell(details, 'appId', record.text(FIELDS.appId));
  tell(details, 'credentialType', unlessNone(record.text(FIELDS.clientCredentialType)));
  tell(details, 'federatedCredentialId', record.text(FIELDS.federatedCredentialId));
  if (log === 'service-principal') return;
  const type = record.derived(FIELDS.managedServiceIdentity, msiType);
  tell(details, 'managedIdentityType', unlessNone(type ?? record.text(FIELDS.managedIdentityType)));
}

function msiType(identity: unknown): string | undefined {
  return textAt(identity, 'msiType');
}

function tellRisk(details: Record<string, DetailValue>, record: RecordView): void {
  const now = level(record.text(FIELDS.riskLevelDuringSignIn));
  tell(details, 'riskLevel', now);
  tell(details, 'riskLevelAggregated', level(record.text(FIELDS.riskLevelAggregated)));
  if (now === undefined) return;
  const types = record.derived(FIELDS.riskEventTypes, namesOf);
  tell(details, 'riskEventTypes', types ?? record.derived(FIELDS.riskEventTypesBefore, namesOf));
}

/** `hidden`: the licence does not include it. */
function level(text: string | undefined): string | undefined {
  return text === undefined || /^(?:none|hidden|)$/i.test(text) ? undefined : text.toLowerCase();
}

function namesOf(list: unknown): string | undefined {
  const names = listAt(typeof list === 'string' ? parseNested(list) : list).filter(
    (name) => typeof name === 'string',
  );
  return names.length === 0 ? undefined : names.slice(0, 10).join(' ').slice(0, 200);
}

function unlessNone(text: string | undefined): string | undefined {
  return text === undefined || /^none$/i.test(text) ? undefined : text;
}

function otherTenant(home: string | undefined, tenant: string): string | undefined {
  return home === undefined || home.toLowerCase() === tenant || /^[0-]*$/.test(home)
    ? undefined
    : home.toLowerCase();
}

interface Device {
  readonly id: string | undefined;
  readonly trust: string | undefined;
  readonly system: string | undefined;
}

function deviceOf(detail: unknown): Device {
  return {
    id: textAt(detail, 'deviceId') ?? textAt(detail, 'displayName'),
    trust: textAt(detail, 'trustType'),
    system: textAt(detail, 'operatingSystem'),
  };
}

function reasonOf(status: unknown): string | undefined {
  const reason = textAt(status, 'failureReason');
  return reason === undefined || reason === 'Other.' ? undefined : excerpt(reason, 160);
}

function reasonText(record: RecordView): string | undefined {
  const reason = record.text(FIELDS.resultDescription);
  return reason === undefined || reason === '' ? undefined : excerpt(reason, 160);
}

function isInterruption(status: unknown): boolean | undefined {
  const code = numberAt(status, 'errorCode');
  return code !== undefined && INTERRUPTIONS.has(code) ? true : undefined;
}

/** A sign-in that asks for another step and goes on, each step with a record of its own. */
const INTERRUPTIONS: ReadonlySet<number> = new Set([
  16000, 16001, 50055, 50058, 50072, 50074, 50076, 50079, 50125, 50127, 50129, 50140, 50143, 50144, 50203,
  51006, 65001, 81010, 9002341,
]);
