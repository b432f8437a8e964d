/**
 * Which OCSF class an event belongs to: one table by action. Classes about an account or an entity need one
 * to name; an event that names none falls back to API Activity, which only needs a caller and a call.
 */

import type { Action } from '../model/action.ts';
import type { Event } from '../model/event.ts';

export interface EventClass {
  readonly uid: number;
  readonly name: string;
  readonly category: number;
  readonly categoryName: string;
}

const IAM = { category: 3, categoryName: 'Identity & Access Management' } as const;

const API_ACTIVITY: EventClass = {
  uid: 6003,
  name: 'API Activity',
  category: 6,
  categoryName: 'Application Activity',
};
const AUTHENTICATION: EventClass = { uid: 3002, name: 'Authentication', ...IAM };
const ACCOUNT_CHANGE: EventClass = { uid: 3001, name: 'Account Change', ...IAM };
const ENTITY_MANAGEMENT: EventClass = { uid: 3004, name: 'Entity Management', ...IAM };
const USER_ACCESS: EventClass = { uid: 3005, name: 'User Access Management', ...IAM };

export interface Activity {
  readonly id: number;
  readonly name: string;
}

interface ClassRow {
  readonly class: EventClass;
  /** `verb`: read from the operation's name. */
  readonly activity: Activity | 'verb';
}

/** activity_id 99 is OCSF's Other, whose name is ours to give: it has none for keys, only for passwords. */
const other = (name: string): Activity => ({ id: 99, name });

const EVENT_CLASSES: Readonly<Record<Action, ClassRow>> = {
  signin: { class: AUTHENTICATION, activity: { id: 1, name: 'Logon' } },
  'token.mint': { class: AUTHENTICATION, activity: { id: 1, name: 'Logon' } },
  'token.metadata': { class: API_ACTIVITY, activity: { id: 2, name: 'Read' } },
  'credential.create': { class: ACCOUNT_CHANGE, activity: other('Credential Create') },
  'credential.import': { class: ACCOUNT_CHANGE, activity: other('Credential Import') },
  'credential.reset': { class: ACCOUNT_CHANGE, activity: other('Credential Reset') },
  'credential.read': { class: API_ACTIVITY, activity: { id: 2, name: 'Read' } },
  'factor.change': { class: ACCOUNT_CHANGE, activity: other('MFA Factor Change') },
  'sso.change': { class: ENTITY_MANAGEMENT, activity: { id: 3, name: 'Update' } },
  'trust.change': { class: ENTITY_MANAGEMENT, activity: { id: 3, name: 'Update' } },
  'privilege.grant': { class: USER_ACCESS, activity: { id: 1, name: 'Assign Privileges' } },
  'resource.access': { class: API_ACTIVITY, activity: 'verb' },
  'telemetry.change': { class: API_ACTIVITY, activity: 'verb' },
  // Another detector's finding is quoted as the call that brought it; findings of class 2004 are ours.
  alert: { class: API_ACTIVITY, activity: { id: 2, name: 'Read' } },
  use: { class: API_ACTIVITY, activity: 'verb' },
};

export function eventClass(event: Event): { readonly class: EventClass; readonly activity: Activity } {
  const row = EVENT_CLASSES[event.action];
  const usable = canName(row.class, event);
  const chosen = usable ? row.class : API_ACTIVITY;
  const activity = usable ? row.activity : 'verb';
  return { class: chosen, activity: activity === 'verb' ? verbActivity(event.operation) : activity };
}

/** Whose account the event is about: the subject, else the holder of what it issued, else nobody. */
export function concerned(event: Event): Event['principal'] | undefined {
  return event.subject ?? event.issued[0]?.holder;
}

function canName(wanted: EventClass, event: Event): boolean {
  switch (wanted) {
    case ACCOUNT_CHANGE:
    case USER_ACCESS:
      return concerned(event) !== undefined;
    case ENTITY_MANAGEMENT:
      return event.targets.length > 0;
    default:
      return true;
  }
}

/** API Activity's create, read, update and delete, by the verbs cloud vendors begin operation names with. */
const VERBS: readonly (readonly [RegExp, Activity])[] = [
  [/^(?:create|run|register|import|allocate|issue|insert|generate|upload|copy)/i, { id: 1, name: 'Create' }],
  [
    /^(?:get|list|describe|head|lookup|search|query|batchget|view|read|select|download|decrypt|scan|discover)/i,
    { id: 2, name: 'Read' },
  ],
  [
    /^(?:update|modify|set|put|patch|attach|change|enable|disable|start|stop|associate|add|tag|reset|restore|replace|rotate)/i,
    { id: 3, name: 'Update' },
  ],
  [
    /^(?:delete|remove|detach|terminate|disassociate|revoke|deregister|untag|purge|cancel)/i,
    { id: 4, name: 'Delete' },
  ],
];

function verbActivity(operation: string): Activity {
  const name = operation.slice(operation.indexOf(':') + 1);
  return VERBS.find(([verb]) => verb.test(name))?.[1] ?? other(name === '' ? 'Unknown' : name);
}
