/** What a row of the table says of one call, with the property that was changed beside it. */

import { actionOf, type Facts, factsOf as rowFacts } from '../../contract/operation-row.ts';
import type { Told } from '../../lib/told-details.ts';
import { changeNamed, settingText } from '../../vendor/microsoft/changes.ts';
import type { Call } from './call.ts';
import type { Row } from './row.ts';

/**
 * An operation that the call shows to be ordinary use is told like any that is not listed.
 * @param common what is told of every call of the program
 */
export function factsOf(row: Row, call: Call, common: Facts, succeeded: boolean): Facts {
  if (actionOf(row, call) === 'use') return common;
  return rowFacts(row, call, succeeded, common.details, settingOf(row, call));
}

/** Names of properties that say nothing of what changed. */
const EMPTY =
  /^(?:Included Updated Properties|TargetId\.|Actor|MethodExecutionResult|Action Client Name|DisplayName$|ServicePrincipal\.|SPN$|User\.|TargetId$)/;

function settingOf(row: Row, { changes }: Call): Told | undefined {
  const wanted = row.setting;
  const change =
    wanted === undefined ? changes.find(({ name }) => !EMPTY.test(name)) : changeNamed(changes, wanted);
  if (change === undefined) return undefined;
  return { setting: change.name, settingOld: settingText(change.old), settingNew: settingText(change.new) };
}
