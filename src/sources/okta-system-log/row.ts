/** The shape of a row in the table of event types. */

import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details } from '../../model/event.ts';

/** What a successful event of the type begins or hands out. */
export type Issues = 'session' | 'api-token' | 'tokens' | 'password' | 'factor' | 'client' | 'credential';

interface Extras {
  /** Constant facts about the event type: `secretType`, `ssoScope`, `factor`, `riskLevel`. */
  readonly details?: Details;
  readonly issues?: Issues;
  /** The caller proves here who they are: what the record holds of a session is not what was presented. */
  readonly proves?: true;
}

export interface Row extends Operation, Extras {}

export function rows(action: Action, names: string, extras: Extras = {}): Row[] {
  return rowsOf('okta', action, names.trim().split(/\s+/), extras);
}
