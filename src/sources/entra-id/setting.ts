/** Which of an audit's changed properties is the setting that was changed. */

import type { Change } from '../../vendor/microsoft/changes.ts';
import type { Call } from './call.ts';
import type { Facts } from './row.ts';

export function settingOf({ setting }: Facts, call: Call): Change | undefined {
  if (setting !== undefined) {
    const named = call.change(setting);
    if (named !== undefined) return named;
  }
  return call.changes.find((change) => !isAccompaniment(change.name) && differ(change));
}

/** Properties that name the object or the request rather than say what was changed. */
function isAccompaniment(name: string): boolean {
  return (
    ACCOMPANIMENTS.has(name) ||
    /ObjectID$/i.test(name) ||
    /^(?:TargetId|ActorId|Actor|SPN|MethodExecutionResult|User|TargetAppId)\b\.?/.test(name)
  );
}

const ACCOMPANIMENTS: ReadonlySet<string> = new Set([
  'Included Updated Properties',
  'Action Client Name',
  'Credential Count',
  'DisplayName',
  'ObjectID',
]);

function differ(change: Change): boolean {
  return JSON.stringify(change.old) !== JSON.stringify(change.new);
}
