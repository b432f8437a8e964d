/**
 * `npm run corpora`: reads every capture in `CREDTRAIL_SHARED` (default `../shared`), scans those that say what they hold
 * and the tests of another project's rules, and prints what came of it.
 *
 *   --write   writes it to docs/measurements.md, too
 *
 * Exit 1 when something is not as the tables state, 2 when there are no captures.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSection } from '../../scripts/measurements.ts';
import { CORPORA, corporaPresent } from '../harness/corpora.ts';
import { type Capture, judgeTechnique, scanCapture } from './captures.ts';
import { byFolder, readEveryFile } from './folders.ts';
import { type JudgedRules, judgeRules } from './rule-tables.ts';
import { RULE_SETS, scanRuleTests } from './rule-tests.ts';
import { corporaMarkdown, type Judged } from './tables.ts';
import { TECHNIQUES } from './techniques.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
process.exitCode = corporaPresent() ? await main() : 2;

async function main(): Promise<number> {
  const techniques = await judgeTechniques();
  const rules: JudgedRules[] = [];
  for (const set of RULE_SETS) rules.push(judgeRules(set, await scanRuleTests(set)));
  const text = corporaMarkdown(byFolder(readEveryFile()), techniques, rules);
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('corpora', text);
  const wrong = [
    ...techniques
      .filter(({ verdict }) => !verdict.held)
      .map(({ technique: { capture, name } }) => `${capture} ${name}`),
    ...rules
      .flatMap(({ within, beyond }) => [...within, ...beyond])
      .filter(({ verdicts }) => !verdicts.every(({ held }) => held))
      .map(({ row }) => row.rule),
  ];
  for (const name of wrong) process.stderr.write(`not as stated: ${name}\n`);
  return wrong.length === 0 ? 0 : 1;
}

async function judgeTechniques(): Promise<Judged[]> {
  const captures = new Map<string, Capture>();
  for (const { capture } of TECHNIQUES) {
    if (!captures.has(capture)) captures.set(capture, await scanCapture(join(CORPORA, capture)));
  }
  return TECHNIQUES.flatMap((technique) => {
    const capture = captures.get(technique.capture);
    return capture === undefined ? [] : [{ technique, verdict: judgeTechnique(technique, capture) }];
  });
}
