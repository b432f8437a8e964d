/** The measured captures as Markdown: the same input gives the same text, whatever the machine and the day. */

import { said, type Verdict } from './expectation.ts';
import type { FolderReading } from './folders.ts';
import { code, table } from './markdown.ts';
import { type JudgedRules, ruleTables } from './rule-tables.ts';
import type { Technique } from './techniques.ts';

export interface Judged {
  readonly technique: Technique;
  readonly verdict: Verdict;
}

export function corporaMarkdown(
  folders: readonly FolderReading[],
  judged: readonly Judged[],
  rules: readonly JudgedRules[],
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
    '### Techniques out of reach, and ordinary work',
    '',
    'Techniques out of reach may give no finding at level high or above, ordinary work none at medium or above.',
    '',
    ...otherTable(judged),
    '',
    '### Tests of another project’s rules',
    '',
    ...ruleTables(rules),
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
  const rows = judged.flatMap(({ technique, verdict }) => {
    const { expected } = technique;
    if ('atLeast' in expected) {
      const { analytic, detection, atLeast } = expected;
      const gave = verdict.answer?.level ?? `**missed** (${said(verdict.findings)})`;
      return [[...deed(technique), `${analytic} ${detection}, ${atLeast}`, gave]];
    }
    return 'missed' in expected
      ? [[...deed(technique), `nothing: ${expected.missed}`, asStated(verdict)]]
      : [];
  });
  return table(['capture', 'technique', 'must give, at least', 'gave'], rows);
}

function otherTable(judged: readonly Judged[]): string[] {
  const rows = judged.flatMap(({ technique, verdict }) => {
    const { expected } = technique;
    if ('outOfReach' in expected) return [[...deed(technique), expected.outOfReach, asStated(verdict)]];
    return 'ordinary' in expected
      ? [[...deed(technique), `ordinary: ${expected.ordinary}`, asStated(verdict)]]
      : [];
  });
  return table(['capture', 'technique', 'why', 'gave'], rows);
}

function asStated({ held, findings }: Verdict): string {
  return held ? said(findings) : `**not as stated**: ${said(findings)}`;
}

/** Who published it and under which name; without one, the file and what it holds. */
function deed({ capture, name }: Technique): [source: string, name: string] {
  const publisher = PUBLISHERS[capture.slice(0, capture.indexOf('/'))];
  return publisher === undefined ? [code(capture), name] : [publisher, code(name)];
}

const PUBLISHERS: Readonly<Record<string, string>> = {
  'stratus-red-team': 'Stratus',
  'invictus-aws': 'Invictus',
  'gcp-security-analytics': 'GCP Security Analytics',
};

function tallied(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return '0';
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${count} ${what}`)
    .join('; ');
}
