/**
 * One seed: scans the organisation's logs as a user would, holds the result against the labels, and runs the simple
 * rules over the same events.
 */

import { scan } from '../../src/app/scan.ts';
import type { Event } from '../../src/model/event.ts';
import { type Labelled, readLabels } from './labelled.ts';
import { type Score, score } from './measure.ts';
import { organisation, type Size, sinceOf } from './organisation.ts';
import { createRules, type RuleAlert, type Rules } from './rules.ts';
import { withSimulated } from './simulated.ts';

export interface SeedResult {
  readonly score: Score;
  readonly rules: readonly RuleScore[];
  /** Problems of reading: a simulated log that cannot be read whole measures nothing. */
  readonly problems: number;
  /** Of the scan. */
  readonly milliseconds: number;
}

export interface RuleScore {
  readonly rule: RuleAlert['rule'];
  readonly campaigns: number;
  readonly falseAlerts: number;
}

export function measureSeed(seed: number, size: Size): Promise<SeedResult> {
  return withSimulated(organisation(seed, size), async ({ request, listing, labels }) => {
    const labelled = readLabels(labels);
    const since = sinceOf(size);
    let beside = createBeside(since, labelled);
    const { result, timings } = await scan({
      ...request,
      listing,
      since,
      minLevel: 'low',
      beside: () => {
        beside = createBeside(since, labelled);
        return beside;
      },
    });
    const scanned = {
      seed,
      findings: result.findings,
      incidents: result.incidents,
      events: result.counters.events,
      principals: beside.principals.size,
      days: size.days - size.history,
    };
    return {
      score: score(scanned, labelled),
      rules: (['operation', 'first-seen'] as const).map((rule) => scoreRule(rule, beside.rules, labelled)),
      problems: result.problems.length,
      milliseconds: timings.total,
    };
  });
}

/** What looks at the events beside the engine. */
function createBeside(since: number, { byEvent }: Labelled) {
  const principals = new Set<string>();
  const rules = createRules(since, (uid) => byEvent.has(uid));
  const take = (event: Event): void => {
    principals.add(event.principal.uid);
    rules.take(event);
  };
  return { principals, rules, take };
}

function scoreRule(rule: RuleAlert['rule'], { alerts }: Rules, { byEvent }: Labelled): RuleScore {
  const own = [...alerts.values()].filter((alert) => alert.rule === rule);
  const caught = own.flatMap(({ event }) => byEvent.get(event)?.campaign ?? []);
  return {
    rule,
    campaigns: new Set(caught).size,
    falseAlerts: own.filter((alert) => !alert.labelled).length,
  };
}
