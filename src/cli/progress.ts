/** One line of progress on standard error, with rate and time left; only where a person sees it. */

import type { Progress } from '../app/events.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_MS = 200;
const MIB = 1024 * 1024;

export function progressOn(
  terminal: Terminal,
  now: () => number = () => performance.now(),
): Progress & { clear(): void } {
  let began: number | undefined;
  let part = '';
  let drawn = 0;
  const draw = (name: string, done: number, total: number, rate: (perSecond: number) => string): void => {
    if (!terminal.errIsTerminal) return;
    const at = now();
    if (name !== part || began === undefined) {
      part = name;
      began = at;
    }
    if (at - drawn < REDRAW_MS && done < total) return;
    drawn = at;
    const seconds = Math.max(0.001, (at - began) / 1000);
    const perSecond = done / seconds;
    const left = perSecond > 0 ? `, ${Math.ceil(Math.max(0, total - done) / perSecond)} s left` : '';
    const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100;
    terminal.err(`\r\u001b[K${name} ${percent} % · ${rate(perSecond)}${left}`);
  };
  return {
    reading: (bytes, total) =>
      draw('Reading', bytes, total, (perSecond) => `${(perSecond / MIB).toFixed(1)} MiB/s`),
    judging: (events, total) =>
      draw('Judging', events, total, (perSecond) => `${Math.round(perSecond).toLocaleString('en')} events/s`),
    clear() {
      if (terminal.errIsTerminal && part !== '') terminal.err('\r\u001b[K');
    },
  };
}
