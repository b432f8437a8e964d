/** The service part of an operation's name: the workload that wrote the record, in short. */

import { memo } from '../../lib/memo.ts';
import { escapeControls } from '../../lib/text.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  /** `exchange:New-InboxRule`, `entra:Update user`. */
  readonly operation: string;
  readonly service: string;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
}

export function nameOperation(workload: string | undefined, name: string): NamedOperation {
  return remembered(`${workload} ${name.slice(0, LONGEST)}`, () => {
    const service = serviceOf(workload);
    const row = table.get(keyOf(service, name));
    const shown = escapeControls(name.slice(0, LONGEST).trim().replace(/\.$/, ''));
    return { operation: row?.operation ?? `${service}:${shown}`, service, row };
  });
}

const LONGEST = 120;
/** The unified log knows some 2,000 operations; more can only come from hostile input. */
const remembered = memo<NamedOperation>(8_192);
const table: ReadonlyMap<string, Row> = new Map(
  OPERATIONS.map((row) => {
    const [service = '', ...name] = row.operation.split(':');
    return [keyOf(service, name.join(':')), row];
  }),
);

/** Directory operations end in a full stop, and have dashes of several kinds. */
function keyOf(service: string, name: string): string {
  return `${service}:${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()}`;
}

function serviceOf(workload: string | undefined): string {
  if (workload === undefined || workload === '') return 'microsoft-365';
  const known = SERVICES.get(workload.toLowerCase());
  return known ?? (/^[A-Za-z][A-Za-z0-9]{1,40}$/.test(workload) ? workload.toLowerCase() : 'microsoft-365');
}

const SERVICES: ReadonlyMap<string, string> = new Map([
  ['azureactivedirectory', 'entra'],
  ['microsoftteams', 'teams'],
  ['securitycompliancecenter', 'compliance'],
]);
