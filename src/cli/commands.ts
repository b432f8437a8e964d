/** The smaller commands: explain, trail, sources, analytics, config. Each returns the exit status. */

import { existsSync } from 'node:fs';
import { ANALYTICS } from '../analytics/index.ts';
import { followTrail } from '../app/trail.ts';
import { attackReference } from '../attack/implemented.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { initConfig } from '../config/starter.ts';
import type { Analytic } from '../contract/analytic.ts';
import type { Parameter } from '../contract/parameter.ts';
import { listInputs } from '../input/list.ts';
import { escapeControls } from '../lib/text.ts';
import { UsageError } from '../model/usage-error.ts';
import { renderExplain } from '../report/explain.ts';
import { type AnalyticListing, renderAnalytics, renderSources } from '../report/sources-and-analytics.ts';
import { renderTrail, renderTrailJson } from '../report/trail.ts';
import { SOURCES } from '../sources/index.ts';
import { readContext } from './context-file.ts';
import { readChoice, readThreads } from './inputs.ts';
import { readWords } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import { statusOf } from './problems.ts';
import { progressOn } from './progress.ts';
import { findingOf, isSavedResult, readSavedResult } from './saved-result.ts';
import type { Terminal } from './terminal.ts';

export const EXPLAIN_HELP = `credtrail explain UID RESULT.json

Shows all that one finding rests on: every condition that was weighed with what is normal beside it, the credential's
trail, declared changes and exceptions, its incident, its events. UID may be the beginning of one, of four characters or
more. RESULT.json is what credtrail scan --format json saved, also gzip; - is standard input.

Exit status: 0 done, 2 usage error.
`;

export const TRAIL_HELP = `credtrail trail WHO PATH… [options]

Draws the tree of credentials that WHO held and of what they issued, with times, places and calls, root first. WHO is the
uid of a credential, or the uid or name of a principal, as findings show them; wildcards are allowed: 'deploy*'.

  --config FILE         context file: names of networks
  --format FORMAT       table, json (default table)
  --output FILE         write there instead of to standard output
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 done, 2 usage error, 3 some input could not be read.
`;

export const SOURCES_HELP = `credtrail sources [ID…]

Lists the logs that can be read, and how many operations of each are understood.
`;

export const ANALYTICS_HELP = `credtrail analytics [AN…] [--config FILE]

Lists what is looked for; of the analytics named, also detections, parameters with what the context file sets, what they
need and where they err.
`;

export const CONFIG_HELP = `credtrail config check FILE      says what is wrong with a context file, with line, value and fix
credtrail config init [FILE]     writes a commented context file to start from; without FILE to standard output
`;

export function runExplain(args: readonly string[], terminal: Terminal): number {
  const words = readWords(args, { from: { type: 'string' } });
  const [uid, path = words.text('from'), another] = words.paths;
  if (another !== undefined || (uid !== undefined && isSavedResult(uid)))
    throw new UsageError(
      'explain takes one uid and one saved result',
      'write: credtrail explain UID RESULT.json',
    );
  if (uid === undefined || path === undefined)
    throw new UsageError(
      'explain needs a finding’s uid and a saved result',
      'first: credtrail scan … --format json --output result.json, then: credtrail explain UID result.json',
    );
  const result = readSavedResult(path);
  const finding = findingOf(result, uid, path);
  const incident = result.incidents.find((each) => each.uid === finding.incident);
  const names = new Map(ANALYTICS.map(({ attack, title }) => [attack, title]));
  terminal.out(renderExplain(finding, incident, { colour: terminal.colour, width: terminal.width, names }));
  return 0;
}

export async function runTrail(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, {
    config: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    threads: { type: 'string' },
  });
  const [asked, ...paths] = words.paths;
  if (asked === undefined || paths.length === 0)
    throw new UsageError(
      'trail needs a credential or principal, and logs',
      'for example: credtrail trail AKIAIOSFODNN7EXAMPLE ~/AWSLogs',
    );
  const format = readChoice('--format', words.text('format'), ['table', 'json']) ?? 'table';
  const output = readOutput(words);
  const { config, context } = readContext(words.text('config'), terminal);
  const { files, problems } = listInputs(paths);
  const threads = readThreads(words.text('threads'), files);
  const progress = progressOn(terminal);
  const { report, outcomes, near } = await followTrail(asked, { files, config, context, threads, progress });
  progress.clear();
  const text = format === 'json' ? renderTrailJson(report) : renderTrail(report, terminal);
  writeResult(terminal, output, text);
  if (report.roots.length === 0) terminal.err(`credtrail: ${escapeControls(whatToAsk(near))}\n`);
  return statusOf([...problems, ...outcomes.flatMap((each) => each.problems)], terminal);
}

function whatToAsk(near: string | undefined): string {
  if (near !== undefined) return `did you mean ${near}?`;
  return "ask by the uid or name that findings show, or with wildcards: credtrail trail 'deploy*' PATH…";
}

export function runSources(args: readonly string[], terminal: Terminal): number {
  const wanted = readWords(args, {}).paths;
  const known = SOURCES.map(({ id }) => id);
  for (const id of wanted)
    if (!known.includes(id))
      throw new UsageError(`unknown source '${id}'`, `choose from ${known.join(', ')}`);
  const chosen = SOURCES.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const listings = chosen.map(({ id, product, provider, operations }) => {
    const counts = new Map<string, number>();
    for (const { action } of operations) counts.set(action, (counts.get(action) ?? 0) + 1);
    return { id, product, provider, operations: [...counts].map(([action, count]) => ({ action, count })) };
  });
  terminal.out(renderSources(listings, terminal));
  return 0;
}

export function runAnalytics(args: readonly string[], terminal: Terminal): number {
  const words = readWords(args, { config: { type: 'string' } });
  const { config } =
    words.text('config') === undefined
      ? { config: EMPTY_CONFIG }
      : readContext(words.text('config'), terminal);
  const wanted = words.paths.map((each) => each.toUpperCase());
  const known = ANALYTICS.map(({ attack }) => attack);
  for (const id of wanted)
    if (!known.includes(id))
      throw new UsageError(`unknown analytic '${id}'`, `choose from ${known.join(', ')}`);
  const chosen = ANALYTICS.filter(({ attack }) => wanted.length === 0 || wanted.includes(attack));
  const listings = chosen.map((analytic) => listing(analytic, config.parameters[analytic.attack] ?? {}));
  terminal.out(renderAnalytics(listings, { ...terminal, detail: wanted.length > 0 }));
  return 0;
}

function listing(
  analytic: Analytic,
  given: Readonly<Record<string, number | readonly string[]>>,
): AnalyticListing {
  const attack = attackReference(analytic.attack);
  return {
    id: analytic.attack,
    technique: analytic.technique,
    title: analytic.title,
    detections: Object.entries(analytic.detections).map(([name, detection]) => ({
      name,
      ...detection,
      floor: detection.floor,
    })),
    parameters: Object.entries(analytic.parameters).map(([name, parameter]) => ({
      name,
      about: parameter.about,
      attack: parameter.attack,
      unit: parameter.type === 'number' ? parameter.unit : undefined,
      default: parameter.default,
      allowed: allowed(parameter),
      ...(given[name] === undefined ? {} : { given: given[name] }),
    })),
    telemetry: analytic.telemetry,
    falsePositives: analytic.falsePositives,
    ...(analytic.take === undefined ? {} : { take: analytic.take }),
    ...(attack === undefined ? {} : { attack }),
  };
}

function allowed(parameter: Parameter): string | undefined {
  if (parameter.type === 'number') return `${parameter.least} to ${parameter.most}`;
  return parameter.allowed === undefined ? undefined : `any of ${parameter.allowed.join(', ')}`;
}

export function runConfig(args: readonly string[], terminal: Terminal): number {
  const words = readWords(args, { output: { type: 'string' } });
  const [verb, file] = words.paths;
  if (verb === 'check' && file !== undefined) return checkConfig(file, terminal);
  if (verb === 'init') return startConfig(words.text('output') ?? file, terminal);
  if (verb === 'check')
    throw new UsageError('config check needs a file', 'for example: credtrail config check credtrail.yaml');
  throw new UsageError(
    `config knows 'check FILE' and 'init [FILE]'${verb === undefined ? '' : `, not '${verb}'`}`,
    'for example: credtrail config check credtrail.yaml',
  );
}

function checkConfig(file: string, terminal: Terminal): number {
  const { config } = readContext(file, terminal);
  const declared = Object.entries(config).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 ? [`${name} ${value.length}`] : [],
  );
  terminal.out(
    `${file} is in order: ${declared.length === 0 ? 'nothing is declared yet' : declared.join(', ')}.\n`,
  );
  return 0;
}

function startConfig(file: string | undefined, terminal: Terminal): number {
  const text = initConfig(ANALYTICS);
  if (file === undefined) terminal.out(text);
  else if (existsSync(file))
    throw new UsageError(`${file} exists already`, 'name another file, or remove it first');
  else {
    writeResult(terminal, file, text);
    terminal.err(
      `Wrote ${file}. Remove the # where you want to declare something, then run: credtrail config check ${file}\n`,
    );
  }
  return 0;
}
