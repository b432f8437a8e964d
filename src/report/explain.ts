/**
 * One finding in full: every condition that was weighed, held or not, the credential's trail, the changes and
 * exceptions considered, and what to do. For `credtrail explain UID`; it decides nothing anew.
 */

import type { Evidence, Finding, Incident, TrailStep } from '../model/finding.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { bits, clientWords, counted, principalWords, readableRange, readableTime } from './words.ts';

export interface ExplainOptions extends PageOptions {
  /** Titles of the analytics, by id. */
  readonly names?: ReadonlyMap<string, string>;
}

const EVENTS_SHOWN = 20;
const TREE_STEP = '   ';

export function renderExplain(
  finding: Finding,
  incident: Incident | undefined,
  options: ExplainOptions,
): string {
  const page = createPage(options);
  writeHead(page, finding, options.names);
  page.section('What happened');
  page.text(finding.summary);
  page.section('Why it matters');
  page.text(finding.why);
  writeEvidence(page, finding);
  writeTrail(page, finding.trail);
  writeConsidered(page, finding.considered);
  page.section('What to do');
  for (const [at, step] of finding.next.entries()) page.text(`${at + 1}. ${step}`, 0, 3);
  if (incident !== undefined) writeIncident(page, incident, finding);
  writeEvents(page, finding.eventUids);
  return page.toString();
}

function writeHead(page: Page, finding: Finding, names: ExplainOptions['names']): void {
  const analytic = names?.get(finding.analytic);
  page.heading('', finding.level, finding.title);
  page.labelled('Finding', finding.uid);
  page.labelled('Analytic', [finding.analytic, analytic, finding.technique].filter(Boolean).join(' · '));
  if (finding.attack !== undefined) {
    const { id, version, release, rawHash } = finding.attack;
    page.labelled('Written for', `${id} version ${version} of ATT&CK ${release}, raw hash ${rawHash}`);
  }
  page.labelled('Detection', `${finding.detection} (phase ${finding.phase})`);
  page.labelled('Seen', readableRange(finding.firstSeen, finding.lastSeen));
  page.labelled(
    '',
    `${counted(finding.count, 'time')}, decided by the event of ${readableTime(finding.time)}`,
  );
  page.labelled('Who', principalWords(finding.principal));
  page.labelled(
    'With',
    finding.credential ? `${finding.credential.kind} ${finding.credential.uid}` : 'no credential named',
  );
  page.labelled('From', clientWords(finding.client));
  page.labelled('Where', [finding.scope, finding.region].filter(Boolean).join(' · '));
  page.labelled('Call', finding.operation);
  for (const [at, { kind, uid }] of finding.targets.entries())
    page.labelled(at === 0 ? 'On' : '', `${kind} ${uid}`);
}

function writeEvidence(page: Page, finding: Finding): void {
  page.section(`Evidence: ${bits(finding.bits)} bits`);
  if (finding.evidence.length === 0) page.text('No single condition was recorded.');
  for (const [at, evidence] of finding.evidence.entries()) {
    writeCondition(page, evidence, at === finding.evidence.length - 1);
  }
}

function writeCondition(page: Page, evidence: Evidence, last: boolean): void {
  const rest = last ? TREE_STEP : '│  ';
  const weight = evidence.held ? `${bits(evidence.bits, true)} bits` : 'did not hold';
  page.branch(last ? '└─ ' : '├─ ', rest, `${evidence.condition}: ${weight}`);
  page.branch(`${rest}observed  `, `${rest}          `, evidence.observed);
  page.branch(`${rest}normal    `, `${rest}          `, evidence.expected);
  if (evidence.events.length > 0) {
    page.branch(`${rest}events    `, `${rest}          `, listed(evidence.events));
  }
}

/** Role chains are short in practice; beyond the indentable depth the tree goes on straight down. */
const DEEPEST_INDENT = 8;

function writeTrail(page: Page, trail: readonly TrailStep[]): void {
  page.section('Credential trail');
  if (trail.length === 0) page.text('Where the credential came from was not seen.');
  for (const [depth, step] of trail.entries()) {
    const indent = TREE_STEP.repeat(Math.min(depth, DEEPEST_INDENT));
    const head = depth === 0 ? '' : `${indent.slice(TREE_STEP.length)}└─ `;
    page.branch(
      head,
      indent,
      `${step.credential.kind} ${step.credential.uid} of ${principalWords(step.principal)}`,
    );
    page.branch(indent, `${indent}  `, mintWords(step, depth));
    page.branch(indent, `${indent}  `, useWords(step));
  }
}

function mintWords({ mint }: TrailStep, depth: number): string {
  if (mint === undefined)
    return depth === 0 ? 'its issue was not seen' : 'the call that issued it was not seen';
  return `issued ${readableTime(mint.time)} by ${mint.operation} (event ${mint.event})`;
}

function useWords({ uses, firstUse, lastUse, networks }: TrailStep): string {
  const from = networks.length === 0 ? '' : `, from ${networks.join(', ')}`;
  if (firstUse === undefined) return uses === 0 ? 'never seen in use' : `${counted(uses, 'use')}${from}`;
  return `${counted(uses, 'use')}, ${readableRange(firstUse, lastUse ?? firstUse)}${from}`;
}

function writeConsidered(page: Page, considered: readonly string[]): void {
  page.section('Changes and exceptions considered');
  if (considered.length === 0) page.text('None of the declared changes or exceptions speaks of it.');
  for (const entry of considered) page.text(`- ${entry}`, 0, 2);
}

function writeIncident(page: Page, incident: Incident, finding: Finding): void {
  page.section('Incident');
  page.heading('', incident.level, `${incident.title} (${incident.uid})`);
  for (const { phase, firstSeen, lastSeen, summary, findings } of incident.phases) {
    const own = findings.includes(finding.uid) ? ' ← this finding' : '';
    page.labelled(phase, `${readableRange(firstSeen, lastSeen)}: ${summary}${own}`);
  }
  const others = incident.findings.filter((uid) => uid !== finding.uid);
  if (others.length > 0) page.labelled('Also', listed(others));
}

function writeEvents(page: Page, uids: readonly string[]): void {
  page.section(counted(uids.length, 'event'));
  page.text(listed(uids));
}

function listed(uids: readonly string[]): string {
  const rest = uids.length - EVENTS_SHOWN;
  const shown = uids.slice(0, EVENTS_SHOWN).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
