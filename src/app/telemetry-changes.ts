/** Keeps what was done to the logs themselves, and whether it was undone. What it means for an analytic is told elsewhere. */

import type { Event } from '../model/event.ts';
import type { TelemetryChange } from '../report/coverage-shape.ts';
import { OURS, RESTORES } from './coverage-table.ts';

/** Kinds of change × scopes × people; one line each. */
const MOST_KEPT = 500;

export function createTelemetryChanges() {
  const kept = new Map<string, { -readonly [K in keyof TelemetryChange]: TelemetryChange[K] }>();
  return {
    /** Events must come in the order of time. */
    take(event: Event): void {
      if (event.outcome !== 'success') return;
      const restored = RESTORES.find(({ by }) => by.test(event.operation));
      if (restored !== undefined)
        for (const change of kept.values())
          if (change.scope === event.scope && restored.change.test(change.operation))
            change.restored = event.time;
      if (event.action !== 'telemetry.change' || restored !== undefined) return;
      const { time, provider, scope, region, operation, principal } = event;
      const target = event.targets[0]?.name ?? event.targets[0]?.uid;
      const key = [operation, scope, region, principal.uid, target].join('\n');
      const known = kept.get(key);
      if (known !== undefined) {
        known.count++;
        known.restored = undefined;
      } else if (kept.size < MOST_KEPT) {
        const by = principal.name === '' ? principal.uid : principal.name;
        const ours = OURS.test(operation);
        kept.set(key, {
          time,
          provider,
          scope,
          region,
          operation,
          by,
          target,
          ours,
          count: 1,
          restored: undefined,
        });
      }
    },
    told: (): readonly TelemetryChange[] => [...kept.values()],
  };
}
