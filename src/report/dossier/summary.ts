/** Sentences and lists of the first page, the same in every format. */

import { compareLevels, type Level } from '../../model/level.ts';
import { counted } from '../words.ts';
import type { AnalyticLine, Coverage, CoverageLine, Dossier, IncidentCase } from './dossier.ts';

export function headline({ incidents, findings, levels, result: { counters } }: Dossier): string {
  const read = `${counted(counters.events, 'event')} of ${counted(counters.principals, 'principal')}`;
  if (findings.length === 0)
    return counters.events === 0 ? 'No event could be read.' : `Nothing was found in ${read}.`;
  const worst = levels[0]?.level ?? 'informational';
  const pressing = incidents.filter(isPressing).length;
  const minor = incidents.length - pressing;
  const needs = pressing === 1 ? 'needs' : 'need';
  const first =
    pressing === 0
      ? 'No incident is pressing.'
      : `${counted(pressing, 'incident')} ${needs} a decision; the most severe is ${worst}.`;
  const rest = minor === 0 ? '' : ` ${counted(minor, 'incident')} of low level.`;
  return `${first}${rest} ${counted(findings.length, 'finding')} in ${read}.`;
}

/** Those of less weight are for the record. */
export function isPressing({ incident }: IncidentCase): boolean {
  return compareLevels(incident.level, 'medium') >= 0;
}

export const NOT_ASSESSED =
  'Whether every analytic could see was not assessed for this report. That nothing is reported on a subject does not prove that nothing happened.';

/** Empty when logs of every provider were read. */
export function unreadWords({ unread }: Coverage): string {
  if (unread.length === 0) return '';
  return `No logs of ${unread.join(', ')} were read: whatever happened there is out of sight.`;
}

export interface VerdictTable {
  readonly providers: readonly string[];
  /** Verdicts in the order of the providers; undefined where an analytic does not look. */
  readonly rows: readonly {
    readonly analytic: string;
    readonly title: string;
    readonly verdicts: readonly (CoverageLine['verdict'] | undefined)[];
  }[];
}

/** Analytics by providers whose logs were read. */
export function verdictTable({ lines }: Coverage, analytics: readonly AnalyticLine[]): VerdictTable {
  const providers = [...new Set(lines.map(({ provider }) => provider))];
  const titles = new Map(analytics.map(({ id, title }) => [id, title]));
  const rows = [...new Set(lines.map(({ analytic }) => analytic))].map((analytic) => ({
    analytic,
    title: titles.get(analytic) ?? '',
    verdicts: providers.map(
      (provider) => lines.find((line) => line.analytic === analytic && line.provider === provider)?.verdict,
    ),
  }));
  return { providers, rows };
}

export const VERDICT_WORDS =
  'Sighted: all that it asks for is there. Degraded: it works with less than it should have. Blind: it cannot work.';

export interface ReachedTarget {
  readonly kind: string;
  readonly uid: string;
  readonly level: Level;
  readonly operations: readonly string[];
  readonly findings: readonly number[];
}

/** Phases in which the target itself is harmed, taken or made. */
const HARMING: ReadonlySet<string> = new Set(['credential', 'trust', 'impact']);

/** Targets of what came after access: the most severe finding's first. */
export function reachedOf({ findings }: Dossier): readonly ReachedTarget[] {
  const reached = new Map<string, ReachedTarget & { operations: string[]; findings: number[] }>();
  for (const { number, finding } of findings.filter(({ finding: { phase } }) => HARMING.has(phase))) {
    for (const { kind, uid } of finding.targets) {
      const known = reached.get(`${kind} ${uid}`);
      if (known === undefined) {
        const { level, operation } = finding;
        reached.set(`${kind} ${uid}`, { kind, uid, level, operations: [operation], findings: [number] });
      } else {
        if (!known.operations.includes(finding.operation)) known.operations.push(finding.operation);
        if (!known.findings.includes(number)) known.findings.push(number);
      }
    }
  }
  return [...reached.values()];
}

export function lostWords({ principals, credentials, findings }: Dossier): string {
  const scopes = new Set(findings.map(({ finding }) => finding.scope));
  return `${counted(principals.length, 'principal')} and ${counted(credentials.length, 'credential')} took part, in ${counted(scopes.size, 'account or tenant', 'accounts or tenants')}. Until their owners vouch for them, treat them as being in somebody else’s hands.`;
}
