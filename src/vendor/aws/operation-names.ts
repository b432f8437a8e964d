/** `service:Operation` from a record's source and name, and its row in the table; remembered, as few differ. */

import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  /** `sts:AssumeRole`. */
  readonly operation: string;
  /** `sts`. */
  readonly service: string;
  /** It is of the sign-in service, which tells success and credentials in its own way. */
  readonly isSignin: boolean;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
}

export function nameOperation(eventSource: string, eventName: string): NamedOperation {
  let names = remembered.get(eventSource);
  if (names === undefined) {
    if (remembered.size >= MAX_SOURCES) remembered.clear();
    names = new Map();
    remembered.set(eventSource, names);
  }
  let named = names.get(eventName);
  if (named === undefined) {
    if (names.size >= MAX_NAMES) names.clear();
    named = name(eventSource, eventName);
    names.set(eventName, named);
  }
  return named;
}

// AWS has some 300 services with up to 700 operations; more can only come from hostile input.
const MAX_SOURCES = 1_000;
const MAX_NAMES = 2_000;
const remembered = new Map<string, Map<string, NamedOperation>>();
const table: ReadonlyMap<string, Row> = new Map(OPERATIONS.map((row) => [row.operation, row]));

function name(eventSource: string, eventName: string): NamedOperation {
  const service = eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  const operation = `${service}:${withoutVersion(eventName)}`;
  return { operation, service, isSignin: service === 'signin', row: table.get(operation) };
}

/** Lambda and CloudFront append the API's date: `Invoke20150331`, `CreateDistribution2020_05_31`. */
function withoutVersion(eventName: string): string {
  return eventName.replace(/(?:20\d{6}(?:v\d+)?|20\d\d_\d\d_\d\d)$/, '') || eventName;
}
