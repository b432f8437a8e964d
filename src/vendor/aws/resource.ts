/** Entries of a record's `resources`: what a call acted on, by ARN and type. */

import { projection, type RecordView, text } from '../../contract/projection.ts';
import type { Target } from '../../model/event.ts';
import { lastSegment } from './principal.ts';

/** Paths begin inside the entry. */
export const RESOURCE_FIELDS = projection({
  arn: text('ARN'),
  /** As some exports write it. */
  lowerArn: text('arn'),
  type: text('type'),
});

/** Of an entry, seen through {@link RESOURCE_FIELDS}. */
export function readResource(entry: RecordView): Target | undefined {
  const uid = entry.text(RESOURCE_FIELDS.arn) || entry.text(RESOURCE_FIELDS.lowerArn);
  return resourceTarget(uid || undefined, entry.text(RESOURCE_FIELDS.type) || undefined);
}

export function resourceTarget(uid: string | undefined, type: string | undefined): Target | undefined {
  return uid === undefined ? undefined : { kind: resourceKind(type, uid), uid, name: nameOf(uid) };
}

/** Of an ARN its last part, of anything else all of it. */
export function nameOf(uid: string): string {
  return uid.startsWith('arn:') ? lastSegment(uid) : uid;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Object', 'object'],
  ['AWS::S3::Bucket', 'bucket'],
  ['AWS::KMS::Key', 'key'],
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::SAMLProvider', 'provider'],
  ['AWS::Lambda::Function', 'function'],
  ['AWS::DynamoDB::Table', 'table'],
  ['AWS::SecretsManager::Secret', 'secret'],
  ['AWS::SSM::Parameter', 'parameter'],
]);

function resourceKind(type: string | undefined, uid: string): string {
  const known = type === undefined ? undefined : KINDS.get(type);
  if (known !== undefined) return known;
  if (uid.includes(':parameter/')) return 'parameter';
  return (type ?? 'resource').slice((type ?? '').lastIndexOf(':') + 1).toLowerCase();
}
