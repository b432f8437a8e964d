/**
 * What a scan must say of single records from the tests of another project's rules; see `rules/` for the tables. A row
 * fails when a hit is lost, when a miss is none any more, and when something beyond reach is loud.
 */

import { describe, expect, test } from 'vitest';
import { corporaPresent } from '../harness/corpora.ts';
import { isLoud, said, saying } from './expectation.ts';
import { isOf, judgeRow, RULE_SETS, type RuleTest, rowsOf, scanRuleTests } from './rule-tests.ts';
import type { RuleSet } from './rules/rule-set.ts';

const ROWS = RULE_SETS.flatMap((set) =>
  rowsOf(set).map(
    (row) =>
      [
        `${set.log}: ${[row.rule, ...(row.tests ?? [])].join(', ')} ${saying(row.expected)}`,
        set,
        row,
      ] as const,
  ),
);

describe.skipIf(!corporaPresent())('tests of another project’s rules', () => {
  const scans = new Map<RuleSet, Promise<readonly RuleTest[]>>();
  const scanOf = (set: RuleSet): Promise<readonly RuleTest[]> => {
    const started = scans.get(set) ?? scanRuleTests(set);
    scans.set(set, started);
    return started;
  };

  test.each(ROWS)('%s', async (_, set, row) => {
    const { verdicts } = judgeRow(row, await scanOf(set));
    expect(verdicts.filter(({ held }) => !held).map(({ findings }) => said(findings))).toEqual([]);
  });

  test.each(RULE_SETS)('$log: each record that a rule fires on is in one row of the table', async (set) => {
    const rows = rowsOf(set);
    const wrong = (await scanOf(set)).filter(
      (each) => each.fires && rows.filter((row) => isOf(row, each)).length !== 1,
    );
    expect(wrong.map(({ rule, test: name }) => `${rule}: ${name}`)).toEqual([]);
  });

  test.each(RULE_SETS)('$log: each row is about a rule and tests that are there', async (set) => {
    const tests = await scanOf(set);
    const unknown = rowsOf(set).flatMap((row) =>
      (row.tests ?? [undefined]).filter(
        (name) => !tests.some((each) => each.rule === row.rule && (name === undefined || each.test === name)),
      ),
    );
    expect(unknown).toEqual([]);
  });

  test.each(RULE_SETS)('$log: nothing is loud where a rule is quiet, but for a known reason', async (set) => {
    const loud = (await scanOf(set)).filter(({ fires, findings }) => !fires && findings.some(isLoud));
    expect([...new Set(loud.map(({ rule }) => rule))]).toEqual(Object.keys(set.loudOnQuiet ?? {}));
  });
});
