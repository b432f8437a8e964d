/** The engine's own account of an event, where the analytic gives none. */

import { summarise } from '../contract/summary.ts';
import type { Event, Target } from '../model/event.ts';

export function describeEvent(event: Event): string {
  const did = event.outcome === 'failure' ? 'tried' : 'called';
  const on = event.subject ?? takenRole(event) ?? event.issued[0]?.holder ?? event.targets[0];
  const object = on === undefined || on.uid === event.principal.uid ? '' : ` on ${on.name ?? on.uid}`;
  return summarise(event, `${did} ${event.operation}${object}`);
}

/** Where a session names a person, the holder of what it mints is that person again, and the role would go unsaid. */
function takenRole({ action, targets }: Event): Target | undefined {
  return action === 'token.mint' ? targets.find(({ kind }) => kind === 'role') : undefined;
}
