/**
 * The one way to write Markdown here. What is put into the template is text, and every character that Markdown, a
 * ticket system or HTML inside it would act upon is made to stand for itself; only what this template made is taken as
 * it is.
 */

import { escapeControls } from '../../lib/text.ts';
import { type Content as Contents, Made, templateOf } from '../template.ts';

/** Only `md` and `code` make it. */
export type Markdown = Made<'markdown'>;

export type Content = Contents<'markdown'>;

export const md = templateOf('markdown', escaped);

export function textOf(markdown: Markdown): string {
  return markdown.text;
}

/** An id as code, where nothing in it means anything; one with unusual characters is written as text. */
export function code(text: string): Markdown {
  return CODE.test(text) ? new Made('markdown', `\`${text}\``) : md`${text}`;
}

/** No backtick, which would end it, no bar, which would end a table's cell, nothing invisible. */
const CODE = /^[\w.:/@+=,$*()-]+$/;

/** No link, mention, issue number, picture, table cell or HTML comes of a text; it also stays on its line. */
function escaped(text: string): string {
  return escapeControls(text)
    .replace(/[\\`*_[\]<>|!#~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}&#46;`)
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^ {4,}/, ' ');
}
