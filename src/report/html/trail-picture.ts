/** The credential trail as a picture: who held what, what it issued, what that touched. The list below it has it all. */

import { clipText } from '../../lib/terminal.ts';
import { escapeControls } from '../../lib/text.ts';
import type { Forest } from '../dossier/forest.ts';
import { counted, readableTime } from '../words.ts';
import {
  BOX,
  type Edge,
  layoutOf,
  type PlacedCredential,
  type PlacedTarget,
  TARGET_HEIGHT,
} from './forest-layout.ts';
import { html, type Markup, NOTHING } from './markup.ts';

/** Characters that fit in a box, at the widths of common typefaces. */
const NAME_CELLS = 21;
const CODE_CELLS = 27;
const LINE_CELLS = 31;
/** Wider pictures are scrolled rather than shrunk until nobody can read them. */
const WIDEST_SHRUNK = 1400;
const CHIPS_SHOWN = 2;

export function trailPicture(forest: Forest, number: number): Markup {
  if (forest.roots.length === 0)
    return html`<h4>Credential trail</h4>
<p>Where the credentials came from was not seen.</p>`;
  const layout = layoutOf(forest);
  const id = `trail-${number}`;
  const roots = forest.roots.map(({ step }) => step.principal.name || step.principal.uid);
  const wide = layout.width > WIDEST_SHRUNK;
  return html`<div class="${wide ? 'landscape' : 'upright'}">
<h4>Credential trail</h4>
<figure class="picture">
<div class="scroll" role="region" aria-label="Credential trail of incident ${number}" tabindex="0">
<svg class="trail-picture${wide ? ' wide' : ''}" role="img" aria-labelledby="${id}-title ${id}-desc" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">Credential trail of incident ${number}</title>
<desc id="${id}-desc">${counted(forest.credentials, 'credential')}, from ${roots.join(', ')}. The list below names each with its issue, its uses and what it touched.</desc>
${layout.edges.map(edgeOf)}
${layout.credentials.map(credentialBox)}
${layout.targets.map(targetBox)}
</svg>
</div>
<figcaption>Left to right: a credential, what it issued, and (dashed) what was reached with it. Numbers are findings; the bar on the left has the colour of the most severe.${layout.omitted > 0 ? ` ${counted(layout.omitted, 'box', 'boxes')} left out for room: the list below has all.` : ''}</figcaption>
</figure>
</div>`;
}

function edgeOf({ from, to, touches }: Edge): Markup {
  const middle = (from.x + to.x) / 2;
  const end = to.x - 6;
  return html`<path class="${touches ? 'edge touch' : 'edge'}" d="M${from.x} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}"/><path class="head" d="M${to.x} ${to.y} l-7 -4 v8 z"/>
`;
}

function credentialBox({ x, y, node }: PlacedCredential): Markup {
  const { step, named, level, findings } = node;
  const name = step.principal.name || step.principal.uid;
  const what = named ? shortName(step.credential.uid) : 'no credential named';
  const issued =
    step.mint === undefined
      ? 'issue not seen'
      : `${readableTime(step.mint.time).slice(5, 16)} ${step.mint.operation}`;
  const used =
    step.uses === 0 ? 'never seen in use' : [counted(step.uses, 'use'), ...step.networks].join(' · ');
  return html`<g transform="translate(${x} ${y})">
<rect class="box" width="${BOX.width}" height="${BOX.height}" rx="6"/>
${level === undefined ? NOTHING : html`<rect class="stripe ${level}" x="0.5" y="8" width="4" height="${BOX.height - 16}" rx="2"/>`}
<text class="name" x="14" y="21">${clipped(name, NAME_CELLS)}</text>
<text class="small" x="14" y="37">${clipped(`${step.principal.kind}, ${named ? step.credential.kind : 'no credential'}`, LINE_CELLS - chipCells(findings))}</text>
<text class="code" x="14" y="53">${clipped(what, CODE_CELLS)}</text>
<text class="small" x="14" y="66">${clipped(issued, LINE_CELLS)}</text>
<text class="small" x="14" y="78">${clipped(used, LINE_CELLS)}</text>
${chips(findings)}
</g>
`;
}

function targetBox({ x, y, target }: PlacedTarget): Markup {
  return html`<g transform="translate(${x} ${y})">
<rect class="box target" width="${BOX.width}" height="${TARGET_HEIGHT}" rx="6"/>
<text class="code" x="12" y="18">${clipped(shortName(target.uid), CODE_CELLS)}</text>
<text class="small" x="12" y="34">${clipped(`${target.kind} · ${target.operation}`, LINE_CELLS)}</text>
</g>
`;
}

/** `arn:aws:iam::111122223333:role/deploy` → `role/deploy`: the end tells them apart, and the list has it whole. */
function shortName(uid: string): string {
  const match = /arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(uid);
  return match?.[1] ?? uid;
}

function chips(findings: readonly number[]): Markup {
  const text = chipText(findings);
  if (text === '') return NOTHING;
  const width = text.length * 6.6 + 10;
  return html`<rect class="chip" x="${rounded(BOX.width - width - 8)}" y="25" width="${rounded(width)}" height="17" rx="8.5"/><text class="chip-text" x="${rounded(BOX.width - width / 2 - 8)}" y="37.5" text-anchor="middle">${text}</text>`;
}

function chipText(findings: readonly number[]): string {
  const rest = findings.length - CHIPS_SHOWN;
  const shown = findings.slice(0, CHIPS_SHOWN).join(' ');
  return rest > 0 ? `${shown} +${rest}` : shown;
}

function chipCells(findings: readonly number[]): number {
  const text = chipText(findings);
  return text === '' ? 0 : text.length + 4;
}

function clipped(text: string, cells: number): string {
  return clipText(escapeControls(text), Math.max(6, cells));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
