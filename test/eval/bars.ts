/** Scores of many seeds taken together, and the bars they are held against. */

import { atLeast, type CampaignScore } from './measure.ts';
import type { SeedResult } from './seed.ts';

export interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly wanted: string;
  readonly met: boolean;
}

export function bars(results: readonly SeedResult[]): Bar[] {
  const campaigns = campaignsOf(results);
  const share = (least: 'medium' | 'high'): number =>
    campaigns.filter(({ level }) => atLeast(level, least)).length / Math.max(1, campaigns.length);
  return [
    noLess('campaigns detected (medium or above)', share('medium'), 0.95),
    noLess('campaigns detected at high or above', share('high'), 0.85),
    noLess(
      'steps of a campaign inside its top incident',
      mean(campaigns.map(({ completeness }) => completeness)),
      0.8,
    ),
    noMore('false findings a day, high or above', falseADay(results, 'high'), 0.5),
    noMore('false findings a day, medium or above', falseADay(results, 'medium'), 3),
    noMore(
      'false findings at the recall of first-seen rules, as a share of theirs',
      againstFirstSeen(results),
      0.1,
    ),
  ];
}

export function campaignsOf(results: readonly SeedResult[]): CampaignScore[] {
  return results.flatMap(({ score }) => score.campaigns);
}

/** @param analytic ATT&CK id; undefined = all */
export function falseCount(
  results: readonly SeedResult[],
  least: 'medium' | 'high',
  analytic?: string,
): number {
  return results
    .flatMap(({ score }) => score.falseFindings)
    .filter(
      (finding) => atLeast(finding.level, least) && (analytic === undefined || finding.analytic === analytic),
    ).length;
}

export function daysOf(results: readonly SeedResult[]): number {
  return sum(results.map(({ score }) => score.days));
}

function falseADay(results: readonly SeedResult[], least: 'medium' | 'high'): number {
  return falseCount(results, least) / Math.max(1, daysOf(results));
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

function noLess(what: string, measured: number, least: number): Bar {
  return { what, measured, wanted: `≥ ${least.toFixed(2)}`, met: measured >= least };
}

function noMore(what: string, measured: number, most: number): Bar {
  return { what, measured, wanted: `≤ ${most}`, met: measured <= most };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}
