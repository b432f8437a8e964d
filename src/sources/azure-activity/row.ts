/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { CredentialKind, Details } from '../../model/event.ts';
import type { Call } from './call.ts';
import type { FindDetails } from './details.ts';
import type { FindSubject } from './subjects.ts';

/** What else matters about an operation. All of it is optional. */
export interface Facts {
  /** The same for every call of the operation. */
  readonly constant?: Details;
  readonly details?: FindDetails;
  readonly subject?: FindSubject;
  /** The kind of the credential made: Azure names it by the resource the call is about. */
  readonly issues?: CredentialKind;
  /** Where the request or the resource's name decides what the call was. */
  readonly decide?: (call: Call) => Action;
}

export interface Row extends Operation, Facts {}

/** Rows of one resource provider, without its `Microsoft.`. */
export function rows(provider: string, action: Action, names: readonly string[], facts: Facts = {}): Row[] {
  return names.map((name) => ({ operation: `${provider.toLowerCase()}:${name}`, action, ...facts }));
}
