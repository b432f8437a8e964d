/** Who took part and with what: principals and credentials of all findings. */

import type { Dossier } from '../dossier/dossier.ts';
import { grouped, readableRange, readableTime } from '../words.ts';
import { type Content, html, type Markup } from './markup.ts';
import { badge, type Column, findingLinks, folded, table } from './parts.ts';

const MOST_UNFOLDED = 40;

export function subjectSection(dossier: Dossier): Markup {
  return html`<section id="subjects" aria-labelledby="subjects-title">
<h2 id="subjects-title">Principals and credentials of interest</h2>
${dossier.findings.length === 0 ? html`<p>None.</p>` : html`${principalTable(dossier)}\n${credentialTable(dossier)}`}
</section>`;
}

function principalTable({ principals }: Dossier): Markup {
  const rows: readonly (readonly Content[])[] = principals.map(
    ({ principal, level, findings, scopes, first, last }) => [
      badge(level),
      html`<strong>${principal.name}</strong> (${principal.kind})`,
      html`<code>${principal.uid}</code>`,
      scopes.join(', '),
      readableRange(first, last),
      findingLinks(findings, 6),
    ],
  );
  const columns = [
    { name: 'Level', kind: 'short' },
    { name: 'Principal' },
    { name: 'Id', kind: 'id' },
    { name: 'Scopes' },
    { name: 'Seen in findings' },
    { name: 'Findings' },
  ] as const;
  return foldedTable('Principals', columns, rows);
}

function credentialTable({ credentials }: Dossier): Markup {
  const rows: readonly (readonly Content[])[] = credentials.map(({ credential, step, level, findings }) => [
    badge(level),
    html`${credential.kind} <code>${credential.uid}</code>`,
    step === undefined ? 'not seen' : step.principal.name === '' ? step.principal.uid : step.principal.name,
    step?.mint === undefined ? 'not seen' : `${step.mint.operation}, ${readableTime(step.mint.time)}`,
    step?.firstUse === undefined ? 'not seen' : readableRange(step.firstUse, step.lastUse ?? step.firstUse),
    step === undefined ? '' : grouped(step.uses),
    step?.networks.join(', ') ?? '',
    findingLinks(findings, 6),
  ]);
  const columns = [
    { name: 'Level', kind: 'short' },
    { name: 'Credential', kind: 'id' },
    { name: 'Holder' },
    { name: 'Issued by' },
    { name: 'In use' },
    { name: 'Uses', kind: 'number' },
    { name: 'Networks' },
    { name: 'Findings' },
  ] as const;
  return foldedTable('Credentials', columns, rows);
}

/** The most severe; the others are there for whoever wants them. */
function foldedTable(
  name: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Markup {
  const [shown, rest] = [rows.slice(0, MOST_UNFOLDED), rows.slice(MOST_UNFOLDED)];
  if (rest.length === 0) return table(name, columns, shown);
  const further = `${grouped(rest.length)} more ${name.toLowerCase()}`;
  return html`${table(`${name}, the most severe first`, columns, shown)}
${folded(further, table(further, columns, rest))}`;
}
