/** Findings in full: what happened, why it matters, what to do, and every piece of evidence beside what is normal. */

import type { Evidence } from '../../model/finding.ts';
import { detailOf, HOW_TO_EXPLAIN, weightiest } from '../dossier/detail.ts';
import type { Dossier, ReportOptions } from '../dossier/dossier.ts';
import type { Numbered } from '../dossier/numbered.ts';
import { bits, clientWords, counted, principalWords, readableRange, readableTime } from '../words.ts';
import { type Content, html, type Markup, NOTHING } from './markup.ts';
import { badge, bullets, facts, table } from './parts.ts';

const EVENTS_SHOWN = 40;

export function findingSection({ findings, incidents }: Dossier, { analytics }: ReportOptions): Markup {
  const numbers = new Map(incidents.map(({ number, incident }) => [incident.uid, number]));
  const titles = new Map(analytics.map(({ id, title }) => [id, title]));
  const { full, brief } = detailOf(findings);
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
${findings.length === 0 ? html`<p>None.</p>` : full.map((each) => article(each, numbers, titles))}
${brief.length === 0 ? NOTHING : inBrief(brief)}
</section>`;
}

type Names<K> = ReadonlyMap<string, K>;

function article({ number, finding }: Numbered, incidents: Names<number>, titles: Names<string>): Markup {
  const { uid, level, title, summary, why, next, evidence, considered } = finding;
  return html`<article id="finding-${number}" class="finding ${level}" aria-labelledby="finding-${number}-title">
<h3 id="finding-${number}-title"><span class="ordinal">${number}</span> ${badge(level)} ${title}</h3>
<p class="what">${summary}</p>
<p>${why}</p>
${facts(factsOf({ number, finding }, incidents, titles))}
<h4>Evidence: ${bits(finding.bits)} bits</h4>
${evidence.length === 0 ? html`<p>No single condition was recorded.</p>` : evidenceTable(number, evidence)}
${considered.length === 0 ? NOTHING : html`<h4>Changes and exceptions considered</h4>${bullets(considered)}`}
<h4>What to do</h4>
${bullets(next, true)}
<p class="ids">Finding <code>${uid}</code>, resting on ${eventWords(finding.eventUids)}</p>
</article>`;
}

function factsOf(
  { finding }: Numbered,
  incidents: Names<number>,
  titles: Names<string>,
): readonly (readonly [string, Content])[] {
  const { analytic, technique, detection, phase, count, attack, credential, targets } = finding;
  const at = incidents.get(finding.incident);
  const when = readableRange(finding.firstSeen, finding.lastSeen);
  const object = attack === undefined ? '' : ` Object version ${attack.version}, release ${attack.release}.`;
  return [
    ['When', count === 1 ? when : `${when}, ${counted(count, 'time')}`],
    ['Who', principalWords(finding.principal)],
    [
      'With',
      credential === undefined
        ? 'no credential named'
        : html`${credential.kind} <code>${credential.uid}</code>`,
    ],
    ['From', clientWords(finding.client)],
    [
      'Where',
      [finding.scope, finding.region].filter((part) => part !== undefined && part !== '').join(' · '),
    ],
    ['Call', html`<code>${finding.operation}</code>`],
    [
      'On',
      targets.length === 0
        ? 'no target named'
        : bullets(targets.map(({ kind, uid }) => html`${kind} <code>${uid}</code>`)),
    ],
    [
      'Analytic',
      `${analytic} ${detection} (${technique}, phase ${phase}). ${titles.get(analytic) ?? ''}.${object}`.replace(
        ' .',
        '',
      ),
    ],
    ['Incident', at === undefined ? 'none' : html`<a href="#incident-${at}">Incident ${at}</a>`],
  ];
}

function evidenceTable(number: number, evidence: readonly Evidence[]): Markup {
  const strongest = Math.max(1, ...evidence.map(({ bits: weight }) => Math.abs(weight)));
  const rows = evidence
    .toSorted((a, b) => Number(b.held) - Number(a.held) || b.bits - a.bits)
    .map(({ condition, held, observed, expected, bits: weight }) => [
      condition,
      observed,
      expected,
      held
        ? html`${bits(weight, true)} ${bar(weight / strongest)}`
        : html`<span class="unheld">did not hold</span>`,
    ]);
  const columns = [
    { name: 'Condition' },
    { name: 'Seen', kind: 'id' },
    { name: 'Normal', kind: 'id' },
    { name: 'Bits', kind: 'number' },
  ] as const;
  return table(`Evidence of finding ${number}, beside what is normal`, columns, rows);
}

/** `share` from −1 to 1. */
function bar(share: number): Markup {
  const width = Math.round(Math.abs(share) * 48);
  return html`<svg class="bar" width="48" height="8" aria-hidden="true"><rect class="${share < 0 ? 'against' : 'for'}" width="${width}" height="8" rx="2"/></svg>`;
}

function eventWords(uids: readonly string[]): Markup {
  const rest = uids.length - EVENTS_SHOWN;
  const shown = uids
    .slice(0, EVENTS_SHOWN)
    .map((uid, at) => html`${at === 0 ? '' : ', '}<code>${uid}</code>`);
  return html`${counted(uids.length, 'event')}: ${shown}${rest > 0 ? html` and ${rest} more` : NOTHING}`;
}

function inBrief(findings: readonly Numbered[]): Markup {
  const rows = findings.map((each) => {
    const { number, finding } = each;
    return [
      html`<span id="finding-${number}">${number}</span>`,
      badge(finding.level),
      readableTime(finding.time).replace(' UTC', ''),
      html`<strong>${finding.title}</strong>. ${finding.summary}`,
      weightiest(each),
      html`<code>${finding.uid}</code>`,
    ];
  });
  const columns = [
    { name: 'Number', kind: 'short' },
    { name: 'Level', kind: 'short' },
    { name: 'Time (UTC)' },
    { name: 'What happened', kind: 'id' },
    { name: 'What weighs most', kind: 'id' },
    { name: 'UID' },
  ] as const;
  return html`<h3>In brief</h3>
<p>${HOW_TO_EXPLAIN}</p>
${table(`${counted(findings.length, 'further finding')}, one line each`, columns, rows)}`;
}
