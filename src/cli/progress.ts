/** One line of progress on standard error, with rate and time left; only where a person sees it. */

import type { Progress } from '../app/events.ts';
import { clipText } from '../lib/terminal.ts';
import { duration, grouped } from '../report/words.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_MS = 200;
const MIB = 1024 * 1024;

/** Events are judged while files are still read: the line tells of the reading until it is done, then of the rest. */
export function progressOn(
  terminal: Pick<Terminal, 'err' | 'errIsTerminal' | 'errWidth'>,
  now: () => number = () => performance.now(),
): Progress & { clear(): void } {
  const reading = { began: now(), done: 0, whole: false };
  const judging = { began: now(), before: 0, done: 0 };
  let drawn = Number.NEGATIVE_INFINITY;
  const draw = (line: (at: number) => string): void => {
    const at = now();
    if (at - drawn < REDRAW_MS) return;
    drawn = at;
    terminal.err(`\r\u001b[K${clipText(line(at), terminal.errWidth - 1)}`);
  };
  return {
    reading(bytes, total) {
      if (!terminal.errIsTerminal) return;
      // Fewer than before: everything has begun again.
      if (bytes < reading.done) reading.began = now();
      if (bytes >= total && !reading.whole) Object.assign(judging, { began: now(), before: judging.done });
      Object.assign(reading, { done: bytes, whole: bytes >= total });
      if (reading.whole) return;
      draw((at) => {
        const speed = rate(bytes, at - reading.began);
        return `${percent('Reading', bytes, total)} · ${(speed / MIB).toFixed(1)} MiB/s${left(total - bytes, speed)}`;
      });
    },
    judging(events, total) {
      if (!terminal.errIsTerminal) return;
      judging.done = events;
      if (!reading.whole || events >= total) return;
      draw((at) => {
        const speed = rate(Math.max(0, events - judging.before), at - judging.began);
        const perSecond = grouped(Math.round(speed));
        return `${percent('Judging', events, total)} · ${perSecond} events/s${left(total - events, speed)}`;
      });
    },
    clear() {
      if (drawn > Number.NEGATIVE_INFINITY) terminal.err('\r\u001b[K');
    },
  };
}

function percent(name: string, done: number, total: number): string {
  return `${name} ${Math.floor((100 * done) / total)} %`;
}

/** A second. */
function rate(done: number, milliseconds: number): number {
  return done / Math.max(0.001, milliseconds / 1000);
}

/** Nothing while nothing is done: then nobody can say. */
function left(more: number, perSecond: number): string {
  if (perSecond === 0) return '';
  return `, ${duration(Math.ceil(more / perSecond) * 1000)} left`;
}
