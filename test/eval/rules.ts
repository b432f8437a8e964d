/**
 * What the scan is measured against, on the same events: plain rules over operation names, and rules over what is
 * seen for the first time with a principal. Both as simple as such rules are where they are used; one alert for each
 * principal and reason a day.
 */

import { type Action, ADMINISTRATION } from '../../src/model/action.ts';
import type { Event } from '../../src/model/event.ts';

export interface RuleAlert {
  readonly rule: 'operation' | 'first-seen';
  readonly key: string;
  readonly event: string;
  readonly labelled: boolean;
}

/** Published rules name operations of these: whoever makes, reads or resets secrets, or changes trust. */
const SENSITIVE: ReadonlySet<Action> = new Set(ADMINISTRATION);

const DAY = 86_400_000;

export interface Rules {
  take(event: Event): void;
  readonly alerts: ReadonlyMap<string, RuleAlert>;
}

/** @param from epoch ms; before it nothing is reported, and the first-seen rules learn */
export function createRules(from: number, isLabelled: (uid: string) => boolean): Rules {
  const alerts = new Map<string, RuleAlert>();
  const seen = new Set<string>();
  const known = new Set<string>();
  const raise = (rule: RuleAlert['rule'], event: Event, reason: string): void => {
    const key = `${rule} ${event.principal.uid} ${reason} ${Math.floor(event.time / DAY)}`;
    const before = alerts.get(key);
    const labelled = isLabelled(event.uid);
    // A day's alert about an intrusion may begin with an honest event: whoever looks sees both.
    if (before === undefined || (labelled && !before.labelled))
      alerts.set(key, { rule, key, event: event.uid, labelled });
  };
  return {
    alerts,
    take(event) {
      const { principal, operation, client, action } = event;
      if (principal.kind === 'service' || action === 'alert') return;
      if (event.time >= from && SENSITIVE.has(action) && event.outcome === 'success')
        raise('operation', event, operation);
      const values = [
        `network ${client.network ?? ''}`,
        `country ${client.country ?? ''}`,
        `agent ${client.agent ?? ''}`,
        `operation ${operation}`,
        `region ${event.region ?? ''}`,
        ...event.issued.map(({ holder }) => `holder ${holder.uid}`),
      ];
      for (const value of values) {
        const pair = `${principal.uid} ${value}`;
        if (seen.has(pair)) continue;
        seen.add(pair);
        if (event.time >= from && known.has(principal.uid)) raise('first-seen', event, value);
      }
      known.add(principal.uid);
    },
  };
}
