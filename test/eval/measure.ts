/** Holds a scan's result against the labels: what was found, how whole, how soon, and what was raised for nothing. */

import type { Finding, Incident } from '../../src/model/finding.ts';
import { compareLevels, type Level } from '../../src/model/level.ts';
import type { CampaignLabels, Labelled } from './labelled.ts';

export interface CampaignScore {
  readonly campaign: string;
  readonly stealthy: boolean;
  /** The highest level of any finding on one of its events. */
  readonly level: Level | undefined;
  /** Share of its covered steps that are inside the incident that holds most of them. */
  readonly completeness: number;
  /** Milliseconds from its first event to the first finding at medium or above. */
  readonly delay: number | undefined;
  /** Analytics that its labels name, and of them those that raised a finding at medium or above. */
  readonly expected: readonly string[];
  readonly fired: readonly string[];
}

export interface Score {
  readonly seed: number;
  readonly events: number;
  readonly principals: number;
  /** Days reported on. */
  readonly days: number;
  readonly campaigns: readonly CampaignScore[];
  /** Findings without any labelled event. */
  readonly falseFindings: readonly FalseFinding[];
  /** Findings to look at, heaviest first, until the last campaign that is found at all has been seen. */
  readonly toReview: number;
  /** Bits of every finding at medium or above that is false, and of each campaign's heaviest, for curves. */
  readonly heaviest: readonly number[];
}

export interface FalseFinding {
  readonly analytic: string;
  readonly detection: string;
  readonly level: Level;
  readonly bits: number;
  readonly summary: string;
}

export interface Scanned {
  readonly seed: number;
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly events: number;
  readonly principals: number;
  readonly days: number;
}

export function score(scanned: Scanned, labels: Labelled, stealthy: (campaign: string) => boolean): Score {
  const { findings } = scanned;
  const isTrue = (finding: Finding): boolean => finding.eventUids.some((uid) => labels.byEvent.has(uid));
  const campaigns = labels.campaigns.map((campaign) =>
    scoreCampaign(campaign, stealthy(campaign.id), scanned, labels),
  );
  return {
    seed: scanned.seed,
    events: scanned.events,
    principals: scanned.principals,
    days: scanned.days,
    campaigns,
    falseFindings: findings
      .filter((finding) => !isTrue(finding))
      .map(({ analytic, detection, level, bits, summary }) => ({
        analytic,
        detection,
        level,
        bits,
        summary,
      })),
    toReview: reviewDepth(findings, labels),
    heaviest: labels.campaigns.flatMap(({ id }) => {
      const own = findings.filter((finding) => concerns(finding, id, labels));
      return own.length === 0 ? [] : [Math.max(...own.map(({ bits }) => bits))];
    }),
  };
}

export function atLeast(level: Level | undefined, least: Level): boolean {
  return level !== undefined && compareLevels(level, least) >= 0;
}

function scoreCampaign(
  { id, began, steps, analytics }: CampaignLabels,
  stealthy: boolean,
  { findings, incidents }: Scanned,
  labels: Labelled,
): CampaignScore {
  const own = findings.filter((finding) => concerns(finding, id, labels));
  const loud = own.filter(({ level }) => atLeast(level, 'medium'));
  const [level] = own.map((finding) => finding.level).sort((a, b) => compareLevels(b, a));
  const stepsOf = (finding: Finding): number[] =>
    finding.eventUids.flatMap((uid) => {
      const label = labels.byEvent.get(uid);
      return label?.campaign === id && label.analytics.length > 0 ? [label.step] : [];
    });
  const inside = incidents.map(
    (incident) => new Set(own.filter(({ incident: uid }) => uid === incident.uid).flatMap(stepsOf)).size,
  );
  return {
    campaign: id,
    stealthy,
    level,
    completeness: steps.length === 0 ? 1 : Math.max(0, ...inside) / steps.length,
    delay: loud.length === 0 ? undefined : Math.min(...loud.map(({ time }) => time)) - began,
    expected: analytics,
    fired: [...new Set(loud.map(({ analytic }) => analytic))].sort(),
  };
}

function concerns(finding: Finding, campaign: string, labels: Labelled): boolean {
  return finding.eventUids.some((uid) => labels.byEvent.get(uid)?.campaign === campaign);
}

/** Heaviest first, as the report lists them. */
function reviewDepth(findings: readonly Finding[], labels: Labelled): number {
  const ranked = [...findings].sort((a, b) => compareLevels(b.level, a.level) || b.bits - a.bits);
  const firsts = labels.campaigns.map(({ id }) =>
    ranked.findIndex((finding) => concerns(finding, id, labels)),
  );
  return Math.max(0, ...firsts.map((at) => at + 1));
}
