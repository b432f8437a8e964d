/**
 * The tables of operations. Those of AWS are the vendor's own. For other products the class and its activity decide,
 * under the vendor's operation name where the event has one and under the names below where it has none.
 */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import { OPERATIONS as AWS_OPERATIONS } from '../../vendor/aws/operations.ts';
import { COMMAND, CONNECT, FILE_COMMAND, REQUEST, TOKEN_COMMAND } from '../../vendor/host/operations.ts';
import type { ClassKind } from './classes.ts';

export const DETECTION = 'ocsf:Detection Finding';

type Activity = readonly [id: number, name: string, action: Action];

/** A class's activities, as OCSF 1.0 to 1.6 number and name them. */
const CLASSES: readonly {
  readonly kind: ClassKind;
  readonly name: string;
  readonly activities: readonly Activity[];
}[] = [
  {
    kind: 'authentication',
    name: 'Authentication',
    activities: [
      [1, 'Logon', 'signin'],
      [2, 'Logoff', 'use'],
      // Kerberos: a ticket is what later calls present.
      [3, 'Authentication Ticket', 'token.mint'],
      [4, 'Service Ticket Request', 'token.mint'],
      [5, 'Service Ticket Renew', 'token.mint'],
      [6, 'Preauth', 'use'],
      [7, 'Account Switch', 'token.mint'],
    ],
  },
  {
    kind: 'account-change',
    name: 'Account Change',
    activities: [
      [1, 'Create', 'use'],
      [2, 'Enable', 'credential.reset'],
      [3, 'Password Change', 'credential.reset'],
      [4, 'Password Reset', 'credential.reset'],
      [5, 'Disable', 'use'],
      [6, 'Delete', 'use'],
      [7, 'Attach Policy', 'privilege.grant'],
      [8, 'Detach Policy', 'use'],
      [9, 'Lock', 'use'],
      [10, 'MFA Factor Enable', 'factor.change'],
      [11, 'MFA Factor Disable', 'factor.change'],
      [12, 'Unlock', 'credential.reset'],
    ],
  },
  {
    kind: 'user-access',
    name: 'User Access Management',
    activities: [
      [1, 'Assign Privileges', 'privilege.grant'],
      [2, 'Revoke Privileges', 'use'],
    ],
  },
  {
    kind: 'group',
    name: 'Group Management',
    activities: [
      [1, 'Assign Privileges', 'privilege.grant'],
      [2, 'Revoke Privileges', 'use'],
      [3, 'Add User', 'privilege.grant'],
      [4, 'Remove User', 'use'],
      [5, 'Delete', 'use'],
      [6, 'Create', 'use'],
      [7, 'Add Subgroup', 'privilege.grant'],
      [8, 'Remove Subgroup', 'use'],
    ],
  },
  {
    kind: 'entity',
    name: 'Entity Management',
    activities: [
      [1, 'Create', 'use'],
      [2, 'Read', 'use'],
      [3, 'Update', 'use'],
      [4, 'Delete', 'use'],
      [5, 'Move', 'use'],
      [6, 'Enroll', 'use'],
      [7, 'Unenroll', 'use'],
      [8, 'Enable', 'use'],
      [9, 'Disable', 'use'],
      [10, 'Activate', 'use'],
      [11, 'Deactivate', 'use'],
      [12, 'Suspend', 'use'],
      [13, 'Resume', 'use'],
    ],
  },
];

export interface ClassActivity extends Operation {
  /** The vendor names no meaning: others, unknown ones, and all of Entity Management. */
  readonly vague: boolean;
}

const BY_CLASS: ReadonlyMap<string, ClassActivity> = new Map(
  CLASSES.flatMap(({ kind, name, activities }) =>
    activities.map(([id, activity, action]) => {
      const vague = kind === 'entity';
      return [`${kind} ${id}`, { operation: `ocsf:${name}: ${activity}`, action, vague }] as const;
    }),
  ),
);

/** What a class's activity means; undefined for API Activity, whose meaning is its operation's. */
export function activityOf(kind: ClassKind, id: number | undefined): ClassActivity | undefined {
  return BY_CLASS.get(`${kind} ${id}`);
}

/** Under which an event goes that names neither operation nor a known activity. */
export function nameOfClass(kind: ClassKind): string {
  const name = CLASSES.find((each) => each.kind === kind)?.name ?? 'API Activity';
  return `ocsf:${name}`;
}

export const OPERATIONS: readonly Operation[] = [
  ...AWS_OPERATIONS,
  ...[...BY_CLASS.values()].map(({ operation, action }) => ({ operation, action })),
  { operation: DETECTION, action: 'alert' },
  CONNECT,
  REQUEST,
  COMMAND,
  TOKEN_COMMAND,
  FILE_COMMAND,
];
