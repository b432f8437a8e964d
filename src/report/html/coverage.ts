/** What each analytic could see in these logs, why not more, and what to switch on. */

import type { ReportOptions } from '../dossier/dossier.ts';
import { NOT_ASSESSED, unreadWords } from '../dossier/summary.ts';
import { html, type Markup } from './markup.ts';
import { bullets, table, verdictWord } from './parts.ts';

export function coverageSection({ coverage }: ReportOptions): Markup {
  return html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Coverage</h2>
${coverage === undefined ? html`<p>${NOT_ASSESSED}</p>` : told(coverage)}
</section>`;
}

function told(coverage: NonNullable<ReportOptions['coverage']>): Markup {
  const { lines, toSwitchOn } = coverage;
  const rows = lines.map(({ analytic, provider, verdict, reasons }) => [
    analytic,
    provider,
    verdictWord(verdict),
    reasons.length === 0 ? 'nothing that it asks for is missing' : bullets(reasons),
  ]);
  const columns = [
    { name: 'Analytic', kind: 'short' },
    { name: 'Provider', kind: 'short' },
    { name: 'Verdict', kind: 'short' },
    { name: 'Why' },
  ] as const;
  const switches = toSwitchOn.map(({ fix, reasons, helps }) => [fix, bullets(reasons), helps.join(', ')]);
  return html`${table('Why each analytic sees what it sees', columns, rows)}
${
  switches.length === 0
    ? html`<p>Nothing has to be switched on.</p>`
    : table(
        'What to switch on or set right, what helps most first',
        [{ name: 'What' }, { name: 'What is short without it' }, { name: 'Who sees more with it' }],
        switches,
      )
}
<p>${unreadWords(coverage)}</p>`;
}
