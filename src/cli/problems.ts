/** What a person must hear of the input where the result does not say it. */

import { escapeControls } from '../lib/text.ts';
import type { Problem } from '../model/problem.ts';
import type { Terminal } from './terminal.ts';

const UNREAD = 3;

/** The exit status the problems come to, with the reason for it on standard error. */
export function statusOf(problems: readonly Problem[], terminal: Terminal): number {
  tellProblems(problems, terminal);
  return problems.length > 0 ? UNREAD : 0;
}

export function tellProblems(problems: readonly Problem[], terminal: Terminal): void {
  const [first] = problems;
  if (first === undefined) return;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const place = first.place === '' ? first.file : `${first.file}, ${first.place}`;
  terminal.err(`credtrail: ${count} with the input, first ${escapeControls(`${place}: ${first.message}`)}\n`);
}
