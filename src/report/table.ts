/**
 * A run's result for a person at a terminal: incidents first, then findings, then what was read. Nothing is
 * left out silently: findings beyond the limit take one line each, and the counts say what was set aside.
 */

import type { Finding, Incident } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { rankedFindings, rankedIncidents, strongestEvidence } from './rank.ts';
import { writeNothingFound, writeRunSummary } from './run-summary.ts';
import { bits, clientWords, counted, principalWords, readableRange, readableTime } from './words.ts';

export interface TableOptions extends PageOptions {
  /** Titles of the analytics that ran, by id (`AN1470`). */
  readonly names?: ReadonlyMap<string, string>;
  /** Incidents and findings shown in full; the rest take one line each. Default 20. */
  readonly full?: number;
}

const DEFAULT_FULL = 20;
const EVIDENCE_SHOWN = 3;

export function renderTable(result: Result, options: TableOptions): string {
  const page = createPage(options);
  if (result.findings.length === 0) {
    writeNothingFound(page, result, options.names);
  } else {
    writeOpening(page, result);
    writeIncidents(page, result, options.full ?? DEFAULT_FULL);
    writeFindings(page, result, options);
  }
  writeRunSummary(page, result);
  return page.toString();
}

function writeOpening(page: Page, { findings, incidents, period }: Result): void {
  const when = period === undefined ? '' : `, ${readableRange(period.first, period.last)}`;
  page.text(`${counted(findings.length, 'finding')} in ${counted(incidents.length, 'incident')}${when}.`);
}

function writeIncidents(page: Page, { incidents, findings }: Result, full: number): void {
  if (incidents.length === 0) return;
  page.section('Incidents');
  const byUid = new Map(findings.map((finding) => [finding.uid, finding]));
  const ranked = rankedIncidents(incidents, byUid);
  for (const [at, incident] of ranked.slice(0, full).entries()) writeIncident(page, at + 1, incident);
  const rest = ranked.slice(full);
  const width = widest(rest);
  for (const [at, incident] of rest.entries()) {
    const columns = [{ text: incident.uid, width }];
    page.row(`${full + at + 1}.`, incident.level, columns, incident.title);
  }
}

function writeIncident(page: Page, ordinal: number, incident: Incident): void {
  page.heading(`${ordinal}.`, incident.level, incident.title);
  page.labelled('When', readableRange(incident.firstSeen, incident.lastSeen));
  page.labelled('Findings', `${incident.findings.length} · incident ${incident.uid}`);
  for (const { phase, summary, firstSeen, findings } of incident.phases) {
    page.labelled(phase, `${readableTime(firstSeen)} · ${counted(findings.length, 'finding')} · ${summary}`);
  }
  page.blank();
}

function writeFindings(page: Page, { findings }: Result, { names, full = DEFAULT_FULL }: TableOptions): void {
  page.section('Findings');
  const ranked = rankedFindings(findings);
  for (const [at, finding] of ranked.slice(0, full).entries()) writeFinding(page, at + 1, finding, names);
  const rest = ranked.slice(full);
  if (rest.length === 0) return;
  page.text(
    `${counted(rest.length, 'more finding')}, one line each; "credtrail explain UID" shows one in full:`,
  );
  const width = widest(rest);
  for (const [at, { uid, level, analytic, title }] of rest.entries()) {
    const columns = [
      { text: uid, width },
      { text: analytic, width: 6 },
    ];
    page.row(`${full + at + 1}.`, level, columns, title);
  }
}

function writeFinding(page: Page, ordinal: number, finding: Finding, names: TableOptions['names']): void {
  const analytic = names?.get(finding.analytic);
  page.heading(`${ordinal}.`, finding.level, finding.title);
  page.labelled('', `${bits(finding.bits)} bits · ${finding.analytic} ${finding.detection} · ${finding.uid}`);
  if (analytic !== undefined) page.labelled('Analytic', `${analytic} (${finding.technique})`);
  page.labelled('When', whenWords(finding));
  page.labelled('Who', whoWords(finding));
  page.labelled('From', clientWords(finding.client));
  page.labelled('What', finding.summary);
  page.labelled('Why', finding.why);
  writeEvidence(page, finding);
  for (const [at, step] of finding.next.entries())
    page.labelled(at === 0 ? 'Next' : '', `${at + 1}. ${step}`, 3);
  page.blank();
}

function writeEvidence(page: Page, finding: Finding): void {
  const shown = strongestEvidence(finding, EVIDENCE_SHOWN);
  for (const [at, { condition, observed, expected, bits: weight }] of shown.entries()) {
    const label = at === 0 ? 'Evidence' : '';
    page.labelled(label, `${bits(weight, true)} ${condition}: ${observed} — normal: ${expected}`, 6);
  }
  const others = finding.evidence.length - shown.length;
  if (others === 0) return;
  page.labelled('', `${counted(others, 'more condition')} weighed: credtrail explain ${finding.uid}`);
}

function whenWords({ count, firstSeen, lastSeen }: Finding): string {
  return count === 1
    ? readableTime(firstSeen)
    : `${readableRange(firstSeen, lastSeen)}, ${counted(count, 'time')}`;
}

function whoWords({ principal, credential, scope }: Finding): string {
  const presented = credential === undefined ? '' : ` with ${credential.kind} ${credential.uid}`;
  return `${principalWords(principal)}${presented} in ${scope}`;
}

/** Room for every uid in full: one that is cut could not be asked for. */
function widest(entries: readonly { readonly uid: string }[]): number {
  return entries.reduce((most, { uid }) => Math.max(most, uid.length), 0);
}
