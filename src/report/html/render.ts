/**
 * A result as one HTML file that stands alone: no script, nothing fetched, and a policy in the file itself that forbids
 * both. The same result gives the same bytes: there is no clock in it.
 */

import { hash } from 'node:crypto';
import type { Result } from '../../model/result.ts';
import { type Dossier, dossierOf, type ReportOptions } from '../dossier/dossier.ts';
import { readableRange } from '../words.ts';
import { appendix } from './appendix.ts';
import { coverageSection } from './coverage.ts';
import { executivePage } from './executive.ts';
import { findingSection } from './finding.ts';
import { incidentSection } from './incident.ts';
import { html, type Markup, textOf } from './markup.ts';
import { STYLE } from './style-data.ts';
import { subjectSection } from './subjects.ts';

export function renderHtml(result: Result, options: ReportOptions): string {
  const dossier = dossierOf(result);
  const body = html`<a class="skip" href="#main">Skip to the report</a>
${banner(dossier, options)}
${contents(dossier)}
<main id="main">
${executivePage(dossier, options)}
${incidentSection(dossier)}
${findingSection(dossier, options)}
${subjectSection(dossier)}
${coverageSection(options)}
${appendix(dossier, options)}
</main>
<footer>Written by ${options.tool.name} ${options.tool.version}. Times are UTC.</footer>`;
  return `${HEAD}${textOf(body)}\n</body>\n</html>\n`;
}

/** Of the very text between the tags: any other style in the file is refused by the browser, and so is any script. */
const STYLE_HASH = hash('sha256', STYLE, 'base64');

const HEAD = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Credtrail report</title>
<style>${STYLE}</style>
</head>
<body>
`;

function banner({ result: { period } }: Dossier, { tool }: ReportOptions): Markup {
  const when = period === undefined ? 'No event was read.' : readableRange(period.first, period.last);
  return html`<header>
<p class="brand">${tool.name}</p>
<h1>Credential activity report</h1>
<p class="period">${when}</p>
</header>`;
}

function contents({ incidents, findings }: Dossier): Markup {
  return html`<nav aria-label="Contents">
<ul>
<li><a href="#summary">Summary</a></li>
<li><a href="#incidents">Incidents <span class="count">${incidents.length}</span></a></li>
<li><a href="#findings">Findings <span class="count">${findings.length}</span></a></li>
<li><a href="#subjects">Principals and credentials</a></li>
<li><a href="#coverage">Coverage</a></li>
<li><a href="#appendix">Appendix</a></li>
</ul>
</nav>`;
}
