/**
 * Logs that are lines of text: each line goes to the source's own line framing, which puts records together. One
 * line is in memory whole, a file never; how much a framing may hold back is the framing's business to bound.
 */

import type { LineFraming } from '../contract/source.ts';
import { excerpt } from '../lib/text.ts';
import { type Delivery, tooLarge } from './deliver.ts';
import type { Steps } from './steps.ts';
import type { Window } from './window.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const REFILL_BYTES = 64 * 1024;

export function* readLines(
  window: Window,
  maxBytes: number,
  out: Delivery,
  framing: LineFraming,
): Steps<void> {
  let searched = 0;
  let oversized = false;
  for (;;) {
    const end = window.source.bytes.indexOf(NEWLINE, window.at + searched);
    if (end >= 0 && end < window.end) {
      const from = window.at;
      window.at = end + 1;
      searched = 0;
      if (oversized) out.broken('too-large', tooLarge(out.limits));
      else take(lineOf(window, from, end), out, framing);
      oversized = false;
      continue;
    }
    searched = window.pending();
    if (searched > maxBytes) {
      oversized = true;
      window.at = window.end;
      searched = 0;
    }
    if (window.closed) break;
    const wanted = searched + REFILL_BYTES;
    while (!window.closed && window.pending() < wanted) yield;
  }
  const rest = lineOf(window, window.at, window.end);
  window.at = window.end;
  if (oversized) out.broken('too-large', tooLarge(out.limits));
  else if (rest !== '' && out.log.cut)
    out.broken('truncated', `the file ends inside a line: ${excerpt(rest)}`);
  else if (rest !== '') take(rest, out, framing);
  out.madeFrom(() => framing.end());
}

function take(line: string, out: Delivery, framing: LineFraming): void {
  out.madeFrom(() => framing.line(line));
}

function lineOf({ source: { bytes } }: Window, from: number, end: number): string {
  const to = end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  return bytes.toString('utf8', from, to);
}
