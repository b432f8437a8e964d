/**
 * `actor` and what lies in `unmapped` → CloudTrail's `userIdentity` block → who called. Before OCSF 1.1 the ARN was
 * `uuid` and the unique id `uid`; since then they are `uid` and `uid_alt`, so they are told by their form.
 */

import type { RecordView } from '../../contract/projection.ts';
import { at, flagAt, listAt, textAt } from '../../lib/json.ts';
import { deriveIdentity, type Identity } from '../../vendor/aws/identity.ts';
import { FIELDS } from './fields.ts';
import { timeOf } from './time.ts';
import type { Unmapped } from './unmapped.ts';

/** Members of the block that change who it is and have no attribute in OCSF. */
const BESIDE = [
  'sessionContext.sourceIdentity',
  'sessionContext.ec2RoleDelivery',
  'sessionContext.sessionIssuer.userName',
  'onBehalfOf.userId',
  'onBehalfOf.identityStoreArn',
  'inScopeOf.issuerType',
  'inScopeOf.credentialsIssuedTo',
  'credentialId',
] as const;

export function identityOf(record: RecordView, unmapped: Unmapped): Identity {
  // Actors repeat from record to record; the rest is seldom there.
  if (unmapped.under('userIdentity').every((key) => NOTHING_NEW.test(key))) {
    return record.derived(FIELDS.actor, identityOfActor);
  }
  const beside = BESIDE.map((path) => unmapped.text(`userIdentity.${path}`));
  const [
    sourceIdentity,
    ec2RoleDelivery,
    issuerName,
    userId,
    identityStoreArn,
    issuerType,
    holder,
    credential,
  ] = beside;
  const block = blockOf(record.json(FIELDS.actor));
  const { sessionContext, onBehalfOf } = block;
  return deriveIdentity({
    ...block,
    credentialId: credential ?? block.credentialId,
    onBehalfOf: {
      userId: userId ?? onBehalfOf.userId,
      identityStoreArn: identityStoreArn ?? onBehalfOf.identityStoreArn,
    },
    inScopeOf: { issuerType, credentialsIssuedTo: holder },
    sessionContext: {
      ...sessionContext,
      sourceIdentity,
      ec2RoleDelivery,
      sessionIssuer: { ...sessionContext.sessionIssuer, userName: issuerName },
    },
  });
}

/** They name the role once more, which matters only beside the others. */
const NOTHING_NEW = /^userIdentity\.sessionContext\.(?:sessionIssuer|attributes)\./;

export function identityOfActor(actor: unknown): Identity {
  return deriveIdentity(blockOf(actor));
}

function blockOf(actor: unknown) {
  const ids = ['uid', 'uuid', 'uid_alt']
    .map((name) => textAt(actor, 'user', name))
    .filter((id) => id !== undefined);
  const arn = ids.find((id) => id.startsWith('arn:'));
  const principalId = ids.find((id) => !id.startsWith('arn:'));
  const type = textAt(actor, 'user', 'type');
  const credential = textAt(actor, 'user', 'credential_uid') ?? textAt(actor, 'session', 'credential_uid');
  const fromDirectory = type === 'IdentityCenterUser';
  const idp = textAt(actor, 'idp', 'name');
  return {
    type,
    arn,
    principalId,
    accountId: textAt(actor, 'user', 'account', 'uid') ?? textAt(actor, 'user', 'account_uid'),
    userName: textAt(actor, 'user', 'name'),
    accessKeyId: fromDirectory ? undefined : credential,
    credentialId: fromDirectory ? credential : undefined,
    invokedBy: textAt(actor, 'invoked_by') ?? textAt(listAt(actor, 'authorizations')[0], 'invoked_by'),
    identityProvider: idp,
    onBehalfOf: {
      userId: fromDirectory ? principalId : undefined,
      identityStoreArn: textAt(actor, 'idp', 'uid'),
    },
    sessionContext: {
      sessionIssuer: { arn: textAt(actor, 'session', 'issuer') },
      attributes: {
        creationDate: createdOf(actor),
        mfaAuthenticated: flagAt(actor, 'session', 'is_mfa') ?? flagAt(actor, 'session', 'mfa'),
      },
      webIdFederationData: { federatedProvider: idp },
    },
  };
}

/** As CloudTrail writes it, for the uids of console sessions are made of it. */
function createdOf(actor: unknown): string | undefined {
  const session = at(actor, 'session');
  const created = timeOf(textAt(session, 'created_time_dt'), at(session, 'created_time'));
  return created === undefined ? undefined : new Date(created).toISOString().replace('.000Z', 'Z');
}
