/** Incidents: each with its timeline and the trail of its credentials, as pictures and in words. */

import type { Dossier, IncidentCase } from '../dossier/dossier.ts';
import { counted, grouped, principalWords, readableRange, readableTime } from '../words.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { badge, bullets, facts, findingLinks, folded, table } from './parts.ts';
import { timelinePicture } from './timeline-picture.ts';
import { trailPicture } from './trail-picture.ts';
import { trailWords } from './trail-words.ts';

/** Lines of one incident's timeline; beyond, the most severe. Its findings are all told further down. */
const MOST_LINES = 60;
const MOST_PRINCIPALS = 12;
/** Beyond, the list of a trail is folded: the picture above it has the most severe. */
const MOST_UNFOLDED = 40;
/** Steps shown with the incident; every finding has its own. */
const MOST_STEPS = 12;

export function incidentSection({ incidents }: Dossier): Markup {
  return html`<section id="incidents" aria-labelledby="incidents-title">
<h2 id="incidents-title">Incidents</h2>
${incidents.length === 0 ? html`<p>None.</p>` : incidents.map(incidentArticle)}
</section>`;
}

function incidentArticle(incident: IncidentCase): Markup {
  const { number, incident: of, findings, forest, decisions } = incident;
  return html`<article id="incident-${number}" class="incident" aria-labelledby="incident-${number}-title">
<h3 id="incident-${number}-title"><span class="ordinal">Incident ${number}</span> ${badge(of.level)} ${of.title}</h3>
${facts([
  ['When', readableRange(of.firstSeen, of.lastSeen)],
  [
    'Findings',
    html`${of.findings.length} (${findingLinks(findings.map((each) => each.number).sort((a, b) => a - b))})`,
  ],
  ['Principals', bullets(principalNames(incident))],
  ['Incident id', html`<code>${of.uid}</code>`],
])}
<h4>Timeline</h4>
${timelinePicture(incident)}
${timelineTable(incident)}
${trailPicture(forest, number)}
${forest.credentials > MOST_UNFOLDED ? folded(`All ${counted(forest.credentials, 'credential')} of the trail`, trailWords(forest)) : trailWords(forest)}
<h4>What to do</h4>
${steps(decisions)}
</article>`;
}

function steps(decisions: IncidentCase['decisions']): Markup {
  const rest = decisions.length - MOST_STEPS;
  const shown = decisions
    .slice(0, MOST_STEPS)
    .map(({ step, findings }) => html`${step} <span class="by">(${findingLinks(findings, 4)})</span>`);
  return html`${bullets(shown, true)}
${rest > 0 ? html`<p>${counted(rest, 'further step')} with the findings below.</p>` : NOTHING}`;
}

/** Those of the most severe findings first. */
function principalNames({ incident, findings }: IncidentCase): readonly string[] {
  const ranked = findings.toSorted((a, b) => a.number - b.number);
  const known = new Map(
    ranked.map(({ finding: { principal } }) => [principal.uid, principalWords(principal)]),
  );
  const uids = [...known.keys()].filter((uid) => incident.principals.includes(uid));
  const names = [...new Set([...uids, ...incident.principals])].map((uid) => known.get(uid) ?? uid);
  const rest = names.length - MOST_PRINCIPALS;
  return rest > 0 ? [...names.slice(0, MOST_PRINCIPALS), `and ${grouped(rest)} more`] : names;
}

function timelineTable({ number, findings }: IncidentCase): Markup {
  const told = new Set(findings.toSorted((a, b) => a.number - b.number).slice(0, MOST_LINES));
  const rows = findings
    .filter((each) => told.has(each))
    .map(({ number: at, finding }) => [
      readableTime(finding.firstSeen).replace(' UTC', ''),
      html`<a href="#finding-${at}" aria-label="Finding ${at}">${at}</a>`,
      badge(finding.level),
      finding.phase,
      finding.summary,
    ]);
  const rest = findings.length - rows.length;
  const columns = [
    { name: 'Time (UTC)', kind: 'short' },
    { name: 'Finding', kind: 'short' },
    { name: 'Level', kind: 'short' },
    { name: 'Phase', kind: 'short' },
    { name: 'What happened', kind: 'id' },
  ] as const;
  return html`${table(`Incident ${number}, in the order of events`, columns, rows)}
${rest > 0 ? html`<p>${counted(rest, 'less severe finding')} of this incident further down.</p>` : NOTHING}`;
}
