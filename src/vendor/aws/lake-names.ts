/**
 * CloudTrail Lake and Athena write column and member names in lower case. The names of a record's own fields and
 * of its identity block are few and known, so they can be given back; request parameters keep the vendor's case.
 */

import { bareObject, isObject } from '../../lib/json.ts';

/** A field of a record by any spelling: `eventtime` → `eventTime`. Unknown names come back as they are. */
export function canonicalName(name: string): string {
  return NAMES.get(name.toLowerCase()) ?? name;
}

/** The identity block with its vendor spelling. Blocks that have it already are returned untouched. */
export function canonicalIdentity(block: unknown): unknown {
  if (!isObject(block) || !isLowerCase(block)) return block;
  return rename(block, 0);
}

const FIELD_NAMES = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'eventID',
  'eventType',
  'eventCategory',
  'eventJson',
  'eventData',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestID',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'resources',
  'readOnly',
  'managementEvent',
  'apiVersion',
  'recipientAccountId',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'sessionCredentialFromConsole',
  'tlsDetails',
];

const IDENTITY_NAMES = [
  'principalId',
  'accountId',
  'accessKeyId',
  'userName',
  'invokedBy',
  'identityProvider',
  'credentialId',
  'onBehalfOf',
  'userId',
  'identityStoreArn',
  'inScopeOf',
  'sourceArn',
  'sourceAccount',
  'issuerType',
  'credentialsIssuedTo',
  'sessionContext',
  'sessionIssuer',
  'sourceIdentity',
  'ec2RoleDelivery',
  'webIdFederationData',
  'federatedProvider',
  'creationDate',
  'mfaAuthenticated',
  'type',
  'arn',
  'attributes',
];

const NAMES: ReadonlyMap<string, string> = new Map(
  [...FIELD_NAMES, ...IDENTITY_NAMES].map((name) => [name.toLowerCase(), name]),
);

const MAX_DEPTH = 6;

function isLowerCase(block: Readonly<Record<string, unknown>>): boolean {
  return (
    Object.hasOwn(block, 'principalid') ||
    Object.hasOwn(block, 'accountid') ||
    Object.hasOwn(block, 'invokedby')
  );
}

function rename(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > MAX_DEPTH) return value;
  const renamed: Record<string, unknown> = bareObject();
  for (const [name, member] of Object.entries(value))
    renamed[canonicalName(name)] = rename(member, depth + 1);
  return renamed;
}
