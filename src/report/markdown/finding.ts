/** One finding in full, as Markdown. */

import type { Dossier, ReportOptions } from '../dossier/dossier.ts';
import type { Numbered } from '../dossier/numbered.ts';
import { bits, clientWords, counted, principalWords, readableRange } from '../words.ts';
import { type Content, code, md } from './mark.ts';
import { list, table } from './parts.ts';

export function findingBlock(
  { number, finding }: Numbered,
  { incidents }: Dossier,
  { analytics }: ReportOptions,
): readonly Content[] {
  const { level, title, summary, why, credential, count, attack } = finding;
  const incident = incidents.find((each) => each.incident.uid === finding.incident);
  const analytic = analytics.find(({ id }) => id === finding.analytic);
  const when = readableRange(finding.firstSeen, finding.lastSeen);
  return [
    md`### ${number}. ${title}`,
    summary,
    why,
    list([
      md`Level: **${level}**, ${bits(finding.bits)} bits`,
      `When: ${count === 1 ? when : `${when}, ${counted(count, 'time')}`}`,
      `Who: ${principalWords(finding.principal)}`,
      credential === undefined
        ? 'With: no credential named'
        : md`With: ${credential.kind} ${code(credential.uid)}`,
      `From: ${clientWords(finding.client)}`,
      `Where: ${[finding.scope, finding.region].filter(Boolean).join(' · ')}`,
      md`Call: ${code(finding.operation)}`,
      ...finding.targets.map(({ kind, uid }) => md`On: ${kind} ${code(uid)}`),
      `Analytic: ${finding.analytic} ${finding.detection} (${finding.technique}, phase ${finding.phase}) ${analytic?.title ?? ''}`,
      ...(attack === undefined
        ? []
        : [`ATT&CK object: version ${attack.version}, release ${attack.release}`]),
      incident === undefined ? 'Incident: none' : `Incident: ${incident.number}`,
      md`Finding id: ${code(finding.uid)}`,
    ]),
    table(
      ['Condition', 'Seen', 'Normal', 'Bits'],
      finding.evidence
        .toSorted((a, b) => Number(b.held) - Number(a.held) || b.bits - a.bits)
        .map(({ condition, observed, expected, held, bits: weight }) => [
          condition,
          observed,
          expected,
          held ? bits(weight, true) : 'did not hold',
        ]),
    ),
    ...(finding.considered.length === 0
      ? []
      : [md`Changes and exceptions considered:`, list(finding.considered)]),
    md`What to do:`,
    list(finding.next, true),
    md`Events: ${finding.eventUids.map((uid, at) => md`${at === 0 ? '' : ', '}${code(uid)}`)}`,
  ];
}
