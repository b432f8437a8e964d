/**
 * `npm run corpora`: reads every capture in `CREDTRAIL_SHARED` (default `../shared`), scans those of attacks, and prints
 * what came of it.
 *
 *   --write   writes it to docs/measurements.md, too
 *
 * Exit 1 when a technique is missed or one out of reach is loud, 2 when there are no captures.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSection } from '../../scripts/measurements.ts';
import { CORPORA, corporaPresent } from '../harness/corpora.ts';
import { type Capture, judge, scanCapture } from './captures.ts';
import { byFolder, readEveryFile } from './folders.ts';
import { compareRuleTests } from './rule-tests.ts';
import { corporaMarkdown, type Judged } from './tables.ts';
import { TECHNIQUES } from './techniques.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
process.exitCode = corporaPresent() ? await main() : 2;

async function main(): Promise<number> {
  const judged = await judgeAll();
  const text = corporaMarkdown(byFolder(readEveryFile()), judged, await compareRuleTests());
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('corpora', text);
  const wrong = judged.filter(({ verdict }) => !verdict.held);
  for (const { technique } of wrong)
    process.stderr.write(`not as stated: ${technique.capture} ${technique.name}\n`);
  return wrong.length === 0 ? 0 : 1;
}

async function judgeAll(): Promise<Judged[]> {
  const captures = new Map<string, Capture>();
  for (const { capture } of TECHNIQUES) {
    if (!captures.has(capture)) captures.set(capture, await scanCapture(join(CORPORA, capture)));
  }
  return TECHNIQUES.flatMap((technique) => {
    const capture = captures.get(technique.capture);
    return capture === undefined ? [] : [{ technique, verdict: judge(technique, capture) }];
  });
}
