/** What a run looked at: files, records, period, what was set aside and why, problems, notes. */

import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Page } from './page.ts';
import { counted, grouped, readableRange } from './words.ts';

const PROBLEMS_SHOWN = 5;

export function writeNothingFound(
  page: Page,
  { counters, period, findings }: Result,
  names: ReadonlyMap<string, string> | undefined,
): void {
  if (findings.length > 0) return;
  if (counters.events === 0 || period === undefined) {
    page.text(whyNoEvent(counters));
    return;
  }
  const when = readableRange(period.first, period.last);
  page.text(
    `Nothing was found in ${counted(counters.events, 'event')} of ${counted(counters.principals, 'principal')} ` +
      `and ${counted(counters.credentials, 'credential')}, ${when}.`,
  );
  if (names !== undefined && names.size > 0) {
    page.text(`Looked for: ${[...names].map(([id, title]) => `${title} (${id})`).join('; ')}.`);
  }
}

function whyNoEvent({ duplicate, outside }: Result['counters']): string {
  if (outside > 0) return 'Nothing was found: no new event lies between --since and --until.';
  if (duplicate > 0)
    return 'Nothing new was found: an earlier run with this --state has judged every one of these events.';
  return 'Nothing was found, because no event was read: what follows says what was in the files.';
}

export function writeRunSummary(page: Page, result: Result): void {
  page.section('This run');
  page.text(readWords(result));
  const set = setAsideWords(result);
  if (set !== '') page.text(set);
  writeProblems(page, result.problems);
  for (const note of result.notes) page.text(`Note: ${note}`, 0, 6);
}

function readWords({ counters, period }: Result): string {
  const sources = Object.entries(counters.sources).map(
    ([id, { files, records, events }]) =>
      `${id}: ${counted(files, 'file')}, ${counted(records, 'record')}, ${counted(events, 'event')}`,
  );
  const read = sources.length === 0 ? 'No file was recognised' : `Read ${sources.join('; ')}`;
  const when = period === undefined ? '' : `, ${readableRange(period.first, period.last)}`;
  return `${read}${when}.`;
}

/** Counters worth a reader's attention; those at zero stay unsaid. */
function setAsideWords({ counters }: Result): string {
  const skipped = Object.entries(counters.skipReasons).flatMap(([, reasons]) => Object.entries(reasons));
  const parts: readonly (readonly [number, string])[] = [
    [counters.unrecognised, `${counted(counters.unrecognised, 'file')} not recognised`],
    ...skipped.map(([reason, count]): readonly [number, string] => [
      count,
      `${counted(count, 'record')} skipped (${reason})`,
    ]),
    [counters.duplicate, `${counted(counters.duplicate, 'duplicate')} counted once`],
    [counters.outside, `${counted(counters.outside, 'event')} outside --since/--until`],
    [counters.late, `${counted(counters.late, 'event')} older than what the saved state had judged`],
    [
      counters.evicted,
      `${counted(counters.evicted, 'state entry', 'state entries')} dropped to stay within memory`,
    ],
    [counters.spilled, `${counted(counters.spilled, 'event')} sorted through temporary files`],
    [counters.excepted, `${counted(counters.excepted, 'finding')} silenced by exceptions`],
    [counters.overBudget, `${counted(counters.overBudget, 'finding')} over the alert budget`],
    [counters.belowLevel, `${counted(counters.belowLevel, 'finding')} below the least level`],
  ];
  const said = parts.filter(([count]) => count > 0).map(([, words]) => words);
  return said.length === 0 ? '' : `Set aside: ${said.join('; ')}.`;
}

function writeProblems(page: Page, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  page.text(`${counted(problems.length, 'problem')} with the input; everything else was used:`);
  for (const { file, place, code, message } of problems.slice(0, PROBLEMS_SHOWN)) {
    page.text(`- ${file}${place === '' ? '' : `, ${place}`}: ${message} (${code})`, 2, 4);
  }
  const rest = problems.length - PROBLEMS_SHOWN;
  if (rest > 0) page.text(`- and ${grouped(rest)} more: --format json lists them all`, 2, 4);
}
