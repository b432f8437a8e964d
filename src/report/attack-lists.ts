/** ATT&CK objects many at a time: what was imported, what is there, what a search found. */

import type { Entry } from '../attack/entry.ts';
import { IMPORT_PROBLEMS, type ImportProblem } from '../attack/gather.ts';
import type { Imported, ImportReport } from '../attack/import.ts';
import { pluralOf, rankOf, wordOf } from '../attack/kinds.ts';
import { licenceNote } from '../attack/licence.ts';
import type { Hit } from '../attack/query.ts';
import type { Release } from '../attack/store.ts';
import { entryJson } from './attack-object.ts';
import { createPage, type PageOptions } from './page.ts';
import { counted, grouped } from './words.ts';

const PROBLEMS_SHOWN = 5;
const OUTCOMES: Readonly<Record<Imported['outcome'], string>> = {
  imported: 'imported',
  unchanged: 'is there already, unchanged',
  damaged: 'was damaged in the library, and is whole again',
  refused: 'REFUSED: it is there with other content',
};

export function renderImport({ releases, problems, leftAlone }: ImportReport, options: PageOptions): string {
  const page = createPage(options);
  for (const { domain, version, outcome, digest, present, counts, files } of releases) {
    page.text(`${domain} ${version}: ${OUTCOMES[outcome]}.`);
    if (outcome === 'refused') {
      page.text(`in the library ${present ?? 'unknown'}`, 2);
      page.text(`in this file   ${digest}`, 2);
      continue;
    }
    page.text(`${countWords(counts)}; from ${counted(files, 'file')}; digest ${digest}`, 2);
  }
  if (leftAlone > 0) page.text(`Left alone: ${counted(leftAlone, 'file')} not named like JSON.`);
  for (const line of problemLines(problems)) page.text(line, 0, 2);
  return page.toString();
}

export function renderReleases(releases: readonly Release[], folder: string, options: PageOptions): string {
  const page = createPage(options);
  page.text(`${counted(releases.length, 'release')} in ${folder}`);
  for (const { domain, version, counts, digest, copyright } of releases) {
    page.section(`${domain} ${version}`);
    page.labelled('Holds', countWords(counts));
    page.labelled('Digest', digest);
    page.labelled('Copyright', copyright === '' ? 'not stated' : copyright);
  }
  return page.toString();
}

export function renderEntries(release: Release, entries: readonly Entry[], options: PageOptions): string {
  const page = createPage(options);
  for (const entry of entries) page.text(entryLine(entry), 0, 11);
  page.blank();
  page.text(`${counted(entries.length, 'object')} of ${release.domain} ${release.version}.`);
  page.text(licenceNote(release.copyright));
  return page.toString();
}

export function renderHits(
  release: Release,
  hits: readonly Hit[],
  total: number,
  options: PageOptions,
): string {
  const page = createPage(options);
  for (const { entry, excerpt } of hits) {
    page.text(entryLine(entry), 0, 11);
    if (excerpt !== '') page.text(excerpt, 11);
  }
  page.blank();
  const shown = hits.length < total ? `, the best ${hits.length} of them shown (--limit)` : '';
  page.text(`${counted(total, 'object')} of ${release.domain} ${release.version} found${shown}.`);
  if (hits.length > 0) page.text(licenceNote(release.copyright));
  return page.toString();
}

export function entriesJson(release: Release, entries: readonly Entry[]) {
  return {
    release: { domain: release.domain, version: release.version },
    objects: entries.map(entryJson),
    licence: licenceNote(release.copyright),
  };
}

export function hitsJson(release: Release, hits: readonly Hit[], total: number) {
  return {
    release: { domain: release.domain, version: release.version },
    found: total,
    objects: hits.map(({ entry, score, excerpt }) => ({
      ...entryJson(entry),
      score: Math.round(score * 10) / 10,
      excerpt,
    })),
    licence: licenceNote(release.copyright),
  };
}

/** `AN1470     Analytic 1470 · analytic · IaaS`. */
function entryLine({ attack, id, name, type, platforms, status }: Entry): string {
  const facts = [wordOf(type), platforms.join(', '), status === 'current' ? '' : status].filter(
    (fact) => fact !== '',
  );
  return `${(attack ?? id).padEnd(10, '\u00a0')} ${name} · ${facts.join(' · ')}`;
}

function countWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([type, count]) => `${grouped(count)} ${count === 1 ? wordOf(type) : pluralOf(type)}`)
    .join(', ');
}

/** Each kind of problem counted, and the first few in full. */
function problemLines(problems: readonly ImportProblem[]): string[] {
  if (problems.length === 0) return [];
  const counts = IMPORT_PROBLEMS.flatMap((code) => {
    const count = problems.filter((problem) => problem.code === code).length;
    return count === 0 ? [] : [`${grouped(count)} ${code}`];
  });
  const shown = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ code, file, message }) => `- ${file}: ${message} (${code})`);
  const rest = problems.length - shown.length;
  return [
    `${counted(problems.length, 'problem')}: ${counts.join(', ')}`,
    ...shown,
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ];
}
