/**
 * What the analytics can see, from the logs themselves: `credtrail coverage`. It counts what each of them lives on and
 * gives a verdict per analytic and provider. It cannot tell a log that is off from one in which nothing happened.
 */

import { ANALYTICS } from '../analytics/index.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Event, Provider } from '../model/event.ts';
import {
  type CoverageReport,
  FIELDS,
  type FieldName,
  type SourceCoverage,
} from '../report/coverage-shape.ts';
import { actionKey, empty, entry, fieldsOf, note, type Seen } from './coverage-census.ts';
import { STREAMS, type Stream } from './coverage-table.ts';
import { verdictsOf } from './coverage-verdicts.ts';
import { createDelays } from './delivery-delays.ts';
import { type EventsRequest, eventsInOrder } from './events.ts';
import type { FileOutcome } from './reading-messages.ts';
import { createSilences } from './silences.ts';
import { createTelemetryChanges } from './telemetry-changes.ts';

/** Analytics of ATT&CK 19 for the platforms IaaS and Identity Provider: what there is to implement. */
const CLOUD_ANALYTICS = 131;
/** Operations kept by name per provider and action. */
const MOST_OPERATIONS = 5000;

export interface CoverageRequest extends EventsRequest {
  /** Providers in use; undefined = all that an analytic looks at. */
  readonly providers?: readonly Provider[];
}

export async function measureCoverage(
  request: CoverageRequest,
): Promise<{ report: CoverageReport; outcomes: readonly FileOutcome[] }> {
  const { taker, outcomes } = await eventsInOrder(request, async () => createCensus(request.files));
  return { report: taker.report(request.providers), outcomes };
}

/** Events must come in the order of time; `files` are those their places speak of. */
export function createCensus(files: readonly InputFile[]) {
  const streams = new Map<string, Seen>();
  const providers = new Map<Provider, Seen>();
  const sources = new Map<string, Seen & { readonly provider: Provider }>();
  const actions = new Map<string, { events: number; operations: Map<string, number> }>();
  const silences = createSilences();
  const changes = createTelemetryChanges();
  const delays = createDelays(files);
  const streamsOf = createStreamLookUp();
  let events = 0;
  return {
    take(event: Event): void {
      events++;
      const filled = filledIn(event);
      note(entry(providers, event.provider, empty), event, filled);
      note(
        entry(sources, event.source, () => ({ ...empty(), provider: event.provider })),
        event,
        filled,
      );
      for (const [name, { when }] of streamsOf(event))
        if (when === undefined || when(event)) note(entry(streams, name, empty), event, filled);
      const told = entry(actions, actionKey(event.provider, event.action), () => ({
        events: 0,
        operations: new Map<string, number>(),
      }));
      told.events++;
      const times = told.operations.get(event.operation);
      if (times !== undefined || told.operations.size < MOST_OPERATIONS)
        told.operations.set(event.operation, (times ?? 0) + 1);
      delays.take(event);
      silences.take(event);
      changes.take(event);
    },
    report(inUse?: readonly Provider[]): CoverageReport {
      const seen = [...providers.values()];
      const [silent, changed] = [silences.found(), changes.told()];
      return {
        period:
          events === 0
            ? undefined
            : {
                first: Math.min(...seen.map(({ first }) => first)),
                last: Math.max(...seen.map(({ last }) => last)),
              },
        events,
        yardstick: { implemented: ANALYTICS.length, of: CLOUD_ANALYTICS },
        verdicts: verdictsOf({ streams, providers, actions }, silent, changed, inUse),
        sources: [...sources]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, each]) => sourceOf(id, each, delays.of(id))),
        silences: silent,
        telemetryChanges: changed,
        notes: NOTES,
      };
    },
  };
}

const NOTES: readonly string[] = [
  'A stream of which nothing was read may be off, lost on the way, or have had nothing to tell; the switch named beside it settles which.',
  'How late records arrive is told of CloudTrail alone, by the names of its files: events carry when they happened, not when they were delivered.',
];

function filledIn(event: Event): readonly FieldName[] {
  const has: Readonly<Record<FieldName, boolean>> = {
    'client.ip': event.client.ip !== undefined || event.client.service !== undefined,
    'client.userAgent': event.client.userAgent !== undefined,
    credential: event.credential !== undefined,
    session: event.session !== undefined,
    subject: event.subject !== undefined,
    issued: event.issued.length > 0,
  };
  return FIELDS.filter((field) => has[field]);
}

/** The streams an event may belong to, as far as source, operation and action tell; remembered. */
function createStreamLookUp() {
  const memo = new Map<string, readonly (readonly [string, Stream])[]>();
  const all = Object.entries(STREAMS);
  return ({ provider, source, operation, action }: Event): readonly (readonly [string, Stream])[] => {
    const key = `${provider}\n${source}\n${operation}\n${action}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const matching = all.filter(
      ([, stream]) =>
        stream.provider === provider &&
        (stream.source === undefined || stream.source === source) &&
        (stream.actions?.includes(action) ?? true) &&
        (stream.operations?.test(operation) ?? true),
    );
    if (memo.size < MOST_OPERATIONS) memo.set(key, matching);
    return matching;
  };
}

function sourceOf(
  source: string,
  seen: Seen & { readonly provider: Provider },
  delay: SourceCoverage['delay'],
): SourceCoverage {
  const { provider, events, first, last } = seen;
  return { source, provider, events, first, last, fields: fieldsOf(seen, {}), delay };
}
