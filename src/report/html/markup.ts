/**
 * The one way to write HTML here. What is put into the template is text and is escaped, unless it is markup made by the
 * same template: text out of logs cannot become markup by being forgotten. Attributes are always quoted; nothing is
 * ever put into a script, a style, a comment or an address of a link.
 */

import { escapeControls } from '../../lib/text.ts';
import { type Content as Contents, type Made, templateOf } from '../template.ts';

/** Only `html` makes it. */
export type Markup = Made<'html'>;

export type Content = Contents<'html'>;

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

export const html = templateOf('html', escaped);

export const NOTHING = html``;

export function textOf(markup: Markup): string {
  return markup.text;
}
