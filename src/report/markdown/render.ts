/** A result as Markdown, for tickets: the same content as the HTML report, with tables and lists in place of pictures. */

import type { Result } from '../../model/result.ts';
import { detailOf, HOW_TO_EXPLAIN, weightiest } from '../dossier/detail.ts';
import {
  type Coverage,
  type Dossier,
  dossierOf,
  type IncidentCase,
  type ReportOptions,
} from '../dossier/dossier.ts';
import type { Numbered } from '../dossier/numbered.ts';
import {
  headline,
  lostWords,
  NOT_ASSESSED,
  reachedOf,
  unreadWords,
  VERDICT_WORDS,
  verdictTable,
} from '../dossier/summary.ts';
import { counted, principalWords, readableRange, readableTime } from '../words.ts';
import { appendix } from './appendix.ts';
import { findingBlock } from './finding.ts';
import { type Content, code, type Markdown, md, textOf } from './mark.ts';
import { list, table } from './parts.ts';
import { trailList } from './trail.ts';

export function renderMarkdown(result: Result, options: ReportOptions): string {
  const dossier = dossierOf(result);
  const { period } = result;
  const { full, brief } = detailOf(dossier.findings);
  const blocks: readonly Content[] = [
    md`# Credential activity report`,
    period === undefined ? 'No event was read.' : readableRange(period.first, period.last),
    ...summary(dossier, options),
    md`## Incidents`,
    ...(dossier.incidents.length === 0 ? ['None.'] : dossier.incidents.flatMap(incidentBlock)),
    md`## Findings`,
    ...(dossier.findings.length === 0
      ? ['None.']
      : full.flatMap((each) => findingBlock(each, dossier, options))),
    ...briefBlock(brief),
    ...subjects(dossier),
    ...coverageBlock(options),
    ...appendix(dossier, options),
  ];
  return `${blocks
    .map((block) => textOf(md`${block}`).trimEnd())
    .filter((block) => block !== '')
    .join('\n\n')}\n`;
}

function summary(dossier: Dossier, { coverage, analytics }: ReportOptions): readonly Content[] {
  const { incidents, findings } = dossier;
  const reached = reachedOf(dossier);
  return [
    md`## Summary`,
    md`**${headline(dossier)}**`,
    md`### What happened`,
    list(
      incidents.map(
        ({ incident, number }) =>
          md`**${incident.level}** Incident ${number}: ${incident.title} (${readableRange(incident.firstSeen, incident.lastSeen)})`,
      ),
    ),
    md`### What is at risk`,
    findings.length === 0 ? 'Nothing that these logs show.' : lostWords(dossier),
    table(
      ['Level', 'Kind', 'What was reached', 'By', 'Findings'],
      reached.map(({ level, kind, uid, operations, findings: by }) => [
        level,
        kind,
        code(uid),
        operations.join(', '),
        by.join(', '),
      ]),
    ),
    md`### What to decide`,
    ...(incidents.length === 0
      ? ['Nothing.']
      : incidents.flatMap((each) => [
          md`Incident ${each.number}: is this activity ours?`,
          decisionList(each),
        ])),
    md`### What these logs can show`,
    ...(coverage === undefined ? [NOT_ASSESSED] : glance(coverage, analytics)),
  ];
}

function glance(coverage: Coverage, analytics: ReportOptions['analytics']): readonly Content[] {
  const { providers, rows } = verdictTable(coverage, analytics);
  return [
    table(
      ['Analytic', ...providers],
      rows.map(({ analytic, title, verdicts }) => [
        `${analytic} ${title}`,
        ...verdicts.map((verdict) => verdict ?? 'does not look'),
      ]),
    ),
    VERDICT_WORDS,
    unreadWords(coverage),
  ];
}

function coverageBlock({ coverage }: ReportOptions): readonly Content[] {
  if (coverage === undefined) return [];
  const { lines, toSwitchOn } = coverage;
  return [
    md`## Coverage`,
    table(
      ['Analytic', 'Provider', 'Verdict', 'Why'],
      lines.map(({ analytic, provider, verdict, reasons }) => [
        analytic,
        provider,
        verdict,
        reasons.length === 0 ? 'nothing that it asks for is missing' : reasons.join('; '),
      ]),
    ),
    table(
      ['What to switch on or set right', 'What is short without it', 'Who sees more with it'],
      toSwitchOn.map(({ fix, reasons, helps }) => [fix, reasons.join('; '), helps.join(', ')]),
    ),
  ];
}

function briefBlock(findings: readonly Numbered[]): readonly Content[] {
  if (findings.length === 0) return [];
  return [
    md`### In brief`,
    HOW_TO_EXPLAIN,
    table(
      ['Number', 'Level', 'Time (UTC)', 'What happened', 'What weighs most', 'UID'],
      findings.map((each) => {
        const { level, time, title, summary: what, uid } = each.finding;
        const when = readableTime(time).replace(' UTC', '');
        return [each.number, level, when, `${title}. ${what}`, weightiest(each), code(uid)];
      }),
    ),
  ];
}

function decisionList({ decisions }: IncidentCase): Markdown {
  return list(
    decisions.map(
      ({ step, findings }) => md`${step} (${counted(findings.length, 'finding')}: ${findings.join(', ')})`,
    ),
    true,
  );
}

function incidentBlock(each: IncidentCase): readonly Content[] {
  const { number, incident, findings, forest } = each;
  return [
    md`### Incident ${number}: ${incident.title}`,
    list([
      md`Level: **${incident.level}**`,
      `When: ${readableRange(incident.firstSeen, incident.lastSeen)}`,
      md`Principals: ${incident.principals.map((uid, at) => md`${at === 0 ? '' : ', '}${code(uid)}`)}`,
      md`Incident id: ${code(incident.uid)}`,
    ]),
    table(
      ['Time (UTC)', 'Finding', 'Level', 'Phase', 'What happened'],
      findings.map(({ number: at, finding }) => [
        readableTime(finding.firstSeen).replace(' UTC', ''),
        at,
        finding.level,
        finding.phase,
        finding.summary,
      ]),
    ),
    md`#### Credential trail`,
    trailList(forest),
  ];
}

function subjects({ principals, credentials }: Dossier): readonly Content[] {
  return [
    md`## Principals and credentials of interest`,
    table(
      ['Level', 'Principal', 'Scopes', 'Seen in findings', 'Findings'],
      principals.map(({ level, principal, scopes, first, last, findings }) => [
        level,
        principalWords(principal),
        scopes.join(', '),
        readableRange(first, last),
        findings.join(', '),
      ]),
    ),
    table(
      ['Level', 'Credential', 'Holder', 'Issued by', 'Networks', 'Findings'],
      credentials.map(({ level, credential, step, findings }) => [
        level,
        md`${credential.kind} ${code(credential.uid)}`,
        step === undefined ? 'not seen' : principalWords(step.principal),
        step?.mint === undefined ? 'not seen' : `${step.mint.operation}, ${readableTime(step.mint.time)}`,
        step?.networks.join(', '),
        findings.join(', '),
      ]),
    ),
  ];
}
