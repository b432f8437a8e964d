/**
 * The members of a `userIdentity` block that say something, by their paths. Blocks differ from session to session,
 * so they are read member by member without being parsed; exports that write the names otherwise are parsed.
 */

import { type Field, json, projection, type RecordView, text } from '../../contract/projection.ts';
import { at, flagAt, textAt } from '../../lib/json.ts';
import { canonicalIdentity } from './lake-names.ts';

/** Paths begin inside the block. */
export const IDENTITY_FIELDS = projection({
  type: text('type'),
  principalId: text('principalId'),
  arn: text('arn'),
  accountId: text('accountId'),
  accessKeyId: text('accessKeyId'),
  userName: text('userName'),
  invokedBy: text('invokedBy'),
  identityProvider: text('identityProvider'),
  credentialId: text('credentialId'),
  onBehalfOf: text('onBehalfOf.userId'),
  identityStore: text('onBehalfOf.identityStoreArn'),
  sessionContext: json('sessionContext'),
  scopeType: text('inScopeOf.issuerType'),
  scopeHolder: text('inScopeOf.credentialsIssuedTo'),
  lowerPrincipalId: json('principalid'),
  lowerAccountId: json('accountid'),
  lowerInvokedBy: json('invokedby'),
});

/** Paths begin inside the block's `sessionContext`. */
const SESSION_FIELDS = projection({
  sourceIdentity: text('sourceIdentity'),
  issuerArn: text('sessionIssuer.arn'),
  issuerName: text('sessionIssuer.userName'),
  created: text('attributes.creationDate'),
  /** Text in delivered files, a boolean in some exports. */
  mfa: json('attributes.mfaAuthenticated'),
  delivery: text('ec2RoleDelivery'),
  federatedProvider: text('webIdFederationData.federatedProvider'),
  scopeType: text('inScopeOf.issuerType'),
  scopeHolder: text('inScopeOf.credentialsIssuedTo'),
});

type TextsOf<Fields> = {
  readonly [N in keyof Fields as Fields[N] extends Field<'text'> ? N : never]: string | undefined;
};

/** Empty texts count as not there. */
export interface IdentityBlock extends TextsOf<typeof IDENTITY_FIELDS> {
  readonly session: SessionContext;
}

/** The same in all blocks of a session, which change with its keys: one object for all, as a rule. */
export interface SessionContext extends TextsOf<typeof SESSION_FIELDS> {
  readonly mfa: boolean | undefined;
}

export function readBlock(inside: RecordView, whole: () => unknown): IdentityBlock {
  if (isLowerCase(inside)) return blockOf(whole());
  const session = inside.derivedFrom(IDENTITY_FIELDS.sessionContext, SESSION_FIELDS, readSession);
  return blockBy((field) => inside.text(field) || undefined, session);
}

function readSession(inside: RecordView): SessionContext {
  return sessionBy((field) => inside.text(field) || undefined, inside.derived(SESSION_FIELDS.mfa, asFlag));
}

/** The same of a parsed block, in the spelling of any export. */
export function blockOf(value: unknown): IdentityBlock {
  const block = canonicalIdentity(value);
  const context = at(block, IDENTITY_FIELDS.sessionContext.path);
  const mfa = flagAt(context, ...SESSION_FIELDS.mfa.path.split('.'));
  return blockBy(reader(block), sessionBy(reader(context), mfa));
}

type Read = (field: Field<'text'>) => string | undefined;

function reader(value: unknown): Read {
  return ({ path }) => textAt(value, ...path.split('.'));
}

function isLowerCase(inside: RecordView): boolean {
  return LOWER_NAMES.some((field) => inside.json(field) !== undefined);
}

const LOWER_NAMES = [
  IDENTITY_FIELDS.lowerPrincipalId,
  IDENTITY_FIELDS.lowerAccountId,
  IDENTITY_FIELDS.lowerInvokedBy,
];

function asFlag(value: unknown): boolean | undefined {
  return flagAt({ value }, 'value');
}

function blockBy(read: Read, session: SessionContext): IdentityBlock {
  const fields = IDENTITY_FIELDS;
  return {
    type: read(fields.type),
    principalId: read(fields.principalId),
    arn: read(fields.arn),
    accountId: read(fields.accountId),
    accessKeyId: read(fields.accessKeyId),
    userName: read(fields.userName),
    invokedBy: read(fields.invokedBy),
    identityProvider: read(fields.identityProvider),
    credentialId: read(fields.credentialId),
    onBehalfOf: read(fields.onBehalfOf),
    identityStore: read(fields.identityStore),
    scopeType: read(fields.scopeType),
    scopeHolder: read(fields.scopeHolder),
    session,
  };
}

function sessionBy(read: Read, mfa: boolean | undefined): SessionContext {
  const fields = SESSION_FIELDS;
  return {
    sourceIdentity: read(fields.sourceIdentity),
    issuerArn: read(fields.issuerArn),
    issuerName: read(fields.issuerName),
    created: read(fields.created),
    mfa,
    delivery: read(fields.delivery),
    federatedProvider: read(fields.federatedProvider),
    scopeType: read(fields.scopeType),
    scopeHolder: read(fields.scopeHolder),
  };
}
