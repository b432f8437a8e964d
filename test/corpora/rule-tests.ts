/**
 * Another project's tests of its detection rules: single records, many trimmed by hand, most with made-up addresses,
 * none with a history. `fires` says whether that rule fires, not whether anything is wrong. So this compares reach,
 * and nothing is tuned on it.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject } from '../../src/lib/json.ts';
import type { Finding } from '../../src/model/finding.ts';
import { CORPORA } from '../harness/corpora.ts';
import { scanAlone } from './captures.ts';
import { judge, outOfReach, type Verdict } from './expectation.ts';
import { AWS_RULES } from './rules/aws.ts';
import { GOOGLE_RULES } from './rules/google.ts';
import { HOST_RULES } from './rules/hosts.ts';
import { IDENTITY_RULES } from './rules/identity.ts';
import { MICROSOFT_RULES } from './rules/microsoft.ts';
import type { RuleRow, RuleSet } from './rules/rule-set.ts';

export const RULE_SETS: readonly RuleSet[] = [
  ...AWS_RULES,
  ...GOOGLE_RULES,
  ...MICROSOFT_RULES,
  ...IDENTITY_RULES,
  ...HOST_RULES,
];

/** One record, scanned alone. */
export interface RuleTest {
  readonly rule: string;
  readonly test: string;
  readonly fires: boolean;
  /** Given a time or an id that it had lost. */
  readonly filledIn: boolean;
  readonly findings: readonly Finding[];
}

/** A row of the table with what a scan says of each record that the rule fires on. */
export interface JudgedRow {
  readonly row: RuleRow;
  readonly verdicts: readonly Verdict[];
}

/** Every row, those beyond reach last. */
export function rowsOf({ within, beyond }: RuleSet): readonly RuleRow[] {
  return [
    ...within,
    ...beyond.flatMap(([reason, rules]) => rules.map((rule) => ({ rule, expected: outOfReach(reason) }))),
  ];
}

export function judgeRow(row: RuleRow, tests: readonly RuleTest[]): JudgedRow {
  const fired = tests.filter((test) => test.fires && isOf(row, test));
  return { row, verdicts: fired.map(({ findings }) => judge(row.expected, findings)) };
}

export function isOf(row: RuleRow, { rule, test }: RuleTest): boolean {
  return rule === row.rule && (row.tests?.includes(test) ?? true);
}

export async function scanRuleTests(set: RuleSet): Promise<RuleTest[]> {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-corpora-'));
  const file = join(folder, 'record.json');
  const scanned: RuleTest[] = [];
  try {
    for (const { rule, test, fires, event } of readWritten(set.log)) {
      const whole = filled(event, set.filledIn);
      writeFileSync(file, JSON.stringify(whole));
      const { findings } = await scanAlone([file]);
      scanned.push({ rule, test, fires, filledIn: whole !== event, findings });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return scanned;
}

interface Written {
  readonly rule: string;
  readonly test: string;
  readonly fires: boolean;
  readonly event: unknown;
}

function readWritten(log: string): Written[] {
  return readFileSync(join(CORPORA, `panther-tests/${log}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Written => JSON.parse(line));
}

/** The same record when nothing is lacking. */
function filled(record: unknown, lacking: unknown): unknown {
  if (record === undefined || record === 'redacted') return lacking;
  if (!isObject(record) || !isObject(lacking)) return record;
  const members = Object.entries(lacking).map(
    ([name, value]) => [name, filled(record[name], value)] as const,
  );
  return members.every(([name, value]) => record[name] === value)
    ? record
    : { ...record, ...Object.fromEntries(members) };
}
