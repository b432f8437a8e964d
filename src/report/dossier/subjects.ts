/** Principals and credentials that findings speak of, the most severe first. */

import type { Finding, TrailStep } from '../../model/finding.ts';
import { compareLevels, type Level } from '../../model/level.ts';
import type { Numbered } from './numbered.ts';

export interface PrincipalOfInterest {
  readonly principal: Finding['principal'];
  readonly level: Level;
  readonly findings: readonly number[];
  readonly scopes: readonly string[];
  /** Epoch ms. */
  readonly first: number;
  readonly last: number;
}

export interface CredentialOfInterest {
  readonly credential: TrailStep['credential'];
  /** Undefined where no trail names one. */
  readonly step: TrailStep | undefined;
  readonly level: Level;
  readonly findings: readonly number[];
}

export function principalsOf(findings: readonly Numbered[]): readonly PrincipalOfInterest[] {
  return gathered(findings, ({ finding }) => finding.principal.uid).map(({ of, numbers, level }) => {
    const [first] = of;
    return {
      principal: first.finding.principal,
      level,
      findings: numbers,
      scopes: [...new Set(of.map(({ finding }) => finding.scope))].sort(),
      first: of.reduce((least, { finding }) => Math.min(least, finding.firstSeen), first.finding.firstSeen),
      last: of.reduce((most, { finding }) => Math.max(most, finding.lastSeen), first.finding.lastSeen),
    };
  });
}

export function credentialsOf(findings: readonly Numbered[]): readonly CredentialOfInterest[] {
  const steps = new Map<string, TrailStep>();
  for (const step of findings.flatMap(({ finding }) => finding.trail)) {
    const known = steps.get(step.credential.uid);
    if (known === undefined || step.uses > known.uses) steps.set(step.credential.uid, step);
  }
  return gathered(findings, ({ finding }) => finding.credential?.uid).flatMap(({ of, numbers, level }) => {
    const { credential } = of[0].finding;
    return credential === undefined
      ? []
      : [{ credential, step: steps.get(credential.uid), level, findings: numbers }];
  });
}

interface Gathered {
  readonly of: readonly [Numbered, ...Numbered[]];
  readonly numbers: readonly number[];
  readonly level: Level;
}

/** Findings come most severe first, so the first of each group gives its level and its place. */
function gathered(
  findings: readonly Numbered[],
  key: (finding: Numbered) => string | undefined,
): readonly Gathered[] {
  const groups = new Map<string, [Numbered, ...Numbered[]]>();
  for (const each of findings) {
    const at = key(each);
    if (at === undefined) continue;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [each]);
    else group.push(each);
  }
  return [...groups.values()]
    .map((of) => ({ of, numbers: of.map(({ number }) => number), level: of[0].finding.level }))
    .sort((a, b) => compareLevels(b.level, a.level) || (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0));
}
