/**
 * Another project's tests of its detection rules: single records, many trimmed by hand, most with made-up addresses,
 * none with a history. `fires` says whether that rule fires, not whether anything is wrong. So this compares reach,
 * and nothing is tuned on it: what Credtrail gives is printed beside the reason.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../src/model/finding.ts';
import { CORPORA } from '../harness/corpora.ts';
import { scanAlone } from './captures.ts';

export interface RuleComparison {
  readonly rule: string;
  readonly remark: string;
  /** Findings on each record the rule fires on, and on each it does not. */
  readonly firing: readonly (readonly Finding[])[];
  readonly quiet: readonly (readonly Finding[])[];
}

const FILE = 'panther-tests/aws-cloudtrail.jsonl';

/** Rules over calls that one of the five analytics also judges. */
const WITHIN_REACH: Readonly<Record<string, string>> = {
  'AWS.CloudTrail.IAMCompromisedKeyQuarantine':
    'the answer of AWS to a leaked key; a restriction, no credential made',
  'AWS.CloudTrail.LoginProfileCreatedOrModified':
    'in the console, as such changes are ordinarily made: weak alone; an owner who comes through a role cannot be told from a helper for sure',
  'AWS.CloudTrail.RootPasswordChanged': 'a refused change counts less',
  'AWS.Console.LoginWithoutSAML': 'a rule of one’s own organisation; an ordinary sign-in without more',
  'AWS.Console.RootLoginFailed': 'a sign-in that failed gave no credential',
  'AWS.EC2.ManyPasswordReadAttempts':
    'one call of many; the rule counts outside the record, a scan counts itself',
  'AWS.IAM.CreateRole': 'the trust of the role was trimmed away; a role opened to nobody else is no finding',
  'AWS.IAM.CredentialsUpdated': 'one’s own password in the console, the expected path',
  'AWS.SecretsManager.RetrieveSecrets': 'one refused read by Terraform; many within an hour are a finding',
  'AWS.Suspicious.SAML.Activity': 'made by CloudFormation, which lowers each; by hand they weigh more',
  'Role.Assumed.by.AWS.Service': 'services take on roles all day',
};

/** Records of the other rules on which a scan is loud all the same; they must have a reason here. */
export const LOUD_ELSEWHERE: Readonly<Record<string, string>> = {
  'AWS.UnusedRegion':
    'the program says that it runs in Lambda, and the address, made up, is none of the provider’s: a function’s credential used elsewhere looks like this',
};

export interface RuleTests {
  readonly records: number;
  readonly compared: readonly RuleComparison[];
  /** Rules beyond the table with a finding at level high or above. */
  readonly loudElsewhere: readonly { readonly rule: string; readonly finding: Finding }[];
}

interface RuleTest {
  readonly rule: string;
  readonly fires: boolean;
  readonly event: unknown;
}

/** Each record scanned alone. */
export async function compareRuleTests(): Promise<RuleTests> {
  const tests = readRuleTests();
  const judged: { test: RuleTest; findings: readonly Finding[] }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-corpora-'));
  try {
    const file = join(folder, 'record.json');
    for (const test of tests) {
      writeFileSync(file, JSON.stringify(test.event));
      judged.push({ test, findings: (await scanAlone([file])).findings });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const of = (rule: string, fires: boolean) =>
    judged.filter(({ test }) => test.rule === rule && test.fires === fires).map(({ findings }) => findings);
  return {
    records: tests.length,
    compared: Object.entries(WITHIN_REACH).map(([rule, remark]) => ({
      rule,
      remark,
      firing: of(rule, true),
      quiet: of(rule, false),
    })),
    loudElsewhere: judged
      .filter(({ test }) => !Object.hasOwn(WITHIN_REACH, test.rule))
      .flatMap(({ test, findings }) =>
        findings
          .filter(({ level }) => level === 'high' || level === 'critical')
          .map((finding) => ({ rule: test.rule, finding })),
      ),
  };
}

function readRuleTests(): RuleTest[] {
  return readFileSync(join(CORPORA, FILE), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): RuleTest => JSON.parse(line));
}
