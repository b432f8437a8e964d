/**
 * What an event of a product without a table was: by its class and activity where these say it, else by the words of
 * its operation's name or of the kind of thing it was done to.
 */

import type { RecordView } from '../../contract/projection.ts';
import { textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { ClassKind } from './classes.ts';
import { FIELDS } from './fields.ts';
import { guessAction } from './guess.ts';
import { activityOf, nameOfClass } from './operations.ts';
import type { Product } from './product.ts';

export interface Meaning {
  readonly operation: string;
  readonly action: Action;
  /** It is a password that was replaced. */
  readonly password: boolean;
}

export function meaningOf(record: RecordView, kind: ClassKind, { prefix }: Product): Meaning {
  const named = record.text(FIELDS.operation) || record.text(FIELDS.eventCode) || undefined;
  const activity = activityOf(kind, record.number(FIELDS.activityId));
  const told = named ?? (activity === undefined ? record.text(FIELDS.activityName) : undefined);
  const service = record.text(FIELDS.service)?.replace(/\.(googleapis|microsoft)\.com$/, '') || prefix;
  const operation =
    named === undefined ? (activity?.operation ?? nameOfClass(kind)) : `${service}:${shortName(named)}`;
  const entity = kind === 'entity' ? entityWords(record) : '';
  const decided = activity !== undefined && !activity.vague;
  const guessed = told === undefined && entity === '' ? 'use' : guessAction(`${told ?? ''} ${entity}`);
  const action = decided ? activity.action : guessed;
  const words = `${named ?? ''} ${activity?.operation ?? ''}`;
  return { operation, action, password: action === 'credential.reset' && /password/i.test(words) };
}

const LONGEST_NAME = 200;

/** `google.iam.admin.v1.CreateServiceAccountKey` → `CreateServiceAccountKey`, as Google's own logs are read. */
function shortName(named: string): string {
  const method = /^google\..*\.([A-Z]\w*)$/.exec(named)?.[1];
  return (method ?? named).slice(0, LONGEST_NAME);
}

/** What is done to an entity is said by its kind: `Create`, of an `Application secret`. */
function entityWords(record: RecordView): string {
  const type = textAt(record.json(FIELDS.entity), 'type') ?? '';
  return `${record.text(FIELDS.activityName) ?? ''} ${type}`;
}

const MFA_ENABLED = 10;
const MFA_DISABLED = 11;

/** What analytics ask of a change, where its class or its words say it. */
export function changeFacts(
  record: RecordView,
  kind: ClassKind,
  { operation, action, password }: Meaning,
): Told {
  const activity = kind === 'account-change' ? record.number(FIELDS.activityId) : undefined;
  const factor = activity === MFA_ENABLED ? 'added' : activity === MFA_DISABLED ? 'removed' : undefined;
  const changed = action === 'sso.change' || action === 'trust.change';
  const words = `${operation} ${textAt(record.json(FIELDS.entity), 'type') ?? ''}`;
  return {
    secretType: password ? 'password' : undefined,
    factor,
    ssoScope: changed ? SCOPES.find(([pattern]) => pattern.test(words))?.[1] : undefined,
  };
}

const SCOPES: readonly (readonly [words: RegExp, scope: string])[] = [
  [/pool/i, 'trust-pool'],
  [/conditional ?access/i, 'conditional-access'],
  [/sign.?on.?policy/i, 'sign-on-policy'],
  [/federat/i, 'federation'],
  [/identity ?provider|idp|saml|oidc|sso/i, 'external-idp'],
];
