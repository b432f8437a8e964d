/** Names a record's operation and finds its row: by type code, or for the Management API by method and path. */

import { tableOf } from '../../contract/operation-row.ts';
import { type PathTemplate, templateOf, wordsOf } from '../../lib/path-template.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  readonly operation: string;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
  readonly ids: readonly string[];
}

/** Whether it is a type code Auth0 is known to write. */
export function isLogType(type: string): boolean {
  return TABLE.has(`auth0:${type}`);
}

export function nameOperation(
  type: string,
  method: string | undefined,
  path: string | undefined,
): NamedOperation {
  if (method === undefined || path === undefined || !MANAGEMENT.has(type)) return typed(type);
  const { template, ids }: PathTemplate = templateOf(path.replace(BASE, '').replace(QUERY, ''), WORDS);
  const verb = method.length > LONGEST_METHOD ? 'OTHER' : method.toUpperCase();
  const operation = `management:${verb} ${template}`;
  return { operation, row: TABLE.get(operation) ?? TABLE.get(`auth0:${type}`), ids };
}

/** Types that tell of a call of the Management API. */
const MANAGEMENT: ReadonlySet<string> = new Set(['sapi', 'fapi', 'mgmt_api_read']);
/** The dashboard's older calls leave out `/api`. */
const BASE = /^(?:\/api)?\/v2(?=\/)/;
const QUERY = /[?#].*$/;
const LONGEST_METHOD = 7;
const TABLE = tableOf(OPERATIONS);

/** Collections without an operation in the table, so that their calls have a name all the same. */
const OTHER_WORDS =
  'organizations email-templates branding themes templates universal-login prompts custom-text forms flows vault ' +
  'connections jobs verification-email stats blacklists tokens anomaly blocks ips integrations installed groups ' +
  'event-streams sessions logs user-attribute-profiles refresh-tokens revoke versions test rotate';

const WORDS: ReadonlySet<string> = new Set([
  ...wordsOf(
    OPERATIONS.map(({ operation }) => operation).flatMap((name) =>
      name.startsWith('management:') ? [name.slice(name.indexOf(' ') + 1)] : [],
    ),
  ),
  ...OTHER_WORDS.split(' '),
]);

function typed(type: string): NamedOperation {
  const known = TYPED.get(type);
  if (known !== undefined) return known;
  const operation = `auth0:${/^[a-z0-9_]{1,60}$/.test(type) ? type : 'unknown'}`;
  return { operation, row: undefined, ids: NO_IDS };
}

const NO_IDS: readonly string[] = Object.freeze([]);
const TYPED: ReadonlyMap<string, NamedOperation> = new Map(
  OPERATIONS.flatMap((row) =>
    row.operation.startsWith('auth0:')
      ? [[row.operation.slice('auth0:'.length), { operation: row.operation, row, ids: NO_IDS }]]
      : [],
  ),
);
