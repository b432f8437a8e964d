/** `credtrail prove` */

import { availableParallelism } from 'node:os';
import { prove } from '../app/prove.ts';
import { missedIntrusions, renderProof, renderProofJson, silencedBy } from '../report/proof.ts';
import { readContext } from './context-file.ts';
import { readChoice, readCount, writeResult } from './inputs.ts';
import { readWords } from './options.ts';
import type { Terminal } from './terminal.ts';

export const PROVE_HELP = `credtrail prove [options]

Stages harmless intrusions in a simulated organisation, runs them through the real readers and engine with your context
file and without it, and says which intrusions are found, which detections fire, and which your file silences.

  --config FILE         context file to put to the test
  --seed N              another number is another organisation with other intrusions (default 1)
  --format FORMAT       table, json (default table)
  --output FILE         write there instead of to standard output
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 all staged intrusions found and no detection silenced, 1 not so, 2 usage error.
`;

export async function runProve(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, {
    config: { type: 'string' },
    seed: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    threads: { type: 'string' },
  });
  const format = readChoice('--format', words.text('format'), ['table', 'json']) ?? 'table';
  const threads = readCount('--threads', words.text('threads'), 1, 64) ?? Math.min(8, availableParallelism());
  const seed = readCount('--seed', words.text('seed'), 0, Number.MAX_SAFE_INTEGER) ?? 1;
  const { config } = readContext(words.text('config'), terminal);
  const proof = await prove({ config, threads, seed: `seed ${seed}` });
  const output = words.text('output');
  const colour = terminal.colour && output === undefined;
  writeResult(
    terminal,
    output,
    format === 'json' ? renderProofJson(proof) : renderProof(proof, { colour, width: terminal.width }),
  );
  return missedIntrusions(proof).length > 0 || silencedBy(proof).length > 0 ? 1 : 0;
}
