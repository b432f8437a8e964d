/**
 * The one way to write HTML here. What is put into the template is text and is escaped, unless it is markup made by the
 * same template: text out of logs cannot become markup by being forgotten. Attributes are always quoted; nothing is
 * ever put into a script, a style, a comment or an address of a link.
 */

import { escapeControls } from '../../lib/text.ts';

const made = Symbol('markup');

/** Only `html` makes it. */
export interface Markup {
  readonly [made]: string;
}

export type Content = string | number | Markup | undefined | readonly Content[];

export function html(fixed: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let text = fixed[0] ?? '';
  for (const [at, content] of contents.entries()) text += written(content) + (fixed[at + 1] ?? '');
  return { [made]: text };
}

export const NOTHING = html``;

export function textOf(markup: Markup): string {
  return markup[made];
}

function written(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escaped(content);
  return made in content ? content[made] : content.map(written).join('');
}

/** Control and invisible characters first: they may hide or turn round what stands beside them. */
function escaped(text: string): string {
  return escapeControls(text).replace(/[&<>"'`]/g, (found) => ESCAPES.get(found) ?? '');
}

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);
