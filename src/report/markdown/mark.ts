/**
 * The one way to write Markdown here. What is put into the template is text, and every character that Markdown, a
 * ticket system or HTML inside it would act upon is made to stand for itself; only what this template made is taken as
 * it is.
 */

import { escapeControls } from '../../lib/text.ts';

const made = Symbol('markdown');

/** Only `md` makes it. */
export interface Markdown {
  readonly [made]: string;
}

export type Content = string | number | Markdown | undefined | readonly Content[];

export function md(fixed: TemplateStringsArray, ...contents: readonly Content[]): Markdown {
  let text = fixed[0] ?? '';
  for (const [at, content] of contents.entries()) text += written(content) + (fixed[at + 1] ?? '');
  return { [made]: text };
}

export function textOf(markdown: Markdown): string {
  return markdown[made];
}

/** An id as code, where nothing in it means anything; one with unusual characters is written as text. */
export function code(text: string): Markdown {
  return CODE.test(text) ? { [made]: `\`${text}\`` } : md`${text}`;
}

/** No backtick, which would end it, no bar, which would end a table's cell, nothing invisible. */
const CODE = /^[\w.:/@+=,$*()-]+$/;

function written(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escaped(content);
  return made in content ? content[made] : content.map(written).join('');
}

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
