/**
 * What was asked of Microsoft Graph: method and path with the ids taken out. Paths come from whoever calls, so only words
 * the API has may become part of an operation's name; everything else stands as `{id}`.
 */

import { tableOf } from '../../contract/operation-row.ts';
import { memo } from '../../lib/memo.ts';
import { templateOf, wordsOf } from '../../lib/path-template.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';
import { WORDS } from './words.ts';

export interface GraphRequest {
  /** `graph:PATCH /policies/authenticationMethodsPolicy`. */
  readonly operation: string;
  readonly row: Row | undefined;
  /** The first word of the path: `users`. */
  readonly collection: string;
  /** The first id of the path, decoded. */
  readonly id: string | undefined;
  /** The word before it: `policies`. */
  readonly kind: string | undefined;
  /** Members asked for with `$select`, in small letters. */
  readonly selected: readonly string[];
}

export function requestOf(method: string, uri: string): GraphRequest {
  const key = `${method} ${uri}`;
  return key.length > LONGEST_REMEMBERED ? read(method, uri) : remembered(key, () => read(method, uri));
}

const LONGEST_REMEMBERED = 500;
const remembered = memo<GraphRequest>(16_384);
const table = tableOf(OPERATIONS);

const words = new Set([
  ...wordsOf(OPERATIONS.map(({ operation }) => operation.slice(operation.indexOf('/')))),
  ...WORDS,
]);
/** The API does not mind the case of what is asked. */
const spelling: ReadonlyMap<string, string> = new Map([...words].map((word) => [word.toLowerCase(), word]));

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']);

function read(method: string, uri: string): GraphRequest {
  const verb = method.toUpperCase();
  const query = uri.indexOf('?');
  const path = pathOf(query < 0 ? uri : uri.slice(0, query));
  const { template, ids } = templateOf(path, words);
  const operation = `graph:${METHODS.has(verb) ? verb : 'OTHER'} ${template}`;
  return {
    operation,
    row: table.get(operation),
    collection: template.split('/')[1] ?? '',
    id: ids[0],
    kind: /([^/]+)\/\{id\}/.exec(template)?.[1],
    selected: query < 0 ? NONE : selectedIn(uri.slice(query + 1)),
  };
}

const NONE: readonly string[] = Object.freeze([]);

/** `https://graph.microsoft.com/v1.0/users('ada')/microsoft.graph.sendMail` → `/users/ada/sendMail`. */
function pathOf(uri: string): string {
  const path = uri
    .slice(0, LONGEST_PATH)
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/^\/+(?:v1\.0|beta|v2\.0|testprodbetamonitoring\w{0,40}|internal)(?=\/|$)/i, '');
  const parts = path.split('/').flatMap(segmentsOf);
  return parts.map((part) => spelling.get(part.toLowerCase()) ?? part).join('/');
}

const LONGEST_PATH = 2_000;

/** A key may stand in brackets behind its collection; functions and casts carry their namespace. */
function segmentsOf(segment: string): readonly string[] {
  const bare = segment.replace(/^microsoft\.graph\./i, '');
  const keyed = /^([\w$.-]{1,100})\((.*)\)$/.exec(bare);
  if (keyed === null) return [bare];
  const [, name = '', key = ''] = keyed;
  const id = /^(?:\w{1,60}=)?'?([^',]*)'?$/.exec(decoded(key))?.[1] ?? key;
  return id === '' ? [name] : [name, encodeURIComponent(id)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function selectedIn(query: string): readonly string[] {
  const found = /(?:^|&)(?:\$|%24)select=([^&]{0,1000})/i.exec(query)?.[1];
  return found === undefined
    ? NONE
    : decoded(found)
        .toLowerCase()
        .split(/[,\s]+/);
}
