/**
 * One finding a row for a spreadsheet: RFC 4180, UTF-8 without a byte order mark, CRLF. Cells come out of logs
 * an intruder can write to, so none may start a formula, and control characters are spelt out.
 */

import { escapeControls } from '../lib/text.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import { strongestEvidence } from './rank.ts';
import { bits, isoTime } from './words.ts';

/** The columns in order; docs/output.md describes each. */
export const CSV_COLUMNS: Readonly<Record<string, (finding: Finding) => string | number>> = {
  uid: (finding) => finding.uid,
  time: (finding) => isoTime(finding.time),
  firstSeen: (finding) => isoTime(finding.firstSeen),
  lastSeen: (finding) => isoTime(finding.lastSeen),
  count: (finding) => finding.count,
  level: (finding) => finding.level,
  bits: (finding) => finding.bits,
  analytic: (finding) => finding.analytic,
  technique: (finding) => finding.technique,
  detection: (finding) => finding.detection,
  phase: (finding) => finding.phase,
  title: (finding) => finding.title,
  summary: (finding) => finding.summary,
  why: (finding) => finding.why,
  next: (finding) => joined(finding.next),
  principalUid: (finding) => finding.principal.uid,
  principalKind: (finding) => finding.principal.kind,
  principalName: (finding) => finding.principal.name,
  credentialUid: (finding) => finding.credential?.uid ?? '',
  credentialKind: (finding) => finding.credential?.kind ?? '',
  scope: (finding) => finding.scope,
  region: (finding) => finding.region ?? '',
  operation: (finding) => finding.operation,
  ip: (finding) => finding.client.ip ?? '',
  network: (finding) => finding.client.network ?? '',
  country: (finding) => finding.client.country ?? '',
  agent: (finding) => finding.client.agent ?? '',
  targets: (finding) => joined(finding.targets.map(({ kind, uid }) => `${kind} ${uid}`)),
  trail: (finding) => finding.trail.map(({ credential }) => credential.uid).join(' > '),
  evidence: (finding) => joined(strongestEvidence(finding, Number.POSITIVE_INFINITY).map(evidenceWords)),
  considered: (finding) => joined(finding.considered),
  eventUids: (finding) => finding.eventUids.join(' '),
  incident: (finding) => finding.incident,
  attackStixId: (finding) => finding.attack?.stixId ?? '',
  attackVersion: (finding) => finding.attack?.version ?? '',
  attackRelease: (finding) => finding.attack?.release ?? '',
  attackRawHash: (finding) => finding.attack?.rawHash ?? '',
};

export function renderCsv(result: Result): string {
  const columns = Object.values(CSV_COLUMNS);
  const rows = result.findings.map((finding) => columns.map((column) => csvCell(column(finding))));
  return [Object.keys(CSV_COLUMNS), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A cell as written, quotes included where they are needed. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = withoutFormula(escapeControls(value));
  return /[",]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * What a spreadsheet may take for a formula, also behind white space, quotes or an apostrophe it strips, and in
 * the fullwidth forms some accept (OWASP, "CSV Injection"). The second form is a tab or return at the start,
 * already spelt out.
 */
const FORMULA = /^[\s"']*(?:[=+\-@\uff1d\uff0b\uff0d\uff20|%]|\\u000[9ad])/;

function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function joined(parts: readonly string[]): string {
  return parts.join(' | ');
}

function evidenceWords({ condition, observed, expected, bits: weight }: Finding['evidence'][number]): string {
  return `${condition} (${bits(weight)} bits): ${observed} - normal: ${expected}`;
}
