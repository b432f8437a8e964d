/**
 * What a written report says, before anybody decides how it looks: findings numbered in reading order, each incident
 * with its forest of credentials, who and what deserves attention, what to decide. Reads a result; judges nothing anew.
 */

import type { Incident } from '../../model/finding.ts';
import type { Level } from '../../model/level.ts';
import type { Result } from '../../model/result.ts';
import type { Take } from '../../model/take.ts';
import { rankedFindings, rankedIncidents } from '../rank.ts';
import type { Tool } from '../result-json.ts';
import { type Decision, decisionsOf } from './decisions.ts';
import { type Forest, forestOf } from './forest.ts';
import type { Numbered } from './numbered.ts';
import {
  type CredentialOfInterest,
  credentialsOf,
  type PrincipalOfInterest,
  principalsOf,
} from './subjects.ts';

/** What a report is told beside the result. */
export interface ReportOptions {
  readonly tool: Tool;
  readonly analytics: readonly AnalyticLine[];
  /** Undefined where nobody looked. */
  readonly coverage?: Coverage;
}

export interface Coverage {
  /** Of providers whose logs were read. */
  readonly lines: readonly CoverageLine[];
  /** What opens most eyes first. */
  readonly toSwitchOn: readonly Switch[];
  /** Providers that analytics look at and of which nothing was read. */
  readonly unread: readonly string[];
}

export interface AnalyticLine {
  readonly id: string;
  readonly technique: string;
  readonly title: string;
  readonly take?: Take;
}

/** Something to switch on or set right. */
export interface Switch {
  readonly fix: string;
  /** What is short, and what is not seen because of it. */
  readonly reasons: readonly string[];
  /** `AN1157 okta`: who sees more with it. */
  readonly helps: readonly string[];
}

/** Whether an analytic can see at all, at one provider. */
export interface CoverageLine {
  readonly analytic: string;
  readonly provider: string;
  readonly verdict: 'sighted' | 'degraded' | 'blind';
  /** Why it is no better; empty when nothing is missing. */
  readonly reasons: readonly string[];
  /** What to switch on. */
  readonly fixes: readonly string[];
}

export interface IncidentCase {
  readonly number: number;
  readonly incident: Incident;
  /** In the order of their time. */
  readonly findings: readonly Numbered[];
  readonly forest: Forest;
  readonly decisions: readonly Decision[];
  /** What the most severe of its findings is called. */
  readonly lead: string;
}

export interface Dossier {
  readonly result: Result;
  /** Most severe first. */
  readonly findings: readonly Numbered[];
  readonly incidents: readonly IncidentCase[];
  readonly principals: readonly PrincipalOfInterest[];
  readonly credentials: readonly CredentialOfInterest[];
  /** Most severe first; levels without a finding are left out. */
  readonly levels: readonly { readonly level: Level; readonly count: number }[];
}

export function dossierOf(result: Result): Dossier {
  const findings = rankedFindings(result.findings).map((finding, at) => ({ number: at + 1, finding }));
  const byUid = new Map(findings.map((each) => [each.finding.uid, each]));
  const ranked = rankedIncidents(
    result.incidents,
    new Map(result.findings.map((finding) => [finding.uid, finding])),
  );
  return {
    result,
    findings,
    incidents: ranked.map((incident, at) => caseOf(incident, at + 1, byUid)),
    principals: principalsOf(findings),
    credentials: credentialsOf(findings),
    levels: levelsOf(findings),
  };
}

function caseOf(incident: Incident, number: number, byUid: ReadonlyMap<string, Numbered>): IncidentCase {
  const findings = incident.findings
    .flatMap((uid) => byUid.get(uid) ?? [])
    .sort((a, b) => a.finding.firstSeen - b.finding.firstSeen || a.number - b.number);
  const [first] = findings.toSorted((a, b) => a.number - b.number);
  return {
    number,
    incident,
    findings,
    forest: forestOf(findings),
    decisions: decisionsOf(findings),
    lead: first?.finding.title ?? incident.title,
  };
}

/** Findings come most severe first, and so do their levels. */
function levelsOf(findings: readonly Numbered[]): Dossier['levels'] {
  const counts = new Map<Level, number>();
  for (const { finding } of findings) counts.set(finding.level, (counts.get(finding.level) ?? 0) + 1);
  return [...counts].map(([level, count]) => ({ level, count }));
}
