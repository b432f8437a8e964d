/** The reading order of a report: the most severe first, then the strongest, then the earliest. */

import type { Evidence, Finding, Incident } from '../model/finding.ts';
import { compareLevels } from '../model/level.ts';

export function rankedFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => compareLevels(b.level, a.level) || b.bits - a.bits || a.time - b.time || byText(a.uid, b.uid),
  );
}

/** By level, then by the bits of the strongest finding. */
export function rankedIncidents(
  incidents: readonly Incident[],
  findings: ReadonlyMap<string, Finding>,
): readonly Incident[] {
  const strongest = new Map<Incident, number>();
  for (const incident of incidents) {
    strongest.set(
      incident,
      incident.findings.reduce((most, uid) => Math.max(most, findings.get(uid)?.bits ?? 0), 0),
    );
  }
  const bitsOf = (incident: Incident): number => strongest.get(incident) ?? 0;
  return incidents.toSorted(
    (a, b) =>
      compareLevels(b.level, a.level) ||
      bitsOf(b) - bitsOf(a) ||
      a.firstSeen - b.firstSeen ||
      byText(a.uid, b.uid),
  );
}

/** Evidence that speaks for the finding, strongest first. */
export function strongestEvidence(finding: Finding, most: number): readonly Evidence[] {
  return finding.evidence
    .filter(({ held, bits }) => held && bits >= 0)
    .toSorted((a, b) => b.bits - a.bits)
    .slice(0, most);
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
