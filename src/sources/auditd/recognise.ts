/** Tells Linux audit logs, also behind the prefix of syslog or the journal, from every other text. */

import type { Head, Recognition } from '../../contract/source.ts';

/** One line is enough: a system log may hold little of it. Nothing quoted may stand before, as in exports of search tools. */
const LINE =
  /^(?:[^"'{[,<=\n]{0,200}(?:node=\S{1,255} )?)?type=[A-Z0-9_]{2,40} (?:msg=)?audit\(\d{1,11}\.\d{3}:\d{1,15}\)\s?:/m;

export function recognise({ text }: Head): Recognition | undefined {
  return !/^\s*[{["<]/.test(text) && LINE.test(text) ? 'lines' : undefined;
}
