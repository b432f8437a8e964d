/** What a run reports: findings within the budget and above the level asked for, joined into incidents. */

import { trail } from '../lineage/lineage.ts';
import type { Finding, Incident } from '../model/finding.ts';
import { raised } from './alerts.ts';
import type { Engine } from './engine.ts';
import type { OpenFinding } from './findings.ts';
import { bySeverity, joinIncidents } from './incidents.ts';
import { tracesOf } from './traces.ts';

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly overBudget: number;
}

const DAY = 86_400_000;

export function outcome(engine: Engine): Outcome {
  const reported = [...engine.findings.all.values()].filter(({ report }) => report);
  for (const open of reported) open.finding = withTrail(engine, open.finding);
  const { kept, over } = withinBudget(
    engine,
    reported.map((open) => raised(engine.alerts, open)),
  );
  const all = [...kept, ...tracesOf(engine.traces, kept, engine.minLevel)];
  const { incidents, incidentOf } = joinIncidents(all);
  const touched = new Set(all.filter((open) => open.touched).map(({ finding }) => finding.uid));
  const findings = all
    .map(({ finding }): Finding => ({ ...finding, incident: incidentOf.get(finding.uid) ?? '' }))
    .filter(({ uid }) => touched.has(uid))
    .sort(bySeverity);
  return {
    findings,
    incidents: incidents.filter((incident) => incident.findings.some((uid) => touched.has(uid))),
    overBudget: over,
  };
}

/** The trail as it stands at the end: parents that arrived late are in it. */
function withTrail(engine: Engine, finding: Finding): Finding {
  const known = finding.credential === undefined ? [] : trail(engine.lineage, finding.credential.uid);
  return known.length < finding.trail.length ? finding : { ...finding, trail: known };
}

/** Per analytic and day, the heaviest findings up to the budget; facts (a floor) always pass. */
function withinBudget(engine: Engine, all: readonly OpenFinding[]): { kept: OpenFinding[]; over: number } {
  const spent = new Map<string, number>();
  const ranked = [...all].sort((a, b) => bySeverity(a.finding, b.finding));
  const kept = ranked.filter(({ finding }) => {
    const budget = engine.context.budget(finding.analytic);
    const analytic = engine.seats.find((seat) => seat.analytic.attack === finding.analytic)?.analytic;
    if (budget === undefined || analytic?.detections[finding.detection]?.floor !== undefined) return true;
    const key = `${finding.analytic} ${Math.floor(finding.time / DAY)}`;
    const used = spent.get(key) ?? 0;
    spent.set(key, used + 1);
    return used < budget;
  });
  return { kept, over: all.length - kept.length };
}
