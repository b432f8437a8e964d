/** What is wrong in a configuration file: where, what was found, and what to do. Shows hostile text escaped. */

import { terminalSafeJson } from '../lib/terminal.ts';
import { escapeControls } from '../lib/text.ts';

/** Keys and list positions from the top of the file: `['networks', 2, 'cidrs', 0]`. */
export type Path = readonly (string | number)[];

export interface ConfigProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** `networks[2].cidrs[0]`; empty for the whole file. */
  readonly path: string;
  /** What stands there, quoted and clipped; empty when nothing does. */
  readonly value: string;
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

/** A problem before it has a place in the file. */
export interface Fault {
  readonly path: Path;
  /** Whether the key itself or what stands under it is wrong. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly fix: string;
}

const SHOWN_CHARACTERS = 80;
const BARE_KEY = /^[A-Za-z_][\w-]*$/;

/** One problem per block, in the order of the file, ending with a newline; empty for no problems. */
export function describeConfigProblems(problems: readonly ConfigProblem[]): string {
  return problems.map(describe).join('');
}

/** Text from a file, quoted, clipped and harmless on a terminal. */
export function quoted(text: string): string {
  const clipped = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return terminalSafeJson(clipped);
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!BARE_KEY.test(step)) return `${text}[${quoted(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What stands at a place, as the reader will recognise it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const { length } = Object.keys(value);
    return `a group of ${length} ${length === 1 ? 'key' : 'keys'}`;
  }
  return String(value);
}

/** In file order: by file as first met, then line and column. */
export function inFileOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const files = [...new Set(problems.map((problem) => problem.file))];
  return problems.toSorted(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

function describe({ file, line, column, path, value, message, fix }: ConfigProblem): string {
  const subject = [path, value].filter((part) => part !== '').join(' = ');
  const where = `${escapeControls(file)}:${line}:${column}`;
  return `${where}: ${message}\n${subject === '' ? '' : `    found  ${subject}\n`}    fix    ${fix}\n`;
}
