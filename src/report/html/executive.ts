/** The first page: what happened, what is at risk, what to decide, and how far these logs can be trusted to show it. */

import { PHASE_WORDS } from '../../model/finding.ts';
import { compareLevels } from '../../model/level.ts';
import type { Dossier, IncidentCase, ReportOptions, Switch } from '../dossier/dossier.ts';
import {
  headline,
  isPressing,
  lostWords,
  NOT_ASSESSED,
  reachedOf,
  unreadWords,
  VERDICT_WORDS,
  verdictTable,
} from '../dossier/summary.ts';
import { counted, grouped, readableRange } from '../words.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { badge, bullets, findingLinks, table, verdictWord } from './parts.ts';

const INCIDENTS_SHOWN = 5;
const DECISIONS_SHOWN = 4;
const REACHED_SHOWN = 8;
const SWITCHES_SHOWN = 3;

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

function account({ number, incident, lead }: IncidentCase): Markup {
  const phases = phasesBySummary(incident).map(
    ([summary, words]) => html`<strong>${words.join(', ')}</strong> <span>${summary}</span>`,
  );
  return html`<article class="account ${incident.level}">
<h4>${badge(incident.level)} <a href="#incident-${number}">${lead}</a></h4>
<p class="period">${readableRange(incident.firstSeen, incident.lastSeen)} · ${counted(incident.findings.length, 'finding')}</p>
${bullets(phases, true)}
</article>`;
}

/** One call may serve several phases: it is told once. */
function phasesBySummary({
  phases,
}: IncidentCase['incident']): readonly (readonly [string, readonly string[]])[] {
  const told = new Map<string, string[]>();
  for (const { phase, summary } of phases)
    told.set(summary, [...(told.get(summary) ?? []), PHASE_WORDS[phase]]);
  return [...told];
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
  const pressing = incidents.filter(isPressing);
  const shown = (pressing.length > 0 ? pressing : incidents).slice(0, INCIDENTS_SHOWN);
  return html`${shown.map(({ number, incident, decisions }) => {
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

/** Verdicts at a glance, and what to switch on first; the coverage section has the reasons. */
function coverage({ coverage: seen, analytics }: ReportOptions): Markup {
  if (seen === undefined) return html`<p>${NOT_ASSESSED}</p>`;
  const { providers, rows } = verdictTable(seen, analytics);
  const columns = [
    { name: 'Analytic' },
    ...providers.map((provider) => ({ name: provider, kind: 'short' }) as const),
  ];
  const cells = rows.map(({ analytic, title, verdicts }) => [
    html`<strong>${analytic}</strong> ${title}`,
    ...verdicts.map((verdict) =>
      verdict === undefined ? html`<span class="unheld">does not look</span>` : verdictWord(verdict),
    ),
  ]);
  const first = seen.toSwitchOn.slice(0, SWITCHES_SHOWN);
  return html`${rows.length === 0 ? NOTHING : table('What each analytic could see of each provider', columns, cells)}
<p class="by">${VERDICT_WORDS}</p>
${first.length === 0 ? NOTHING : html`<h4>To see more, first</h4>${bullets(first.map(switchWords), true)}`}
<p>${unreadWords(seen)} <a href="#coverage">Reasons and all that can be switched on</a>.</p>`;
}

function switchWords({ fix, reasons }: Switch): Markup {
  return html`${fix} <span class="by">(${reasons[0] ?? ''})</span>`;
}
