/**
 * The members of a `userIdentity` block that say something, by their paths. Blocks differ from session to session,
 * so they are read member by member without being parsed; exports that write the names otherwise are parsed.
 */

import { type Field, json, projection, type RecordView, text } from '../../contract/projection.ts';
import { flagAt, textAt } from '../../lib/json.ts';
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
  sourceIdentity: text('sessionContext.sourceIdentity'),
  issuerArn: text('sessionContext.sessionIssuer.arn'),
  issuerName: text('sessionContext.sessionIssuer.userName'),
  created: text('sessionContext.attributes.creationDate'),
  /** Text in delivered files, a boolean in some exports. */
  mfa: json('sessionContext.attributes.mfaAuthenticated'),
  delivery: text('sessionContext.ec2RoleDelivery'),
  federatedProvider: text('sessionContext.webIdFederationData.federatedProvider'),
  scopeType: text('inScopeOf.issuerType'),
  scopeHolder: text('inScopeOf.credentialsIssuedTo'),
  innerScopeType: text('sessionContext.inScopeOf.issuerType'),
  innerScopeHolder: text('sessionContext.inScopeOf.credentialsIssuedTo'),
  lowerPrincipalId: json('principalid'),
  lowerAccountId: json('accountid'),
  lowerInvokedBy: json('invokedby'),
});

type Fields = typeof IDENTITY_FIELDS;
type TextName = { [N in keyof Fields]: Fields[N] extends Field<'text'> ? N : never }[keyof Fields];

/** Empty texts count as not there. */
export type IdentityBlock = { readonly [N in TextName]: string | undefined } & {
  readonly mfa: boolean | undefined;
};

export function readBlock(inside: RecordView, whole: () => unknown): IdentityBlock {
  if (isLowerCase(inside)) return blockOf(whole());
  const read = (field: Field<'text'>): string | undefined => inside.text(field) || undefined;
  return assemble(read, inside.derived(IDENTITY_FIELDS.mfa, asFlag));
}

/** The same of a parsed block, in the spelling of any export. */
export function blockOf(value: unknown): IdentityBlock {
  const block = canonicalIdentity(value);
  const read = ({ path }: Field<'text'>): string | undefined => textAt(block, ...path.split('.'));
  return assemble(read, flagAt(block, ...IDENTITY_FIELDS.mfa.path.split('.')));
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

function assemble(
  read: (field: Field<'text'>) => string | undefined,
  mfa: boolean | undefined,
): IdentityBlock {
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
    sourceIdentity: read(fields.sourceIdentity),
    issuerArn: read(fields.issuerArn),
    issuerName: read(fields.issuerName),
    created: read(fields.created),
    mfa,
    delivery: read(fields.delivery),
    federatedProvider: read(fields.federatedProvider),
    scopeType: read(fields.scopeType),
    scopeHolder: read(fields.scopeHolder),
    innerScopeType: read(fields.innerScopeType),
    innerScopeHolder: read(fields.innerScopeHolder),
  };
}
