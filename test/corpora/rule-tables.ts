/** What came of another project's rule tests, as Markdown: an overview, a table for each log, and what is beyond reach. */

import type { Finding } from '../../src/model/finding.ts';
import { type Expected, said } from './expectation.ts';
import { type Cell, code, table } from './markdown.ts';
import { type JudgedRow, judgeRow, type RuleTest, rowsOf } from './rule-tests.ts';
import type { RuleSet } from './rules/rule-set.ts';

export interface JudgedRules {
  readonly set: RuleSet;
  readonly tests: readonly RuleTest[];
  readonly within: readonly JudgedRow[];
  readonly beyond: readonly JudgedRow[];
}

export function judgeRules(set: RuleSet, tests: readonly RuleTest[]): JudgedRules {
  const judged = rowsOf(set).map((row) => judgeRow(row, tests));
  const isBeyond = ({ row }: JudgedRow): boolean => 'outOfReach' in row.expected;
  return {
    set,
    tests,
    within: judged.filter((each) => !isBeyond(each)),
    beyond: judged.filter(isBeyond),
  };
}

export function ruleTables(judged: readonly JudgedRules[]): string[] {
  const records = judged.reduce((sum, { tests }) => sum + tests.length, 0);
  return [
    `${records} single records, many trimmed by hand, each scanned alone: without the calls before it most can say`,
    'nothing. A record that has lost its time or id is given one. “Fires” is what that project’s rule does, which is not',
    'the same as malicious. A rule is within reach when one of the five analytics judges the calls that it is about; one',
    'that fires on different deeds has a row for each.',
    '',
    ...overview(judged),
    ...judged.filter(({ within }) => within.length > 0).flatMap(tableOf),
    '',
    '#### Rules beyond reach',
    '',
    'Nothing may be at level high or above where they fire.',
    '',
    ...beyondTable(judged),
    ...loudOnQuiet(judged),
  ];
}

function overview(judged: readonly JudgedRules[]): string[] {
  return [
    ...table(
      ['log', 'records', 'given a time or id', 'rules', 'beyond reach', 'within reach', 'hits', 'misses'],
      judged.map(({ set, tests, within, beyond }): Cell[] => [
        set.product,
        tests.length,
        tests.filter(({ filledIn }) => filledIn).length,
        new Set(tests.map(({ rule }) => rule)).size,
        beyond.length,
        within.length,
        within.filter(isHit).length,
        within.filter((each) => !isHit(each)).length,
      ]),
    ),
  ];
}

function isHit({ row, verdicts }: JudgedRow): boolean {
  return 'atLeast' in row.expected && verdicts.every(({ held }) => held);
}

function tableOf({ set, tests, within }: JudgedRules): string[] {
  const shown = new Set<string>();
  const rows = within.map(({ row, verdicts }): Cell[] => {
    const again = shown.has(row.rule);
    shown.add(row.rule);
    const quiet = tests.filter(({ rule, fires }) => rule === row.rule && !fires);
    return [
      code(row.rule) + (row.tests === undefined ? '' : ` (${row.tests.join(', ')})`),
      wanted(row.expected),
      gave(
        verdicts.map(({ findings }) => findings),
        verdicts.every(({ held }) => held),
      ),
      again ? '' : gave(quiet.map(({ findings }) => findings)),
    ];
  });
  return [
    '',
    `#### ${set.product}`,
    '',
    ...table(['rule', 'must give, at least', 'gave where it fires', 'and where it does not'], rows),
  ];
}

function wanted(expected: Expected): string {
  if ('atLeast' in expected) return `${expected.analytic} ${expected.detection}, ${expected.atLeast}`;
  return 'missed' in expected ? `nothing: ${expected.missed}` : 'nothing loud';
}

/** `2 of 3: low AN1157 …, …`. */
function gave(records: readonly (readonly Finding[])[], held = true): string {
  if (records.length === 0) return '–';
  const hit = records.filter((findings) => findings.length > 0);
  const what = [...new Set(hit.map(said))].sort().join('; ');
  const text = `${hit.length} of ${records.length}${what === '' ? '' : `: ${what}`}`;
  return held ? text : `**not as stated**: ${text}`;
}

function beyondTable(judged: readonly JudgedRules[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { row, verdicts } of judged.flatMap(({ beyond }) => beyond)) {
    const reason = 'outOfReach' in row.expected ? row.expected.outOfReach : '';
    const findings = verdicts.flatMap((verdict) => verdict.findings);
    const name = code(row.rule) + (findings.length === 0 ? '' : ` (${said(findings)})`);
    byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return table(
    ['why', 'rules, and what was said all the same'],
    [...byReason].map(([reason, names]) => [reason, names.join(', ')]),
  );
}

function loudOnQuiet(judged: readonly JudgedRules[]): string[] {
  const reasons = judged.flatMap(({ set }) => Object.entries(set.loudOnQuiet ?? {}));
  if (reasons.length === 0) return [];
  return [
    '',
    'Loud on a record that the rule itself passes over:',
    '',
    ...reasons.map(([rule, reason]) => {
      const findings = judged.flatMap(({ tests }) =>
        tests.filter((each) => each.rule === rule && !each.fires).flatMap((each) => each.findings),
      );
      return `- ${code(rule)}: ${said(findings)}; ${reason}.`;
    }),
  ];
}
