/** Scores of many seeds as Markdown tables. */

import { median } from '../bench/table.ts';
import { bars, campaignsOf, daysOf, falseCount, mean, sum } from './bars.ts';
import { atLeast, type Sight } from './measure.ts';
import type { SeedResult } from './seed.ts';

const HOUR = 3_600_000;

export function markdown(title: string, results: readonly SeedResult[]): string {
  const scores = results.map((each) => each.score);
  const events = sum(scores.map((each) => each.events));
  const principals = Math.round(mean(scores.map((each) => each.principals)));
  return [
    `**${title}**: ${results.length} seeds, ${events.toLocaleString('en')} events, ${principals} principals and ${Math.round(events / results.length).toLocaleString('en')} events each on average.`,
    '',
    '| bar | measured | wanted | |',
    '|---|---:|---:|---|',
    ...bars(results).map(
      ({ what, measured, wanted, met }) =>
        `| ${what} | ${measured.toFixed(3)} | ${wanted} | ${met ? 'met' : '**missed**'} |`,
    ),
    '',
    ...analyticTable(results),
    '',
    ...ruleTable(results),
    '',
    ...campaignTable(results),
    '',
    ...falseTable(results),
  ].join('\n');
}

/** Overall, then each analytic by itself: of the campaigns and steps that the labels name for it. */
function analyticTable(results: readonly SeedResult[]): string[] {
  const campaigns = campaignsOf(results);
  const named = [...new Set(campaigns.flatMap(({ analytics }) => Object.keys(analytics)))].sort();
  const row = (
    name: string,
    seen: readonly Sight[],
    toReview: readonly number[],
    analytic?: string,
  ): string => {
    const rates = [daysOf(results), benignOf(results) / 100_000].flatMap((per) =>
      (['medium', 'high'] as const).map((least) => (falseCount(results, least, analytic) / per).toFixed(2)),
    );
    return `| ${[name, ...sightCells(seen), ...rates, median(toReview)].join(' | ')} |`;
  };
  return [
    '| analytic | campaigns | ≥ medium | ≥ high | completeness | hours to detect (median) | false a day ≥ medium | ≥ high | false per 100,000 benign events ≥ medium | ≥ high | to review (median) |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    row(
      'all',
      campaigns,
      results.map(({ score }) => score.toReview),
    ),
    ...named.map((analytic) =>
      row(
        analytic,
        campaigns.flatMap(({ analytics }) => analytics[analytic] ?? []),
        results.map(({ score }) => score.toReviewOf[analytic] ?? 0),
        analytic,
      ),
    ),
    '',
    'Of an analytic: the campaigns with a step it ought to see, its own findings on them, and how many of those steps are inside the top incident, whoever brought them there. To review: findings to look at, heaviest first, until the last campaign of a seed that is found at all has been seen.',
  ];
}

/** The plain rules have no levels: each alert is one to look at. */
function ruleTable(results: readonly SeedResult[]): string[] {
  const campaigns = campaignsOf(results);
  const row = (name: string, found: number, wrong: number): string =>
    `| ${name} | ${found} of ${campaigns.length} | ${(wrong / daysOf(results)).toFixed(2)} | ${((wrong / benignOf(results)) * 100_000).toFixed(2)} |`;
  const theirs = (['operation', 'first-seen'] as const).map((name) => {
    const own = results.flatMap(({ rules }) => rules.filter(({ rule }) => rule === name));
    return row(
      `plain ${name} rules`,
      sum(own.map((each) => each.campaigns)),
      sum(own.map(({ falseAlerts }) => falseAlerts)),
    );
  });
  const ours = (['medium', 'high'] as const).map((least) =>
    row(
      `Credtrail, ${least} or above`,
      campaigns.filter(({ level }) => atLeast(level, least)).length,
      falseCount(results, least),
    ),
  );
  return [
    '| on the same events | campaigns found | false a day | false per 100,000 benign events |',
    '|---|---:|---:|---:|',
    ...theirs,
    ...ours,
  ];
}

function campaignTable(results: readonly SeedResult[]): string[] {
  const all = campaignsOf(results);
  const rows = [...new Set(all.map(({ campaign }) => campaign))].sort().flatMap((campaign) =>
    [false, true].flatMap((stealthy) => {
      const own = all.filter((each) => each.campaign === campaign && each.stealthy === stealthy);
      return own.length === 0
        ? []
        : [`| ${[campaign, stealthy ? 'stealthy' : 'noisy', ...sightCells(own)].join(' | ')} |`];
    }),
  );
  return [
    '| campaign | variant | staged | ≥ medium | ≥ high | completeness | hours to detect (median) |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows,
  ];
}

/** How many there are, how many were found at each level, how whole, how soon. */
function sightCells(seen: readonly Sight[]): (string | number)[] {
  const delays = seen.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
  return [
    seen.length,
    seen.filter(({ level }) => atLeast(level, 'medium')).length,
    seen.filter(({ level }) => atLeast(level, 'high')).length,
    mean(seen.map(({ completeness }) => completeness)).toFixed(2),
    delays.length === 0 ? '–' : (median(delays) / HOUR).toFixed(1),
  ];
}

/** The false findings that come most often, for whoever improves the detections. */
function falseTable(results: readonly SeedResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { score } of results) {
    for (const { analytic, detection, level } of score.falseFindings) {
      if (!atLeast(level, 'medium')) continue;
      const key = `${analytic} ${detection} | ${level}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12);
  if (rows.length === 0) return [];
  return [
    '| false findings, most frequent | level | in all seeds |',
    '|---|---|---:|',
    ...rows.map(([key, count]) => `| ${key} | ${count} |`),
  ];
}

function benignOf(results: readonly SeedResult[]): number {
  return sum(results.map(({ score }) => score.benign));
}
