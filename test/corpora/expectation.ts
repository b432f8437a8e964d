/**
 * What a scan must say of a captured deed, and whether it does: one shape for whole captures and for single records.
 * Every deed that is not found has a reason here, and a test fails when the reason no longer holds.
 */

import type { Finding } from '../../src/model/finding.ts';
import { compareLevels, type Level } from '../../src/model/level.ts';

export type Expected =
  | { readonly analytic: string; readonly detection: string; readonly atLeast: Level }
  /** The five analytics judge such calls, and yet say nothing at all of this one. */
  | { readonly missed: string }
  /** No business of the five analytics: nothing may be loud. */
  | { readonly outOfReach: string }
  /** Nothing is wrong: at most a remark. */
  | { readonly ordinary: string };

export interface Verdict {
  /** What the scan says, loudest first. */
  readonly findings: readonly Finding[];
  /** The one it must give, at its level or above. */
  readonly answer: Finding | undefined;
  readonly held: boolean;
}

export function gives(analytic: string, detection: string, atLeast: Level): Expected {
  return { analytic, detection, atLeast };
}

export function missed(reason: string): Expected {
  return { missed: reason };
}

export function outOfReach(reason: string): Expected {
  return { outOfReach: reason };
}

export function ordinary(reason: string): Expected {
  return { ordinary: reason };
}

export function judge(expected: Expected, unsorted: readonly Finding[]): Verdict {
  const findings = unsorted.toSorted((a, b) => compareLevels(b.level, a.level));
  if ('atLeast' in expected) {
    const { analytic, detection, atLeast } = expected;
    const answer = findings.find(
      (each) => each.analytic === analytic && each.detection === detection && isAtLeast(each.level, atLeast),
    );
    return { findings, answer, held: answer !== undefined };
  }
  return { findings, answer: undefined, held: isQuiet(expected, findings) };
}

function isQuiet(expected: Exclude<Expected, { atLeast: Level }>, findings: readonly Finding[]): boolean {
  if ('missed' in expected) return findings.length === 0;
  if ('outOfReach' in expected) return !findings.some(isLoud);
  return !findings.some(({ level }) => isAtLeast(level, 'medium'));
}

/** High enough to wake somebody. */
export function isLoud({ level }: Finding): boolean {
  return isAtLeast(level, 'high');
}

function isAtLeast(level: Level, least: Level): boolean {
  return compareLevels(level, least) >= 0;
}

/** `low AN1157 …, medium AN1470 …`, each once. */
export function said(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing';
  const each = findings.map(({ level, analytic, detection }) => `${level} ${analytic} ${detection}`);
  return [...new Set(each)].join(', ');
}

/** `gives low AN1157 …`, `is missed`: for the name of a test. */
export function saying(expected: Expected): string {
  if ('atLeast' in expected)
    return `gives ${expected.analytic} ${expected.detection}, ${expected.atLeast} or above`;
  if ('missed' in expected) return 'is missed';
  return 'outOfReach' in expected ? 'is out of reach' : 'is ordinary';
}
