/** `credtrail evidence UID`: everything behind one finding in one folder, for whoever must be able to check it. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ANALYTICS } from '../analytics/index.ts';
import { limitsOf } from '../app/events.ts';
import { gatherEvidence } from '../app/evidence.ts';
import { scan } from '../app/scan.ts';
import { withHashes } from '../app/setup.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { type InputFile, STANDARD_INPUT } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import { listInputs } from '../input/list.ts';
import { reasonOf } from '../lib/reason.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { evidencePackage, type PackageFile } from '../report/evidence-package.ts';
import { type ConfigurationSource, readContext } from './context-file.ts';
import { readWords, type Words } from './options.ts';
import { tellProblems } from './problems.ts';
import { progressOn } from './progress.ts';
import { findingOf, isSavedResult, readSavedResult } from './saved-result.ts';
import { readScanRequest, SCAN_GREEDY, SCAN_OPTIONS } from './scan-request.ts';
import type { Terminal } from './terminal.ts';
import { TOOL } from './tool.ts';

export const EVIDENCE_HELP = `credtrail evidence UID RESULT.json [PATH…] --out DIR
credtrail evidence UID PATH… --out DIR [options]

Writes all that one finding rests on into a folder: the finding, its credential trail, what was normal when it was
decided, the vendors' own records, the context file, versions, and a manifest with the SHA-256 of each file.
With a saved result the records are read again from the files it names, or from PATH… where they have moved.

  --out DIR             a new or empty folder
  --config FILE         the context file; of a saved result: where it has moved
  --baseline, --state, --since, --until, --min-level, --analytics, --threads
                        as for credtrail scan, when logs are scanned

Exit status: 0 done, 2 usage error, 3 some of the records were not found again.
`;

export async function runEvidence(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, { ...SCAN_OPTIONS, out: { type: 'string' } }, SCAN_GREEDY);
  const out = words.text('out');
  const [uid, ...paths] = words.paths;
  if (uid === undefined || paths.length === 0 || out === undefined)
    throw new UsageError(
      'evidence needs a finding’s uid, a saved result or logs, and --out',
      'for example: credtrail evidence UID result.json --out evidence',
    );
  makeFolder(out);
  const { result, files, sources, limits, where } = await basisOf(paths, words, terminal);
  const finding = findingOf(result, uid, where);
  const { records, missing } = await gatherEvidence(finding, files, limits);
  const names = new Map(ANALYTICS.map(({ attack, title }) => [attack, title]));
  const configuration = sources;
  const runtime = process.version;
  write(
    out,
    evidencePackage({ finding, result, records, missing, configuration, tool: TOOL, runtime, names }),
  );
  terminal.out(`${records.length} records of finding ${finding.uid} in ${out}\n`);
  if (missing.length === 0) return 0;
  terminal.err(
    `credtrail: the records of ${missing.length} events were not found; records.json names them\n`,
  );
  return 3;
}

/** What a package is made from, whether the result was saved or is made now. */
interface Basis {
  readonly result: Result;
  readonly files: readonly InputFile[];
  readonly sources: readonly ConfigurationSource[];
  readonly limits: Limits;
  /** For messages. */
  readonly where: string;
}

async function basisOf(paths: readonly string[], words: Words, terminal: Terminal): Promise<Basis> {
  const [first = '', ...more] = paths;
  if (isSavedResult(first)) return savedBasis(first, more, words, terminal);
  const request = readScanRequest(words, terminal, paths);
  const progress = progressOn(terminal);
  const { result } = await scan({ ...request, progress });
  progress.clear();
  tellProblems(result.problems, terminal);
  const { files, sources, config } = request;
  return { result: await withHashes(result), files, sources, limits: limitsOf(config), where: 'this scan' };
}

function savedBasis(path: string, logs: readonly string[], words: Words, terminal: Terminal): Basis {
  const result = readSavedResult(path);
  const { files, problems } = listInputs(logs.length > 0 ? logs : inputsOf(result, path));
  tellProblems(problems, terminal);
  const config = words.text('config') ?? result.run?.configuration?.file;
  if (config === undefined)
    return { result, files, sources: [], limits: limitsOf(EMPTY_CONFIG), where: path };
  const read = readContext(config, terminal);
  if (read.configuration?.sha256 !== result.run?.configuration?.sha256)
    throw new UsageError(
      `${config} is not the context file that ${path} was made with, or was changed since`,
      'name that file with --config, or scan again',
    );
  return { result, files, sources: read.sources, limits: limitsOf(read.config), where: path };
}

function inputsOf({ run }: Result, path: string): readonly string[] {
  if (run !== undefined && run.inputCount === run.inputs.length)
    return run.inputs.map((input) => input.path).filter((input) => input !== STANDARD_INPUT);
  throw new UsageError(
    `${path} does not name all the logs it was made from`,
    'name them: credtrail evidence UID RESULT.json PATH… --out DIR',
  );
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length === 0) return;
  } catch (cause) {
    const reason = reasonOf(cause);
    throw new UsageError(`--out ${folder} cannot be used: ${reason}`, 'name a new or empty folder', {
      cause,
    });
  }
  throw new UsageError(`--out ${folder} is not empty`, 'name a new or empty folder');
}

function write(folder: string, files: readonly PackageFile[]): void {
  for (const { path, bytes } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}
