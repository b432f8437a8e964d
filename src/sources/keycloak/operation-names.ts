/** Names an event's operation and finds its row: user events by type, admin events by operation and resource path. */

import { tableOf } from '../../contract/operation-row.ts';
import { memo } from '../../lib/memo.ts';
import { type PathTemplate, templateOf, wordsOf } from '../../lib/path-template.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  readonly operation: string;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
  readonly ids: readonly string[];
}

const TABLE = tableOf(OPERATIONS);
const NO_IDS: readonly string[] = Object.freeze([]);

/** `LOGIN_ERROR` is a LOGIN that failed. */
export function nameUserEvent(type: string): NamedOperation {
  return USER_EVENTS(type, () => userEventOf(type));
}

const USER_EVENTS = memo<NamedOperation>(1_024);

function userEventOf(type: string): NamedOperation {
  const succeeded = type.endsWith(FAILED) ? type.slice(0, -FAILED.length) : type;
  const operation = `keycloak:${/^[A-Z][A-Z0-9_]{1,60}$/.test(succeeded) ? succeeded : 'UNKNOWN'}`;
  return { operation, row: TABLE.get(operation), ids: NO_IDS };
}

export const FAILED = '_ERROR';

export function nameAdminEvent(
  operationType: string,
  resourceType: string | undefined,
  resourcePath: string | undefined,
): NamedOperation {
  const written = resourcePath ?? '';
  const { path, template, ids, named } = PATHS(written, () => withinRealm(written));
  const verb = OPERATION_TYPES.has(operationType) ? operationType : 'OTHER';
  if (path === '' && (resourceType === undefined || resourceType === 'REALM')) {
    return adminEventOf(verb, '/realm', ids);
  }
  const known = named.get(verb) ?? adminEventOf(verb, template, ids);
  named.set(verb, known);
  return known;
}

function adminEventOf(verb: string, template: string, ids: readonly string[]): NamedOperation {
  const operation = `admin:${verb} ${template}`;
  return { operation, row: TABLE.get(operation), ids };
}

interface RealmPath extends PathTemplate {
  readonly path: string;
  /** What was done to it, by the type of the operation: one of five. */
  readonly named: Map<string, NamedOperation>;
}

const PATHS = memo<RealmPath>(4_096);

function withinRealm(written: string): RealmPath {
  const path = written.replace(REALM_PREFIX, '');
  return { path, ...templateOf(path, WORDS), named: new Map() };
}

/** Some versions write the realm before the path within it. */
const REALM_PREFIX = /^\/?realms\/[^/]+\/?/;
const OPERATION_TYPES: ReadonlySet<string> = new Set(['CREATE', 'UPDATE', 'DELETE', 'ACTION']);

/** Collections without an operation in the table, so that their changes have a name all the same. */
const OTHER_WORDS =
  'localization authz resource-server resource scope policy permission service-account-user nodes management ' +
  'permissions children members organizations workflows moveToFirst moveAfter offline-sessions consents evaluate';

const WORDS: ReadonlySet<string> = new Set([
  ...wordsOf(
    OPERATIONS.map(({ operation }) => operation).flatMap((name) =>
      name.startsWith('admin:') ? [name.slice(name.indexOf(' ') + 1)] : [],
    ),
  ),
  ...OTHER_WORDS.split(' '),
]);
