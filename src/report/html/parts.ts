/** Pieces of markup that several sections share. */

import type { Level } from '../../model/level.ts';
import type { CoverageLine } from '../dossier/dossier.ts';
import { type Content, html, type Markup, NOTHING } from './markup.ts';

/** The level as a word: its colour says nothing that the word does not. */
export function badge(level: Level): Markup {
  return html`<span class="badge ${level}">${level}</span>`;
}

export function verdictWord(verdict: CoverageLine['verdict']): Markup {
  return html`<span class="verdict ${verdict}">${verdict}</span>`;
}

/** `1, 4 and 7`, each leading to its finding; beyond `most` they are counted. */
export function findingLinks(numbers: readonly number[], most = 12): Markup {
  const shown = numbers.slice(0, most);
  const links = shown.map(
    (number, at) => html`${at === 0 ? '' : ', '}<a href="#finding-${number}">${number}</a>`,
  );
  const rest = numbers.length - shown.length;
  return html`${links}${rest > 0 ? html` and ${rest} more` : NOTHING}`;
}

export interface Column {
  readonly name: string;
  /** Of the cells: `number` aligns right, `id` breaks anywhere, `short` never breaks. */
  readonly kind?: 'number' | 'id' | 'short';
}

/** Wide tables scroll by themselves, also from the keyboard. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Markup {
  const head = columns.map(({ name, kind }) => html`<th scope="col" class="${kind ?? 'text'}">${name}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, at) => html`<td class="${columns[at]?.kind ?? 'text'}">${cell}</td>`)}</tr>\n`,
  );
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

/** Something long, opened by whoever wants it; on paper only its name is left. */
export function folded(name: string, content: Markup): Markup {
  return html`<details><summary>${name}</summary>
${content}
</details>`;
}

export function facts(entries: readonly (readonly [string, Content])[]): Markup {
  return html`<dl class="facts">${entries.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`,
  )}</dl>`;
}

export function bullets(entries: readonly Content[], ordered = false): Markup {
  const items = entries.map((entry) => html`<li>${entry}</li>\n`);
  return ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}
