/** What a row of the table says of one call: action, what was issued, whom it concerns, and details. */

import { toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Details, Issued, Principal } from '../../model/event.ts';
import { type Change, settingText } from '../../vendor/microsoft/changes.ts';
import type { Call } from './call.ts';
import type { Row } from './row.ts';

export interface Facts {
  readonly action: Action;
  readonly issued: readonly Issued[];
  readonly subject: Principal | undefined;
  readonly details: Details;
}

const NO_ISSUED: readonly Issued[] = Object.freeze([]);

export function factsOf(row: Row, call: Call, common: Details, succeeded: boolean): Facts {
  const action = row.decide === undefined ? row.action : row.decide(call);
  if (action === 'use') return { action, issued: NO_ISSUED, subject: undefined, details: common };
  const subject = row.subject?.(call);
  const found: Record<string, string | number | boolean | undefined> = {};
  for (const [name, find] of Object.entries(row.details ?? {})) found[name] = find(call);
  if (subject !== undefined) found['selfService'] = subject.uid === call.principal.uid;
  return {
    action,
    issued: succeeded ? (row.issues?.(call, subject) ?? NO_ISSUED) : NO_ISSUED,
    subject,
    details: toldDetails(common, row.constant, found, settingOf(row, call)),
  };
}

/** Names of properties that say nothing of what changed. */
const EMPTY =
  /^(?:Included Updated Properties|TargetId\.|Actor|MethodExecutionResult|Action Client Name|DisplayName$|ServicePrincipal\.|SPN$|User\.|TargetId$)/;

function settingOf(row: Row, { changes }: Call): Readonly<Record<string, string | undefined>> {
  const wanted = row.setting;
  const change: Change | undefined =
    wanted === undefined
      ? changes.find(({ name }) => !EMPTY.test(name))
      : changes.find(({ name }) => wanted.test(name));
  if (change === undefined) return {};
  return { setting: change.name, settingOld: settingText(change.old), settingNew: settingText(change.new) };
}
