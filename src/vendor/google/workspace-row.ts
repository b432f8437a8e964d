/** The shape of a row in the table of Workspace events, and what its finders may ask. */

import type * as shared from '../../contract/operation-row.ts';
import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Credential, Issued, Outcome, Principal, Target } from '../../model/event.ts';
import type { Activity, ActivityEvent, Parameters } from './workspace-activity.ts';

/** One event of an activity with what is known of its actor. */
export interface WorkspaceCall {
  readonly activity: Activity;
  readonly event: ActivityEvent;
  readonly parameters: Parameters;
  readonly principal: Principal;
  readonly subject: Principal | undefined;
}

export type FindDetail = shared.FindDetail<WorkspaceCall>;
export type FindDetails = shared.FindDetails<WorkspaceCall>;
export type FindPrincipal = (call: Omit<WorkspaceCall, 'subject'>) => Principal | undefined;

export interface Finders {
  /** Whose credential, factor or right it is about. */
  readonly subject?: FindPrincipal;
  readonly targets?: (call: WorkspaceCall) => readonly Target[];
  readonly issues?: (call: WorkspaceCall) => readonly Issued[];
  readonly presents?: (call: WorkspaceCall) => Credential | undefined;
  readonly details?: FindDetails;
  /** Where the parameters decide what it was. */
  readonly decide?: (call: WorkspaceCall) => Action;
  readonly outcome?: Outcome;
  /** What went wrong, of events that tell of a failure. */
  readonly error?: FindDetail;
}

export interface WorkspaceRow extends Operation, Finders {}

export function row(operation: string, action: Action, finders: Finders = {}): WorkspaceRow {
  return { operation, action, ...finders };
}

/** Rows that differ in their name only. */
export function rows(
  application: string,
  action: Action,
  names: readonly string[],
  finders: Finders = {},
): WorkspaceRow[] {
  return rowsOf(application, action, names, finders);
}
