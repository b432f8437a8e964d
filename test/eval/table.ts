/** Scores of many seeds as medians, shares and a Markdown table, with the bars they are held against. */

import { atLeast, type CampaignScore, type Score } from './measure.ts';
import type { SeedResult } from './seed.ts';

export interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly wanted: string;
  readonly met: boolean;
}

const HOUR = 3_600_000;

export function bars(results: readonly SeedResult[]): Bar[] {
  const campaigns = campaignsOf(results);
  const share = (holds: (each: CampaignScore) => boolean): number =>
    campaigns.filter(holds).length / Math.max(1, campaigns.length);
  const complete = mean(campaigns.map(({ completeness }) => completeness));
  return [
    bar(
      'campaigns detected (medium or above)',
      share(({ level }) => atLeast(level, 'medium')),
      '≥ 0.95',
      (x) => x >= 0.95,
    ),
    bar(
      'campaigns detected at high or above',
      share(({ level }) => atLeast(level, 'high')),
      '≥ 0.85',
      (x) => x >= 0.85,
    ),
    bar('steps of a campaign inside its top incident', complete, '≥ 0.80', (x) => x >= 0.8),
    bar('false findings a day, high or above', falseADay(results, 'high'), '≤ 0.5', (x) => x <= 0.5),
    bar('false findings a day, medium or above', falseADay(results, 'medium'), '≤ 3', (x) => x <= 3),
    bar(
      'false findings at the recall of first-seen rules, as a share of theirs',
      againstFirstSeen(results),
      '≤ 0.1',
      (x) => x <= 0.1,
    ),
  ];
}

export function markdown(title: string, results: readonly SeedResult[]): string {
  const scores = results.map((each) => each.score);
  const events = sum(scores.map((each) => each.events));
  return [
    `**${title}**: ${results.length} seeds, ${events.toLocaleString('en')} events, ${Math.round(mean(scores.map(({ principals }) => principals)))} principals and ${Math.round(events / results.length).toLocaleString('en')} events each on average.`,
    '',
    '| bar | measured | wanted | |',
    '|---|---:|---:|---|',
    ...bars(results).map(
      ({ what, measured, wanted, met }) =>
        `| ${what} | ${measured.toFixed(3)} | ${wanted} | ${met ? 'met' : '**missed**'} |`,
    ),
    '',
    ...campaignTable(results),
    '',
    ...analyticTable(results),
    '',
    ...ruleTable(results),
    '',
    ...falseTable(results),
  ].join('\n');
}

function campaignTable(results: readonly SeedResult[]): string[] {
  const all = campaignsOf(results);
  const rows = [...new Set(all.map(({ campaign }) => campaign))].sort().flatMap((campaign) =>
    [false, true].flatMap((stealthy) => {
      const own = all.filter((each) => each.campaign === campaign && each.stealthy === stealthy);
      if (own.length === 0) return [];
      const at = (level: 'medium' | 'high'): string =>
        `${own.filter((each) => atLeast(each.level, level)).length}`;
      const delays = own.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
      const delay = delays.length === 0 ? '–' : (median(delays) / HOUR).toFixed(1);
      const complete = mean(own.map(({ completeness }) => completeness)).toFixed(2);
      return [
        `| ${campaign} | ${stealthy ? 'stealthy' : 'noisy'} | ${own.length} | ${at('medium')} | ${at('high')} | ${complete} | ${delay} |`,
      ];
    }),
  );
  return [
    '| campaign | variant | staged | ≥ medium | ≥ high | completeness | hours to detect (median) |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows,
  ];
}

function analyticTable(results: readonly SeedResult[]): string[] {
  const all = campaignsOf(results);
  const named = [...new Set(all.flatMap(({ expected }) => expected))].sort();
  const days = sum(results.map(({ score }) => score.days));
  const events = sum(results.map(({ score }) => score.events));
  const rows = named.map((analytic) => {
    const expected = all.filter((each) => each.expected.includes(analytic));
    const fired = expected.filter((each) => each.fired.includes(analytic)).length;
    const wrong = results.flatMap(({ score }) =>
      score.falseFindings.filter((each) => each.analytic === analytic),
    );
    const count = (level: 'medium' | 'high'): number =>
      wrong.filter((each) => atLeast(each.level, level)).length;
    return `| ${analytic} | ${fired} of ${expected.length} | ${(count('medium') / days).toFixed(2)} | ${(count('high') / days).toFixed(2)} | ${((count('medium') / events) * 100_000).toFixed(2)} |`;
  });
  return [
    '| analytic | campaigns it should see, seen | false a day ≥ medium | ≥ high | false ≥ medium per 100,000 events |',
    '|---|---:|---:|---:|---:|',
    ...rows,
  ];
}

function ruleTable(results: readonly SeedResult[]): string[] {
  const staged = campaignsOf(results).length;
  const days = sum(results.map(({ score }) => score.days));
  const names = ['operation', 'first-seen'];
  const rows = names.map((name) => {
    const own = results.flatMap(({ rules }) => rules.filter(({ rule }) => rule === name));
    const found = sum(own.map(({ campaigns }) => campaigns));
    const wrong = sum(own.map(({ falseAlerts }) => falseAlerts));
    return `| plain ${name} rules | ${found} of ${staged} | ${(wrong / days).toFixed(1)} |`;
  });
  const ours = campaignsOf(results).filter(({ level }) => atLeast(level, 'medium')).length;
  return [
    '| on the same events | campaigns found | false alerts a day |',
    '|---|---:|---:|',
    ...rows,
    `| Credtrail, medium or above | ${ours} of ${staged} | ${falseADay(results, 'medium').toFixed(2)} |`,
    '',
    `Findings to look at, heaviest first, until the last campaign of a seed has been seen: ${median(results.map(({ score }) => score.toReview))} (median).`,
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

export function falseADay(results: readonly SeedResult[], least: 'medium' | 'high'): number {
  const wrong = results.flatMap(({ score }) =>
    score.falseFindings.filter(({ level }) => atLeast(level, least)),
  );
  return wrong.length / Math.max(1, sum(results.map(({ score }) => score.days)));
}

/**
 * The first-seen rules find a share of the campaigns. Our findings are cut at the bits where as many campaigns are
 * found; what is false above the cut, against their false alerts.
 */
function againstFirstSeen(results: readonly SeedResult[]): number {
  const theirs = results.flatMap(({ rules }) => rules.filter(({ rule }) => rule === 'first-seen'));
  const recall = sum(theirs.map(({ campaigns }) => campaigns));
  const heaviest = results.flatMap(({ score }) => score.heaviest).sort((a, b) => b - a);
  const cut = heaviest[recall - 1];
  if (cut === undefined) return Number.POSITIVE_INFINITY; // they find more than we do at any cut
  const ours = results.flatMap(({ score }) => score.falseFindings.filter(({ bits }) => bits >= cut)).length;
  return ours / Math.max(1, sum(theirs.map(({ falseAlerts }) => falseAlerts)));
}

function campaignsOf(results: readonly SeedResult[]): CampaignScore[] {
  return results.flatMap(({ score }: { readonly score: Score }) => score.campaigns);
}

function bar(what: string, measured: number, wanted: string, holds: (value: number) => boolean): Bar {
  return { what, measured, wanted, met: holds(measured) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
