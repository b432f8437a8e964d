/**
 * Logs that are lines of text: each line goes to the source's own line framing, which puts records together. One
 * line is in memory whole, a file never; how much a framing may hold back is the framing's business to bound.
 */

import type { LineFraming } from '../contract/source.ts';
import { excerpt } from '../lib/text.ts';
import { type Delivery, tooLarge } from './deliver.ts';
import type { Steps } from './steps.ts';
import type { Window } from './window.ts';

const CARRIAGE_RETURN = 0x0d;
const REFILL_BYTES = 64 * 1024;

export function* readLines(
  window: Window,
  maxBytes: number,
  out: Delivery,
  framing: LineFraming,
): Steps<void> {
  const ends = Buffer.from(framing.ends ?? '\n');
  const kept = framing.ends === undefined ? 0 : ends.length;
  let searched = 0;
  let oversized = false;
  for (;;) {
    const found = window.source.bytes.indexOf(ends, window.at + searched);
    if (found >= 0 && found + ends.length <= window.end) {
      const from = window.at;
      window.at = found + ends.length;
      searched = 0;
      if (oversized || found - from > maxBytes) out.broken('too-large', tooLarge(out.limits));
      else take(window, from, found + kept, out, framing);
      oversized = false;
      continue;
    }
    // An ending may have begun.
    searched = Math.max(0, window.pending() - ends.length + 1);
    if (searched > maxBytes) {
      oversized = true;
      window.at += searched;
      searched = 0;
    }
    if (window.closed) break;
    const wanted = window.pending() + REFILL_BYTES;
    while (!window.closed && window.pending() < wanted) yield;
  }
  const { at, end } = window;
  window.at = end;
  if (oversized) out.broken('too-large', tooLarge(out.limits));
  else if (at < end && out.log.cut)
    out.broken('truncated', `the file ends inside a line: ${excerpt(lineOf(window, at, end))}`);
  else if (at < end) take(window, at, end, out, framing);
  out.madeFrom(() => framing.end());
}

function take(window: Window, from: number, end: number, out: Delivery, framing: LineFraming): void {
  const { bytes } = window.source;
  const to = end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  if (framing.wants?.(bytes, from, to) === false) return;
  out.madeFrom(() => framing.line(bytes.toString('utf8', from, to)));
}

function lineOf({ source: { bytes } }: Window, from: number, end: number): string {
  return bytes.toString('utf8', from, end);
}
