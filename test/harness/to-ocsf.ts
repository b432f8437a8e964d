/**
 * CloudTrail records as OCSF events, by the mappings that are published for Amazon Security Lake and pipelines. For
 * tests that hold one source against the other; it maps what those mappings map and nothing more.
 */

export type OcsfVersion = '1.0.0-rc.2' | '1.1.0' | '1.5.0';

type Json = Readonly<Record<string, unknown>>;

export function toOcsf(record: Json, version: OcsfVersion): Json {
  const identity = asObject(record['userIdentity']);
  const context = asObject(identity['sessionContext']);
  const issuer = asObject(context['sessionIssuer']);
  const attributes = asObject(context['attributes']);
  const extra = asObject(record['additionalEventData']);
  const before = version === '1.0.0-rc.2';
  const account = identity['accountId'];
  const mfa =
    attributes['mfaAuthenticated'] === undefined ? undefined : `${attributes['mfaAuthenticated']}` === 'true';
  const time = Date.parse(String(record['eventTime']));
  const created =
    attributes['creationDate'] === undefined ? undefined : Date.parse(String(attributes['creationDate']));
  const address = String(record['sourceIPAddress'] ?? '');
  const isAddress = /^[\d.]+$|:/.test(address);
  const loggedIn = record['eventName'] === 'ConsoleLogin' && extra['MFAUsed'] !== undefined;
  const fromDirectory = identity['type'] === 'IdentityCenterUser';
  const behalf = asObject(identity['onBehalfOf']);
  const error = record['errorCode'];
  return defined({
    activity_id: 99,
    actor: {
      idp: {
        name:
          identity['identityProvider'] ??
          asObject(context['webIdFederationData'])['federatedProvider'] ??
          null,
        uid: fromDirectory ? behalf['identityStoreArn'] : undefined,
      },
      invoked_by: identity['invokedBy'] ?? null,
      session: {
        ...(before
          ? { created_time: created, mfa }
          : { created_time_dt: created === undefined ? null : new Date(created).toISOString(), is_mfa: mfa }),
        issuer: issuer['arn'] ?? null,
      },
      user: {
        ...(before
          ? { uid: identity['principalId'], uuid: identity['arn'], account_uid: account }
          : {
              uid: identity['arn'],
              uid_alt: identity['principalId'] ?? (fromDirectory ? behalf['userId'] : undefined),
              account: { uid: account },
            }),
        credential_uid: identity['accessKeyId'] ?? identity['credentialId'],
        name: identity['userName'],
        type: identity['type'],
      },
    },
    api: {
      operation: record['eventName'],
      service: { name: record['eventSource'] },
      request: before
        ? { uid: record['requestID'] }
        : { uid: record['requestID'], data: text(record['requestParameters']) },
      response: {
        error,
        message: record['errorMessage'],
        ...(before ? {} : { data: text(record['responseElements']) }),
      },
    },
    category_uid: before ? 3 : 6,
    class_name: 'API Activity',
    class_uid: before ? 3005 : 6003,
    cloud: defined({
      provider: 'AWS',
      region: record['awsRegion'],
      account: version === '1.5.0' ? { uid: record['recipientAccountId'] } : undefined,
    }),
    http_request: { user_agent: record['userAgent'] },
    is_mfa: loggedIn && !before ? extra['MFAUsed'] === 'Yes' : undefined,
    mfa: loggedIn && before ? extra['MFAUsed'] === 'Yes' : undefined,
    metadata: {
      product: { name: 'CloudTrail', vendor_name: 'AWS', version: record['eventVersion'] },
      event_code: before ? undefined : record['eventType'],
      uid: record['eventID'],
      version,
    },
    resources: Array.isArray(record['resources'])
      ? record['resources'].map((each: Json) => ({ uid: each['ARN'], type: each['type'] }))
      : null,
    severity_id: 1,
    src_endpoint: { [isAddress ? 'ip' : 'domain']: address, uid: record['vpcEndpointId'] },
    status_id: error === undefined ? 1 : 2,
    time,
    time_dt: new Date(time).toISOString(),
    unmapped: unmappedOf(record, version),
  });
}

function unmappedOf(record: Json, version: OcsfVersion): Json {
  const { eventType, sharedEventID, additionalEventData, serviceEventDetails, sessionCredentialFromConsole } =
    record;
  const before = version === '1.0.0-rc.2';
  const rest = {
    sharedEventID,
    additionalEventData,
    serviceEventDetails,
    sessionCredentialFromConsole,
    eventType: before ? eventType : undefined,
    recipientAccountId: version === '1.5.0' ? undefined : record['recipientAccountId'],
    requestParameters: before ? text(record['requestParameters']) : undefined,
    responseElements: before ? text(record['responseElements']) : undefined,
    userIdentity: unmappedIdentity(asObject(record['userIdentity'])),
  };
  return flattened(defined(rest), '');
}

function unmappedIdentity({ sessionContext, onBehalfOf, inScopeOf, credentialId }: Json): Json {
  const { sessionIssuer, sourceIdentity, ec2RoleDelivery, inScopeOf: inner } = asObject(sessionContext);
  const { userName, principalId } = asObject(sessionIssuer);
  return {
    onBehalfOf,
    inScopeOf,
    credentialId,
    sessionContext: {
      sourceIdentity,
      ec2RoleDelivery,
      inScopeOf: inner,
      sessionIssuer: { userName, principalId },
    },
  };
}

/** A map from dotted paths to text, as Security Lake keeps it. */
function flattened(value: unknown, path: string): Json {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { [path]: typeof value === 'string' ? value : JSON.stringify(value) };
  }
  const parts = Object.entries(value).map(([name, member]) =>
    flattened(member, path === '' ? name : `${path}.${name}`),
  );
  return Object.assign({}, ...parts);
}

function text(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function defined(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}
