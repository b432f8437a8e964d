/** The measured captures as Markdown: the same input gives the same text, whatever the machine and the day. */

import type { Finding } from '../../src/model/finding.ts';
import type { Verdict } from './captures.ts';
import type { FolderReading } from './folders.ts';
import type { RuleTests } from './rule-tests.ts';
import { LOUD_ELSEWHERE } from './rule-tests.ts';
import type { Technique } from './techniques.ts';

export interface Judged {
  readonly technique: Technique;
  readonly verdict: Verdict;
}

export function corporaMarkdown(
  folders: readonly FolderReading[],
  judged: readonly Judged[],
  tests: RuleTests,
): string {
  return [
    '### Reading',
    '',
    ...readingTable(folders),
    '',
    '### Techniques within reach',
    '',
    'Each capture is scanned alone, without a context file and without history, so that only facts count.',
    '',
    ...withinTable(judged),
    '',
    '### Techniques out of reach',
    '',
    'None of these may give a finding at level high or above.',
    '',
    ...beyondTable(judged),
    '',
    '### Tests of another project’s rules',
    '',
    `${tests.records} single records, many trimmed by hand, each scanned alone: without the calls before it most can say`,
    'nothing. “Fires” is what that project’s rule does, which is not the same as malicious. Only rules over calls that the',
    'five analytics judge are listed.',
    '',
    ...ruleTable(tests),
    ...loudElsewhere(tests),
  ].join('\n');
}

function readingTable(folders: readonly FolderReading[]): string[] {
  const known = folders.filter(({ recognised }) => recognised > 0);
  const others = folders.filter(({ recognised }) => recognised === 0);
  const files = others.reduce((sum, folder) => sum + folder.files, 0);
  const rows = table(
    ['folder', 'files', 'recognised', 'records', 'events', 'skipped', 'problems'],
    known.map((each) => [
      code(each.folder),
      each.files,
      each.recognised,
      each.records,
      each.events,
      tallied(each.skipped),
      tallied(each.problems),
    ]),
  );
  return [
    ...rows,
    '',
    totals(known),
    '',
    'Vendors’ pages also print parts of records (an identity block, a policy): those are no logs, and stay unrecognised.',
    `The other ${others.length} folders hold ${files} files of products that no source reads yet; none is taken for another.`,
  ];
}

function totals(folders: readonly FolderReading[]): string {
  const sum = (count: (folder: FolderReading) => number): number =>
    folders.reduce((total, folder) => total + count(folder), 0);
  const tally = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((total, count) => total + count, 0);
  const records = sum((folder) => folder.records);
  const unread = sum(({ problems }) => tally(problems));
  const used = ((1 - unread / Math.max(1, records)) * 100).toFixed(2);
  return `In all ${records} records, of which ${used} % became events or were skipped for the reason given; the rest lack what no event can be without.`;
}

function withinTable(judged: readonly Judged[]): string[] {
  const rows = judged.flatMap(({ technique: { capture, name, must }, verdict }) =>
    'outOfReach' in must
      ? []
      : [
          [
            source(capture),
            code(name),
            `${must.analytic} ${must.detection}, ${must.atLeast}`,
            verdict.answer === undefined ? `**missed** (${said(verdict.findings)})` : verdict.answer.level,
          ],
        ],
  );
  return table(['capture', 'technique', 'must give, at least', 'gave'], rows);
}

function beyondTable(judged: readonly Judged[]): string[] {
  const rows = judged.flatMap(({ technique: { capture, name, must }, verdict }) =>
    'outOfReach' in must
      ? [
          [
            source(capture),
            code(name),
            must.outOfReach,
            verdict.held ? said(verdict.findings) : `**too loud**: ${said(verdict.findings)}`,
          ],
        ]
      : [],
  );
  return table(['capture', 'technique', 'why', 'gave'], rows);
}

function ruleTable({ compared }: RuleTests): string[] {
  return table(
    ['rule', 'on records it fires on', 'on records it does not', 'remark'],
    compared.map(({ rule, firing, quiet, remark }) => [code(rule), hits(firing), hits(quiet), remark]),
  );
}

function loudElsewhere({ loudElsewhere: loud }: RuleTests): string[] {
  if (loud.length === 0) return [];
  return [
    '',
    'Loud on a record of another rule:',
    '',
    ...loud.map(
      ({ rule, finding }) =>
        `- ${code(rule)}: ${said([finding])}; ${LOUD_ELSEWHERE[rule] ?? '**no reason known**'}.`,
    ),
  ];
}

/** `2 of 3: low AN1157 …, …`. */
function hits(records: readonly (readonly Finding[])[]): string {
  if (records.length === 0) return '–';
  const hit = records.filter((findings) => findings.length > 0);
  const what = new Set(hit.map(said));
  return `${hit.length} of ${records.length}${what.size === 0 ? '' : `: ${[...what].sort().join('; ')}`}`;
}

function said(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing';
  const each = findings.map(({ level, analytic, detection }) => `${level} ${analytic} ${detection}`);
  return [...new Set(each)].join(', ');
}

function source(capture: string): string {
  return capture.startsWith('stratus') ? 'Stratus' : 'Invictus';
}

function tallied(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return '0';
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${count} ${what}`)
    .join('; ');
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

function code(text: string): string {
  return `\`${text}\``;
}
