/** `credtrail prove` */

import { prove } from '../app/prove.ts';
import { isProven, missedIntrusions, renderProof, renderProofJson } from '../report/proof.ts';
import { readContext } from './context-file.ts';
import { readChoice, readCount, readThreads } from './inputs.ts';
import { readWords } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import type { Terminal } from './terminal.ts';

export const PROVE_HELP = `credtrail prove [options]

Plays a harmless trace of every detection through the engine, and intrusions staged in a simulated organisation through
readers and engine, with your context file and without it: says which detections fire, which intrusions are found, and
what your file silences.

  --config FILE         context file to put to the test
  --seed N              another number is another organisation with other intrusions (default 1)
  --format FORMAT       table, json (default table)
  --output FILE         write there instead of to standard output
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 every detection fires and every staged intrusion is found, 1 not so, 2 usage error.
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
  const output = readOutput(words);
  const threads = readThreads(words.text('threads'));
  const seed = readCount('--seed', words.text('seed'), 0, Number.MAX_SAFE_INTEGER) ?? 1;
  const { config } = readContext(words.text('config'), terminal);
  const proof = await prove({ config, threads, seed: `seed ${seed}` });
  const colour = terminal.colour && output === undefined;
  writeResult(
    terminal,
    output,
    format === 'json' ? renderProofJson(proof) : renderProof(proof, { colour, width: terminal.width }),
  );
  return isProven(proof) && missedIntrusions(proof).length === 0 ? 0 : 1;
}
