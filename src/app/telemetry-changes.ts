/** Keeps what was done to the logs themselves, and whether it was undone. What it means for an analytic is told elsewhere. */

import type { Event } from '../model/event.ts';
import type { TelemetryChange } from '../report/coverage-shape.ts';

/**
 * Changes of logging that take away what the analytics live on; others (detectors, alert rules) are told, and change no
 * verdict.
 */
export const OURS =
  /^(?:cloudtrail:(?!PutInsightSelectors)|s3:PutBucketLifecycle|logging:(?:Delete|Update)(?:Sink|Bucket|Log|Settings)$|logging:(?:Create|Update)Exclusion|[\w.]+:Set(?:Iam|IAM)Policy|(?:insights|aadiam):(?:diagnosticSettings|logProfiles)|operationalinsights:workspaces\/(?:delete|purge)|sql:.*audit|okta:(?:system\.log_stream|event_hook)|management:\w+ \/log-streams|onelogin:BROADCASTER|pingone:SUBSCRIPTION|admin:(?:UPDATE|DELETE|ACTION) \/|exchange:|compliance:)/i;

/** What undoes a change of logging in the same scope. */
const RESTORES: readonly { readonly change: RegExp; readonly by: RegExp }[] = [
  { change: /^cloudtrail:StopLogging$/, by: /^cloudtrail:StartLogging$/ },
  { change: /^cloudtrail:StopEventDataStoreIngestion$/, by: /^cloudtrail:StartEventDataStoreIngestion$/ },
  {
    change: /^okta:system\.log_stream\.lifecycle\.deactivate$/,
    by: /^okta:system\.log_stream\.lifecycle\.activate$/,
  },
];

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
