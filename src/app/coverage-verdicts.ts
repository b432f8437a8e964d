/**
 * From what was counted to a verdict: what is decisive and missing makes an analytic blind over a provider; what is needed
 * and missing, too short, silent, or switched off in between makes it degraded.
 */

import { ANALYTICS } from '../analytics/index.ts';
import type { Analytic } from '../contract/analytic.ts';
import type { Provider } from '../model/event.ts';
import type {
  AnalyticCoverage,
  Shortfall,
  Silence,
  StreamCoverage,
  StreamWeight,
  TelemetryChange,
} from '../report/coverage-shape.ts';
import { actionKey, type Census, knownOperations, type Seen, streamOf } from './coverage-census.ts';
import { NEEDS } from './coverage-needs.ts';
import { STREAMS } from './coverage-table.ts';

const DAY = 24 * 3_600_000;
/** Days before a baseline says what is normal with some confidence: two of every weekday. */
const NEEDED_DAYS = 14;
/** Changes and silences told one by one in a verdict's reasons. */
const MOST_REASONS = 3;

export function verdictsOf(
  census: Census,
  silences: readonly Silence[],
  changes: readonly TelemetryChange[],
  inUse: readonly Provider[] | undefined,
): readonly AnalyticCoverage[] {
  const known = knownOperations();
  return ANALYTICS.flatMap((analytic) =>
    needsOf(analytic.attack)
      .filter(([provider]) => inUse?.includes(provider) ?? true)
      .map(([provider, needs]) => verdictOf({ analytic, provider, needs, census, silences, changes, known })),
  );
}

function needsOf(analytic: string): readonly (readonly [Provider, Readonly<Record<string, StreamWeight>>])[] {
  const needs = NEEDS[analytic] ?? {};
  const providers = new Set(Object.values(STREAMS).map(({ provider }) => provider));
  return [...providers].flatMap((provider) => {
    const streams = needs[provider];
    return streams === undefined ? [] : [[provider, streams] as const];
  });
}

interface Asked {
  readonly analytic: Analytic;
  readonly provider: Provider;
  readonly needs: Readonly<Record<string, StreamWeight>>;
  readonly census: Census;
  readonly silences: readonly Silence[];
  readonly changes: readonly TelemetryChange[];
  readonly known: ReadonlyMap<string, ReadonlySet<string>>;
}

function verdictOf(asked: Asked): AnalyticCoverage {
  const { analytic, provider, needs, census } = asked;
  const seen = census.providers.get(provider);
  const streams = Object.entries(needs).flatMap(([name, weight]) => {
    const stream = STREAMS[name];
    return stream === undefined ? [] : [streamOf(name, stream, weight, census.streams.get(name))];
  });
  const shortfalls = [
    ...streams.flatMap((stream) => missing(stream)),
    ...streams.flatMap((stream) => unfilled(stream)),
    ...(seen === undefined ? [] : [...tooShort(seen), ...switchedOff(asked), ...silent(asked)]),
  ].sort((a, b) => (a.makes === b.makes ? 0 : a.makes === 'blind' ? -1 : 1));
  return {
    analytic: analytic.attack,
    title: analytic.title,
    technique: analytic.technique,
    provider,
    verdict: shortfalls[0]?.makes ?? 'sighted',
    present: seen !== undefined,
    streams,
    actions: actionsOf(asked),
    lookBack: { availableDays: daysOf(seen), neededDays: NEEDED_DAYS },
    shortfalls,
  };
}

function missing({ stream, what, weight, events }: StreamCoverage): readonly Shortfall[] {
  const told = STREAMS[stream];
  if (events > 0 || weight === 'helpful' || told === undefined) return [];
  return [
    {
      what: `no event of ${told.provider}: ${what}`,
      effect: `not seen: ${told.loses}`,
      fix: told.switchOn,
      makes: weight === 'decisive' ? 'blind' : 'degraded',
    },
  ];
}

function unfilled({ stream, what, weight, events, fields }: StreamCoverage): readonly Shortfall[] {
  if (events === 0 || weight === 'helpful') return [];
  return fields.flatMap(({ field, filled, needed }): readonly Shortfall[] =>
    needed === undefined || filled >= needed
      ? []
      : [
          {
            what: `${field} is filled in ${percent(filled)} of ${what}, ${percent(needed)} are needed`,
            effect: 'calls cannot be told apart by it, nor tied to their origin',
            fix: `${STREAMS[stream]?.switchOn ?? ''}; have the pipeline keep whole records`,
            makes: 'degraded',
          },
        ],
  );
}

function tooShort(seen: Seen): readonly Shortfall[] {
  const available = daysOf(seen);
  if (available >= NEEDED_DAYS) return [];
  return [
    {
      what: `the logs reach back ${available} ${available === 1 ? 'day' : 'days'}, a baseline needs ${NEEDED_DAYS}`,
      effect: 'little is known of what is normal: findings rest on facts more than on surprise',
      fix: 'give older logs with --baseline, or keep a --state between runs; keep logs for at least that long',
      makes: 'degraded',
    },
  ];
}

function switchedOff({ provider, changes }: Asked): readonly Shortfall[] {
  return changes
    .filter((change) => change.provider === provider && change.ours)
    .slice(0, MOST_REASONS)
    .map(({ operation, scope, by, time, restored }) => ({
      what: `logging was changed: ${operation}${scope === '' ? '' : ` in ${scope}`} by ${by} at ${new Date(time).toISOString()}${restored === undefined ? '' : `, undone at ${new Date(restored).toISOString()}`}`,
      effect: 'what happened meanwhile may be missing',
      fix: 'find out who wanted it; restore the trail, sink, diagnostic setting or audit configuration it changed',
      makes: 'degraded',
    }));
}

function silent({ provider, silences }: Asked): readonly Shortfall[] {
  return silences
    .filter((silence) => silence.provider === provider)
    .slice(0, MOST_REASONS)
    .map(({ source, scope, region, from, to, usual }) => ({
      what: `${source} of ${scope}${region === undefined ? '' : ` ${region}`} is silent from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}, where some ${usual} events are usual`,
      effect: 'nothing that happened there then is seen',
      fix: 'fetch the files of those hours again; if there are none, see who changed delivery and whether the log was off',
      makes: 'degraded',
    }));
}

function actionsOf({ analytic, provider, census, known }: Asked): AnalyticCoverage['actions'] {
  return analytic.listensTo.flatMap((action) => {
    const key = actionKey(provider, action);
    const listed = known.get(key);
    const told = census.actions.get(key);
    if (listed === undefined && told === undefined) return [];
    return [
      {
        action,
        events: told?.events ?? 0,
        operationsSeen: told?.operations.size ?? 0,
        operationsKnown: listed?.size ?? 0,
        operations: [...(listed ?? [])]
          .sort()
          .map((operation) => ({ operation, events: told?.operations.get(operation) ?? 0 })),
      },
    ];
  });
}

/** To the nearest day: the first and the last day of a log begin late and end early. */
function daysOf(seen: Seen | undefined): number {
  return seen === undefined ? 0 : Math.round((seen.last - seen.first) / DAY);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
