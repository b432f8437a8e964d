/** The engine's own account of an event, where the analytic gives none. */

import { summarise } from '../contract/summary.ts';
import type { Event } from '../model/event.ts';

export function describeEvent(event: Event): string {
  const did = event.outcome === 'failure' ? 'tried' : 'called';
  const on = event.subject ?? event.issued[0]?.holder ?? event.targets[0];
  const object = on === undefined || on.uid === event.principal.uid ? '' : ` on ${on.name ?? on.uid}`;
  return summarise(event, `${did} ${event.operation}${object}`);
}
