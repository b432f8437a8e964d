/**
 * What Microsoft Graph returns of the audit, sign-in, risk and provisioning logs, put into the shape in which diagnostic
 * settings deliver the same. Objects of other kinds stay as they are.
 */

import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { recordOfActivity } from './activity-objects.ts';

/** An object of the API as a diagnostic record. */
export function recordOfApiObject(value: unknown): unknown {
  const activity = recordOfActivity(value);
  if (activity !== undefined) return activity;
  const category = categoryOfApiObject(value);
  if (category === undefined || !isObject(value)) return value;
  const time = TIMES.map((name) => textAt(value, name)).find((found) => found !== undefined);
  const operationName = textAt(value, 'activityDisplayName');
  const correlationId = textAt(value, 'correlationId');
  const tenantId = textAt(value, 'tenantId');
  return { time, category, operationName, correlationId, tenantId, properties: value };
}

/** The category of diagnostic settings that an object of the API belongs to. */
export function categoryOfApiObject(value: unknown): string | undefined {
  if (!isObject(value) || at(value, 'properties') !== undefined) return undefined;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (has('activityDisplayName') && has('activityDateTime')) return 'AuditLogs';
  if (has('provisioningSteps') && has('activityDateTime')) return 'ProvisioningLogs';
  if (has('riskEventType') && has('detectedDateTime')) {
    return has('servicePrincipalId') ? 'ServicePrincipalRiskEvents' : 'UserRiskEvents';
  }
  if (has('riskLastUpdatedDateTime') && has('riskState')) {
    return has('userPrincipalName') ? 'RiskyUsers' : 'RiskyServicePrincipals';
  }
  if (has('createdDateTime') && has('appId') && SIGN_IN_MARKS.some(has)) return categoryOfSignIn(value);
  return undefined;
}

/** The first that is there says when; `detectedDateTime` of a risk is later than what it is about. */
const TIMES = [
  'activityDateTime',
  'createdDateTime',
  'detectedDateTime',
  'lastUpdatedDateTime',
  'riskLastUpdatedDateTime',
];
const SIGN_IN_MARKS = ['clientAppUsed', 'conditionalAccessStatus', 'signInEventTypes', 'resourceDisplayName'];

function categoryOfSignIn(value: unknown): string {
  const types = listAt(value, 'signInEventTypes');
  if (types.includes('managedIdentity')) return 'ManagedIdentitySignInLogs';
  if (types.includes('servicePrincipal')) return 'ServicePrincipalSignInLogs';
  if (types.includes('nonInteractiveUser')) return 'NonInteractiveUserSignInLogs';
  if (types.length > 0 || textAt(value, 'userId') !== undefined) return 'SignInLogs';
  return textAt(value, 'servicePrincipalId') === undefined ? 'SignInLogs' : 'ServicePrincipalSignInLogs';
}
