/**
 * What `credtrail coverage` has to say, as data: whoever read the logs fills it, and the page, the JSON and the Navigator
 * layer are written from it. Times are epoch ms.
 */

import type { Action } from '../model/action.ts';
import type { Provider } from '../model/event.ts';

/** `blind`: it cannot work; `degraded`: it works with less than it should have; `sighted`: nothing it asks for is missing. */
export type Verdict = 'blind' | 'degraded' | 'sighted';

export const FIELDS = [
  'client.ip',
  'client.userAgent',
  'credential',
  'session',
  'subject',
  'issued',
] as const;
export type FieldName = (typeof FIELDS)[number];

export interface CoverageReport {
  readonly period: { readonly first: number; readonly last: number } | undefined;
  readonly events: number;
  /** Analytics implemented, of those that ATT&CK has for clouds and identity providers. */
  readonly yardstick: { readonly implemented: number; readonly of: number };
  readonly verdicts: readonly AnalyticCoverage[];
  readonly sources: readonly SourceCoverage[];
  readonly silences: readonly Silence[];
  readonly telemetryChanges: readonly TelemetryChange[];
  readonly notes: readonly string[];
}

/** One analytic over one provider. */
export interface AnalyticCoverage {
  readonly analytic: string;
  readonly title: string;
  readonly technique: string;
  readonly provider: Provider;
  readonly verdict: Verdict;
  /** Whether any event of the provider was read. */
  readonly present: boolean;
  readonly streams: readonly StreamCoverage[];
  /** The actions it judges that this provider's logs can tell of. */
  readonly actions: readonly ActionCoverage[];
  readonly lookBack: { readonly availableDays: number; readonly neededDays: number };
  /** Why the verdict is not better, the worst first. */
  readonly shortfalls: readonly Shortfall[];
}

/** Without it: blind, degraded, or only worth a mention because not everybody uses it. */
export type StreamWeight = 'decisive' | 'needed' | 'helpful';

/** A part of a log that is switched on, or not, by itself. */
export interface StreamCoverage {
  readonly stream: string;
  readonly what: string;
  readonly weight: StreamWeight;
  readonly events: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly fields: readonly FieldCoverage[];
}

export interface FieldCoverage {
  readonly field: FieldName;
  /** Share of the events, 0 to 1. */
  readonly filled: number;
  /** Undefined: nothing is asked of it here. */
  readonly needed: number | undefined;
}

export interface ActionCoverage {
  readonly action: Action;
  readonly events: number;
  readonly operationsSeen: number;
  /** Operations of this action in the tables of the provider's sources. */
  readonly operationsKnown: number;
  /** The operations known, with the events of each; those never seen have none. */
  readonly operations: readonly { readonly operation: string; readonly events: number }[];
}

export interface Shortfall {
  readonly what: string;
  readonly effect: string;
  readonly fix: string;
  readonly makes: Exclude<Verdict, 'sighted'>;
}

export interface SourceCoverage {
  readonly source: string;
  readonly provider: Provider;
  readonly events: number;
  readonly first: number;
  readonly last: number;
  readonly fields: readonly FieldCoverage[];
  /** Undefined where nothing says when records were delivered. */
  readonly delay: DeliveryDelay | undefined;
}

/** From when something happened to when its record was delivered, in whole minutes. */
export interface DeliveryDelay {
  /** Of which it is known. */
  readonly events: number;
  /** Within which half, 95 of 100, and all of them were delivered. */
  readonly half: number;
  readonly most: number;
  readonly all: number;
}

/** Hours in which a scope and region said nothing although they usually do at that time of day. */
export interface Silence {
  readonly source: string;
  readonly provider: Provider;
  readonly scope: string;
  readonly region: string | undefined;
  readonly from: number;
  readonly to: number;
  /** Events that this time of other days brings. */
  readonly usual: number;
  /** It had not ended when the logs did. */
  readonly open: boolean;
}

export interface TelemetryChange {
  readonly time: number;
  readonly provider: Provider;
  readonly scope: string;
  readonly region: string | undefined;
  readonly operation: string;
  readonly by: string;
  readonly target: string | undefined;
  /** What is changed is a log that the analytics live on. */
  readonly ours: boolean;
  readonly count: number;
  readonly restored: number | undefined;
}
