/** The first page: what happened, what is at risk, what to decide, and how far these logs can be trusted to show it. */

import { compareLevels } from '../../model/level.ts';
import type { CoverageLine, Dossier, IncidentCase, ReportOptions } from '../dossier/dossier.ts';
import { headline, lostWords, NOT_ASSESSED, reachedOf, unreadWords } from '../dossier/summary.ts';
import { counted, grouped, readableRange } from '../words.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { badge, bullets, findingLinks, table } from './parts.ts';

const INCIDENTS_SHOWN = 5;
const DECISIONS_SHOWN = 4;
const REACHED_SHOWN = 12;

export function executivePage(dossier: Dossier, options: ReportOptions): Markup {
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<p class="headline">${headline(dossier)}</p>
${figures(dossier)}
<h3>What happened</h3>
${happened(dossier)}
<h3>What is at risk</h3>
${atRisk(dossier)}
<h3>What to decide</h3>
${toDecide(dossier)}
<h3>What these logs can show</h3>
${coverage(options)}
</section>`;
}

function figures({ levels, incidents, findings, result: { counters } }: Dossier): Markup {
  const worst = levels[0]?.level;
  const tiles: readonly (readonly [string, number, string])[] = [
    [incidents.length === 1 ? 'incident' : 'incidents', incidents.length, worst ?? 'none'],
    [findings.length === 1 ? 'finding' : 'findings', findings.length, worst ?? 'none'],
    ['events read', counters.events, 'none'],
    ['principals', counters.principals, 'none'],
    ['credentials', counters.credentials, 'none'],
  ];
  const list = levels.map(({ level, count }) => html`<li>${badge(level)} ${count}</li>`);
  return html`<ul class="tiles">${tiles.map(
    ([name, count, level]) =>
      html`<li class="${count > 0 ? level : 'none'}"><strong>${grouped(count)}</strong> ${name}</li>`,
  )}</ul>
${levels.length === 0 ? NOTHING : html`<ul class="levels" aria-label="Findings by level">${list}</ul>`}`;
}

function happened({ incidents, result }: Dossier): Markup {
  if (incidents.length === 0)
    return result.counters.events === 0
      ? html`<p>No event was read, so nothing can be said. The appendix tells what was in the files.</p>`
      : html`<p>Nothing was found in ${counted(result.counters.events, 'event')}.</p>`;
  const rest = incidents.length - INCIDENTS_SHOWN;
  return html`${incidents.slice(0, INCIDENTS_SHOWN).map(account)}
${rest > 0 ? html`<p>${counted(rest, 'further incident')} below.</p>` : NOTHING}`;
}

function account({ number, incident }: IncidentCase): Markup {
  const phases = incident.phases.map(
    ({ phase, summary }) => html`<strong>${phase}</strong> <span>${summary}</span>`,
  );
  return html`<article class="account ${incident.level}">
<h4>${badge(incident.level)} <a href="#incident-${number}">${incident.title}</a></h4>
<p class="period">${readableRange(incident.firstSeen, incident.lastSeen)} · ${counted(incident.findings.length, 'finding')}</p>
${bullets(phases, true)}
</article>`;
}

function atRisk(dossier: Dossier): Markup {
  if (dossier.findings.length === 0) return html`<p>Nothing that these logs show.</p>`;
  const reached = reachedOf(dossier);
  const rest = reached.length - REACHED_SHOWN;
  const rows = reached
    .slice(0, REACHED_SHOWN)
    .map(({ kind, uid, level, operations, findings }) => [
      badge(level),
      kind,
      uid,
      operations.join(', '),
      findingLinks(findings, 6),
    ]);
  const columns = [
    { name: 'Level', kind: 'short' },
    { name: 'Kind' },
    { name: 'What was reached', kind: 'id' },
    { name: 'By', kind: 'id' },
    { name: 'Findings' },
  ] as const;
  return html`<p>${lostWords(dossier)}</p>
${rows.length === 0 ? NOTHING : table('Reached, changed or made', columns, rows)}
${rest > 0 ? html`<p>${counted(rest, 'further target')} in the incidents below.</p>` : NOTHING}`;
}

function toDecide({ incidents }: Dossier): Markup {
  if (incidents.length === 0) return html`<p>Nothing.</p>`;
  return html`${incidents.slice(0, INCIDENTS_SHOWN).map(({ number, incident, decisions }) => {
    const rest = decisions.length - DECISIONS_SHOWN;
    const steps = decisions
      .slice(0, DECISIONS_SHOWN)
      .map(
        ({ step, findings }) =>
          html`${step} <span class="by">(${findings.length === 1 ? 'finding' : 'findings'} ${findingLinks(findings, 4)})</span>`,
      );
    return html`<h4>Incident ${number}: is this activity ours?</h4>
${bullets(steps, true)}
${rest > 0 ? html`<p><a href="#incident-${number}">${counted(rest, 'further step')}</a> with the incident${compareLevels(incident.level, 'high') >= 0 ? '; until it is answered, treat its credentials as lost.' : '.'}</p>` : NOTHING}`;
  })}`;
}

function coverage({ coverage: seen }: ReportOptions): Markup {
  if (seen === undefined) return html`<p>${NOT_ASSESSED}</p>`;
  const rows = seen.lines.map(({ analytic, provider, verdict, reasons, fixes }: CoverageLine) => [
    analytic,
    provider,
    html`<span class="verdict ${verdict}">${verdict}</span>`,
    reasons.length === 0 ? 'nothing that it asks for is missing' : bullets(reasons),
    fixes.length === 0 ? '' : bullets(fixes),
  ]);
  const columns = [
    { name: 'Analytic', kind: 'short' },
    { name: 'Provider', kind: 'short' },
    { name: 'Verdict', kind: 'short' },
    { name: 'Why' },
    { name: 'What to switch on' },
  ] as const;
  return html`${table('What each analytic could see', columns, rows)}
<p>${unreadWords(seen)}</p>`;
}
