#!/usr/bin/env node
/** The command line: picks the command, turns mistakes into one clear message and the exit status. */

import { warmThread } from '../app/reading-threads.ts';
import { nearest } from '../lib/nearest.ts';
import { escapeControls } from '../lib/text.ts';
import { UsageError } from '../model/usage-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { TOOL } from './tool.ts';

const HELP = `Credtrail follows every cloud credential from its mint to its last use and runs
MITRE ATT&CK detection analytics along that trail.

  credtrail scan PATH…              findings and incidents in logs
  credtrail report PATH…            a report for people: HTML or Markdown, also of a saved result
  credtrail evidence UID RESULT.json --out DIR
                                    all that one finding rests on, with the vendors' own records
  credtrail explain UID RESULT.json everything behind one finding of a saved result
  credtrail trail WHO PATH…         the tree of a credential or principal: mints, places, calls
  credtrail credentials PATH…       lasting credentials: whose, by whom, how old, used from where
  credtrail coverage PATH…          what the analytics can see in these logs, and what to switch on
  credtrail prove                   which detections fire with your context file: traces, staged intrusions
  credtrail simulate --out DIR      logs of an organisation that does not exist, with intrusions labelled
  credtrail attack COMMAND          the ATT&CK library: import, show, raw, list, search, diff, drift
  credtrail sources [ID…]           which logs can be read
  credtrail analytics [AN…]         what is looked for, with parameters
  credtrail config check FILE       check a context file
  credtrail config init [FILE]      a commented context file to start from
  credtrail help [COMMAND] | version

`;

type Run = (args: readonly string[], terminal: Terminal) => number | Promise<number>;

/** Each command is loaded when it is called: a look-up need not wait for the scanner's sources and analytics. */
const COMMANDS: Readonly<Record<string, () => Promise<Run>>> = {
  scan: async () => (await import('./scan.ts')).runScan,
  report: async () => (await import('./report.ts')).runReport,
  evidence: async () => (await import('./evidence.ts')).runEvidence,
  explain: async () => (await import('./commands.ts')).runExplain,
  trail: async () => (await import('./commands.ts')).runTrail,
  credentials: async () => (await import('./credentials.ts')).runCredentials,
  coverage: async () => (await import('./coverage.ts')).runCoverage,
  prove: async () => (await import('./prove.ts')).runProve,
  simulate: async () => (await import('./simulate.ts')).runSimulate,
  attack: async () => (await import('./attack.ts')).runAttack,
  sources: async () => (await import('./commands.ts')).runSources,
  analytics: async () => (await import('./commands.ts')).runAnalytics,
  config: async () => (await import('./commands.ts')).runConfig,
  help: async () => showHelp,
  version: async () => showVersion,
};

/** What a command says of itself. */
const HELPS: Readonly<Record<string, () => Promise<string>>> = {
  scan: async () => (await import('./scan.ts')).SCAN_HELP,
  report: async () => (await import('./report.ts')).REPORT_HELP,
  evidence: async () => (await import('./evidence.ts')).EVIDENCE_HELP,
  explain: async () => (await import('./commands.ts')).EXPLAIN_HELP,
  trail: async () => (await import('./commands.ts')).TRAIL_HELP,
  sources: async () => (await import('./commands.ts')).SOURCES_HELP,
  analytics: async () => (await import('./commands.ts')).ANALYTICS_HELP,
  config: async () => (await import('./commands.ts')).CONFIG_HELP,
  credentials: async () => (await import('./credentials.ts')).CREDENTIALS_HELP,
  coverage: async () => (await import('./coverage.ts')).COVERAGE_HELP,
  prove: async () => (await import('./prove.ts')).PROVE_HELP,
  simulate: async () => (await import('./simulate.ts')).SIMULATE_HELP,
  attack: async () => (await import('./attack.ts')).ATTACK_HELP,
};

const SHORTHANDS: Readonly<Record<string, string>> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-V': 'version',
};

const USAGE_ERROR = 2;
/** EX_SOFTWARE of sysexits.h: a fault of the program's own must not look like `--fail-on`. */
const INTERNAL_ERROR = 70;

async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...args] = words;
  if (first === undefined) throw new UsageError('no command', 'see credtrail --help');
  const name = Object.hasOwn(SHORTHANDS, first) ? (SHORTHANDS[first] ?? first) : first;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const close = nearest(name, Object.keys(COMMANDS));
    throw new UsageError(
      `unknown command '${name}'`,
      close === undefined ? 'see credtrail --help' : `did you mean ${close}?`,
    );
  }
  if (args.includes('--help') || args.includes('-h')) return showHelp([name], terminal);
  if (asksForThreads(args)) warmThread();
  return (await command())(args, terminal);
}

/** For more than one; whatever command takes the option reads logs, and reads the option itself with care. */
function asksForThreads(args: readonly string[]): boolean {
  return /--threads[ =](?!1\b)\d/.test(args.join(' '));
}

async function showHelp(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = ''] = args;
  if (name !== '' && !Object.hasOwn(COMMANDS, name))
    throw new UsageError(`unknown command '${name}'`, 'see credtrail --help');
  terminal.out(Object.hasOwn(HELPS, name) ? ((await HELPS[name]?.()) ?? HELP) : HELP);
  return 0;
}

function showVersion(_args: readonly string[], terminal: Terminal): number {
  terminal.out(`${TOOL.name} ${TOOL.version}\n`);
  return 0;
}

/** A closed pipe (`credtrail … | head`) is no mistake; a full disk is, and no fault of the program. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(
    `credtrail: standard output cannot be written: ${error.message}\nmake room, or name another place with --output\n`,
  );
  process.exit(USAGE_ERROR);
});
/** With nobody to tell, results still go out. */
process.stderr.on('error', () => undefined);

const terminal = processTerminal();
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  const mistake = error instanceof UsageError;
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = mistake ? `credtrail: ${error.message}\n${error.fix}` : fault;
  terminal.err(`${text.split('\n').map(escapeControls).join('\n')}\n`);
  process.exitCode = mistake ? USAGE_ERROR : INTERNAL_ERROR;
}
