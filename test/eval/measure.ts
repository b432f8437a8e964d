/** Holds a scan's result against the labels: what was found, how whole, how soon, and what was raised for nothing. */

import type { Finding, Incident } from '../../src/model/finding.ts';
import { compareLevels, type Level } from '../../src/model/level.ts';
import type { CampaignLabels, Labelled } from './labelled.ts';

/** How much of a campaign was seen, by all analytics or by one. */
export interface Sight {
  /** The highest level of any finding on one of its events; undefined when there is none. */
  readonly level?: Level;
  /** Share of the covered steps that are inside the campaign's top incident: the one that holds most of its steps. */
  readonly completeness: number;
  /** Milliseconds from the campaign's first event to the first finding at medium or above; undefined without one. */
  readonly delay?: number;
}

export interface CampaignScore extends Sight {
  readonly campaign: string;
  readonly stealthy: boolean;
  /** By ATT&CK id: what each analytic that the labels name saw by itself, and of the steps they name for it. */
  readonly analytics: Readonly<Record<string, Sight>>;
}

export interface Score {
  readonly seed: number;
  readonly events: number;
  /** Events that belong to no campaign. */
  readonly benign: number;
  readonly principals: number;
  /** Days reported on. */
  readonly days: number;
  readonly campaigns: readonly CampaignScore[];
  /** Findings without any labelled event. */
  readonly falseFindings: readonly FalseFinding[];
  /** Findings to look at, heaviest first, until the last campaign that is found at all has been seen. */
  readonly toReview: number;
  /** By ATT&CK id: the same for whoever looks at the findings of one analytic alone. */
  readonly toReviewOf: Readonly<Record<string, number>>;
  /** Bits of the heaviest finding of each campaign, for curves. */
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

export function score(scanned: Scanned, labels: Labelled): Score {
  const { findings } = scanned;
  const analytics = new Set(labels.campaigns.flatMap(({ stepsOf }) => [...stepsOf.keys()]));
  return {
    seed: scanned.seed,
    events: scanned.events,
    benign: scanned.events - labels.byEvent.size,
    principals: scanned.principals,
    days: scanned.days,
    campaigns: labels.campaigns.map((campaign) => scoreCampaign(campaign, scanned, labels)),
    falseFindings: findings
      .filter(({ eventUids }) => !eventUids.some((uid) => labels.byEvent.has(uid)))
      .map(({ analytic, detection, level, bits, summary }) => ({
        analytic,
        detection,
        level,
        bits,
        summary,
      })),
    toReview: reviewDepth(findings, labels),
    toReviewOf: Object.fromEntries(
      [...analytics].map((analytic) => [
        analytic,
        reviewDepth(
          findings.filter((finding) => finding.analytic === analytic),
          labels,
        ),
      ]),
    ),
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
  campaign: CampaignLabels,
  { findings, incidents }: Scanned,
  labels: Labelled,
): CampaignScore {
  const { id, stealthy, steps, stepsOf } = campaign;
  const own = findings.filter((finding) => concerns(finding, id, labels));
  const inside = topIncident(own, incidents, campaign, labels);
  return {
    campaign: id,
    stealthy,
    ...sight(own, steps, inside, campaign, labels),
    analytics: Object.fromEntries(
      [...stepsOf].map(([analytic, named]) => {
        const byIt = own.filter((finding) => finding.analytic === analytic);
        return [analytic, sight(byIt, named, inside, campaign, labels)];
      }),
    ),
  };
}

function sight(
  own: readonly Finding[],
  steps: readonly number[],
  inside: ReadonlySet<number>,
  { id, began }: CampaignLabels,
  labels: Labelled,
): Sight {
  const [level] = own.map((finding) => finding.level).sort((a, b) => compareLevels(b, a));
  const loud = own.filter((finding) => atLeast(finding.level, 'medium'));
  const found = loud.map((finding) => foundAt(finding, id, began, labels));
  return {
    ...(level === undefined ? {} : { level }),
    completeness: steps.length === 0 ? 1 : steps.filter((step) => inside.has(step)).length / steps.length,
    ...(found.length === 0 ? {} : { delay: Math.min(...found) - began }),
  };
}

/** Covered steps of the campaign inside the incident that holds most of them. */
function topIncident(
  own: readonly Finding[],
  incidents: readonly Incident[],
  { id }: CampaignLabels,
  labels: Labelled,
): ReadonlySet<number> {
  const stepsOf = ({ eventUids }: Finding): number[] =>
    eventUids.flatMap((uid) => {
      const label = labels.byEvent.get(uid);
      return label?.campaign === id && label.analytics.length > 0 ? [label.step] : [];
    });
  return incidents
    .map(({ uid }) => new Set(own.filter(({ incident }) => incident === uid).flatMap(stepsOf)))
    .reduce((most, each) => (each.size > most.size ? each : most), new Set<number>());
}

/** A finding that honest events decided before the campaign began sees it when the campaign's first event joins it. */
function foundAt({ time, eventUids }: Finding, campaign: string, began: number, labels: Labelled): number {
  if (time >= began) return time;
  const own = eventUids.flatMap((uid) => {
    const label = labels.byEvent.get(uid);
    return label?.campaign === campaign ? [Date.parse(label.eventTime)] : [];
  });
  return Math.min(...own);
}

function concerns({ eventUids }: Finding, campaign: string, labels: Labelled): boolean {
  return eventUids.some((uid) => labels.byEvent.get(uid)?.campaign === campaign);
}

/** Heaviest first, as the report lists them. */
function reviewDepth(findings: readonly Finding[], labels: Labelled): number {
  const ranked = [...findings].sort((a, b) => compareLevels(b.level, a.level) || b.bits - a.bits);
  const firsts = labels.campaigns.map(({ id }) =>
    ranked.findIndex((finding) => concerns(finding, id, labels)),
  );
  return Math.max(0, ...firsts.map((at) => at + 1));
}
