/** Settings as they were and are: from `changeDetails` of a target, else from what `debugData` says of old and new. */

import { textAt } from '../../lib/json.ts';
import { settingChange } from '../../lib/setting-change.ts';
import type { Told } from '../../lib/told-details.ts';
import type { TargetEntry } from './targets.ts';

export function changeOf(targets: readonly TargetEntry[], debug: () => unknown): Told {
  const change = targets.find((entry) => entry.change !== undefined)?.change;
  if (change !== undefined) return settingChange(change.from, change.to);
  const said = debug();
  return {
    setting: textAt(said, 'changedAttributes') ?? textAt(said, 'attributesModified'),
    settingOld: textAt(said, 'oldValue') ?? textAt(said, 'previousValue'),
    settingNew: textAt(said, 'newValue'),
  };
}
