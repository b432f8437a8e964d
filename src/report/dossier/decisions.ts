/** What somebody has to decide about an incident: the findings' own steps, each once, with the findings that ask for it. */

import type { Numbered } from './numbered.ts';

export interface Decision {
  readonly step: string;
  /** Numbers of the findings that ask for it. */
  readonly findings: readonly number[];
}

/** Every finding's first step comes before any second one; within a rank the most severe finding's. */
export function decisionsOf(findings: readonly Numbered[]): readonly Decision[] {
  const steps = new Map<string, { rank: number; readonly findings: number[] }>();
  for (const { number, finding } of findings) {
    for (const [rank, text] of [...new Set(finding.next)].entries()) {
      const known = steps.get(text);
      if (known === undefined) steps.set(text, { rank, findings: [number] });
      else {
        known.rank = Math.min(known.rank, rank);
        known.findings.push(number);
      }
    }
  }
  return [...steps]
    .map(([step, { rank, findings: asking }]) => ({ step, rank, findings: asking.sort((a, b) => a - b) }))
    .sort((a, b) => a.rank - b.rank || (a.findings[0] ?? 0) - (b.findings[0] ?? 0))
    .map(({ step, findings: asking }) => ({ step, findings: asking }));
}
