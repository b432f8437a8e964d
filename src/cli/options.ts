/** The words after a command, checked: every mistake names the value and what to write instead. */

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../lib/nearest.ts';
import { reasonOf } from '../lib/reason.ts';
import { UsageError } from '../model/usage-error.ts';

type OptionSpec = NonNullable<ParseArgsConfig['options']>;

export interface Words {
  readonly paths: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Options that take the words after them as long as these fit: `--baseline A B`, `--analytics AN1470 AN0717`. */
export type Greedy = Readonly<Record<string, (word: string) => boolean>>;

export function readWords(args: readonly string[], options: OptionSpec, greedy: Greedy = {}): Words {
  const { values, positionals } = parse(spread(args, greedy), options);
  const all = (name: string): readonly string[] => {
    const value = values[name];
    if (value === undefined || typeof value === 'boolean') return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  };
  return {
    paths: positionals,
    text: (name) => all(name).at(-1),
    texts: all,
    flag: (name) => values[name] === true,
  };
}

/** Repeats a greedy option before each of its values: `--baseline a b` becomes `--baseline=a --baseline=b`. */
function spread(args: readonly string[], greedy: Greedy): string[] {
  const out: string[] = [];
  let current: string | undefined;
  let taken = 0;
  for (const [at, word] of args.entries()) {
    if (word === '--') return [...out, ...args.slice(at)];
    if (word.startsWith('--') && Object.hasOwn(greedy, word)) {
      current = word;
      taken = 0;
      if (args[at + 1] === undefined || args[at + 1]?.startsWith('--'))
        throw new UsageError(`${word} needs a value`, `write ${word} VALUE`);
    } else if (word.startsWith('-') && word !== '-') {
      current = undefined;
      out.push(word);
    } else if (current !== undefined && (taken === 0 || greedy[current]?.(word) === true)) {
      out.push(`${current}=${word}`);
      taken++;
    } else {
      current = undefined;
      out.push(word);
    }
  }
  return out;
}

function parse(args: string[], options: OptionSpec) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw usageErrorOf(cause, options);
  }
}

function usageErrorOf(cause: unknown, options: OptionSpec): UsageError {
  const message = reasonOf(cause);
  const unknown = /Unknown option '(--?[^']+)'/.exec(message)?.[1];
  const known = Object.keys(options);
  const lacking = /Option '[^']*(--[\w-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(
    message,
  )?.[1];
  if (lacking !== undefined)
    return new UsageError(`${lacking} needs a value`, `write ${lacking}=VALUE`, { cause });
  if (unknown === undefined)
    return new UsageError(message.split('. To specify')[0] ?? message, 'see credtrail --help', { cause });
  const close = nearest(unknown.replace(/^-+/, ''), known);
  return new UsageError(
    `unknown option '${unknown}'`,
    close === undefined ? choiceOf(known) : `did you mean --${close}?`,
    { cause },
  );
}

function choiceOf(known: readonly string[]): string {
  if (known.length === 0) return 'this command takes no options';
  return `choose from ${known.map((name) => `--${name}`).join(', ')}`;
}
