/**
 * Findings that share a credential of their trails, a person or a foreign address within a window are one
 * intrusion. An incident names its phases in the order they began.
 */

import { THRESHOLDS } from '../contract/thresholds.ts';
import { shortHash } from '../lib/hash.ts';
import { type Finding, type Incident, type IncidentPhase, PHASE_WORDS, PHASES } from '../model/finding.ts';
import { compareLevels, type Level } from '../model/level.ts';
import type { OpenFinding } from './findings.ts';
import { windowOf } from './joins.ts';

export function joinIncidents(findings: readonly OpenFinding[]): {
  incidents: Incident[];
  incidentOf: Map<string, string>;
} {
  const ordered = [...findings].sort(
    (a, b) => a.finding.firstSeen - b.finding.firstSeen || (a.finding.uid < b.finding.uid ? -1 : 1),
  );
  const groups = groupByJoins(ordered);
  const incidentOf = new Map<string, string>();
  const incidents = groups.map((group) => {
    const incident = makeIncident(group);
    for (const { uid } of group) incidentOf.set(uid, incident.uid);
    return incident;
  });
  incidents.sort(
    (a, b) => compareLevels(b.level, a.level) || a.firstSeen - b.firstSeen || (a.uid < b.uid ? -1 : 1),
  );
  return { incidents, incidentOf };
}

/** Union-find over shared keys; `ordered` is by first time, so one pass sees each key's latest holder. */
function groupByJoins(ordered: readonly OpenFinding[]): Finding[][] {
  const parent = ordered.map((_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[at] = root;
    return root;
  };
  const latest = new Map<string, { at: number; lastSeen: number }>();
  ordered.forEach(({ finding, joins }, at) => {
    for (const join of joins) {
      const before = latest.get(join);
      if (before !== undefined && finding.firstSeen - before.lastSeen <= windowOf(join)) {
        const [low, high] = [find(before.at), find(at)].sort((a, b) => a - b);
        parent[high ?? at] = low ?? at;
      }
      latest.set(join, { at, lastSeen: Math.max(finding.lastSeen, before?.lastSeen ?? 0) });
    }
  });
  const groups = new Map<number, Finding[]>();
  ordered.forEach(({ finding }, at) => {
    const root = find(at);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [finding]);
    else group.push(finding);
  });
  return [...groups.values()];
}

function makeIncident(group: readonly Finding[]): Incident {
  const ranked = [...group].sort(bySeverity);
  const [top] = ranked;
  const [first] = group;
  if (top === undefined || first === undefined) throw new Error('an incident has at least one finding');
  const phases = phasesOf(group);
  return {
    uid: shortHash(['incident', first.uid]),
    level: incidentLevel(ranked, phases.length),
    title:
      group.length === 1
        ? top.title
        : `${top.title}; ${phases.map(({ phase }) => PHASE_WORDS[phase]).join(' → ')}`,
    firstSeen: first.firstSeen,
    lastSeen: Math.max(...group.map(({ lastSeen }) => lastSeen)),
    phases,
    findings: ranked.map(({ uid }) => uid),
    principals: [...new Set(group.map(({ principal }) => principal.uid))],
  };
}

export function bySeverity(a: Finding, b: Finding): number {
  return (
    compareLevels(b.level, a.level) ||
    b.bits - a.bits ||
    a.firstSeen - b.firstSeen ||
    (a.uid < b.uid ? -1 : 1)
  );
}

/** Critical where enough phases are of at least medium weight. */
function incidentLevel(ranked: readonly Finding[], phases: number): Level {
  const level = ranked[0]?.level ?? 'informational';
  const weighty = new Set(
    ranked.filter((finding) => compareLevels(finding.level, 'medium') >= 0).map(({ phase }) => phase),
  );
  const enough = THRESHOLDS.criticalIncident.phases;
  return level === 'high' && phases >= enough && weighty.size >= enough ? 'critical' : level;
}

function phasesOf(group: readonly Finding[]): IncidentPhase[] {
  const phases: IncidentPhase[] = [];
  for (const phase of PHASES) {
    const inPhase = group.filter((finding) => finding.phase === phase);
    const [strongest] = [...inPhase].sort(bySeverity);
    if (strongest === undefined) continue;
    phases.push({
      phase,
      firstSeen: Math.min(...inPhase.map(({ firstSeen }) => firstSeen)),
      lastSeen: Math.max(...inPhase.map(({ lastSeen }) => lastSeen)),
      summary: strongest.summary,
      findings: inPhase.map(({ uid }) => uid),
    });
  }
  return phases.sort(
    (a, b) => a.firstSeen - b.firstSeen || PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase),
  );
}
