/** The trail of an incident's credentials as nested lists: whole, in full names, and readable without the picture. */

import type { Forest, ForestNode } from '../dossier/forest.ts';
import { counted, principalWords, readableRange, readableTime } from '../words.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { badge, findingLinks } from './parts.ts';

/** Deeper chains go on at the same indent. */
const DEEPEST = 8;

export function trailWords({ roots }: Forest): Markup {
  if (roots.length === 0) return NOTHING;
  return html`<ul class="trail">${roots.map((root) => item(root, 0))}</ul>`;
}

function item(node: ForestNode, depth: number): Markup {
  const { step, named, level, findings, reached, children } = node;
  const below = children.map((child) => item(child, depth + 1));
  return html`<li>
<strong>${principalWords(step.principal)}</strong> ${level === undefined ? NOTHING : badge(level)}
<span class="line">${named ? html`${step.credential.kind} <code>${step.credential.uid}</code>` : 'no credential named'}, ${mintWords(node)}</span>
<span class="line">${useWords(node)}</span>
${findings.length === 0 ? NOTHING : html`<span class="line">${findings.length === 1 ? 'Finding' : 'Findings'} ${findingLinks(findings)}</span>`}
${reached.map(({ kind, uid, operation }) => html`<span class="line">→ ${operation} on ${kind} <code>${uid}</code></span>`)}
${below.length === 0 || depth >= DEEPEST ? NOTHING : html`<ul>${below}</ul>`}
</li>${depth >= DEEPEST ? below : NOTHING}
`;
}

function mintWords({ step: { mint } }: ForestNode): string {
  return mint === undefined
    ? 'its issue was not seen'
    : `issued ${readableTime(mint.time)} by ${mint.operation} (event ${mint.event})`;
}

function useWords({ step: { uses, firstUse, lastUse, networks } }: ForestNode): string {
  const from = networks.length === 0 ? '' : `, from ${networks.join(', ')}`;
  if (firstUse === undefined) return uses === 0 ? 'never seen in use' : `${counted(uses, 'use')}${from}`;
  return `${counted(uses, 'use')}, ${readableRange(firstUse, lastUse ?? firstUse)}${from}`;
}
