/** Tables and lists of the Markdown report. */

import { type Content, type Markdown, md } from './mark.ts';

const BREAK = md`
`;

export function list(entries: readonly Content[], ordered = false): Markdown {
  if (entries.length === 0) return md`None.`;
  return md`${entries.map((entry, at) => md`${at === 0 ? '' : BREAK}${ordered ? md`${at + 1}. ` : md`- `}${entry}`)}`;
}

export function table(columns: readonly string[], rows: readonly (readonly Content[])[]): Markdown {
  if (rows.length === 0) return md``;
  const row = (cells: readonly Content[]): Markdown => md`|${cells.map((cell) => md` ${cell} |`)}${BREAK}`;
  return md`${row(columns)}${row(columns.map(() => md`---`))}${rows.map(row)}`;
}
