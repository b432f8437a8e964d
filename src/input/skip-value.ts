/**
 * Passes over one JSON value of any size and depth in constant memory, looking at strings and brackets only.
 * At the top level it also stops at a line that starts with a brace, where the next record begins for sure:
 * a value that never closes must not swallow the rest of the file.
 */

import type { Standing, Steps } from './steps.ts';
import type { Window } from './window.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

export function* skipValue(window: Window, top: boolean): Steps<Standing> {
  const state = { depth: 0, inString: false, escaped: false, started: false, previous: 0 };
  for (;;) {
    const { bytes } = window.source;
    for (let p = window.at; p < window.end; p++) {
      const byte = bytes[p] ?? 0;
      const verdict = step(state, byte, top);
      if (verdict === undefined) continue;
      window.at = verdict === 'after' ? p + 1 : p;
      return 'behind';
    }
    window.at = window.end;
    if (window.closed) return 'done';
    yield;
  }
}

interface SkipState {
  depth: number;
  inString: boolean;
  escaped: boolean;
  started: boolean;
  previous: number;
}

/** Whether the value ends before or after this byte. */
function step(state: SkipState, byte: number, top: boolean): 'before' | 'after' | undefined {
  const { previous, started } = state;
  state.previous = byte;
  state.started = true;
  if (state.inString) {
    if (state.escaped) state.escaped = false;
    else if (byte === BACKSLASH) state.escaped = true;
    else if (byte === QUOTE) {
      state.inString = false;
      return state.depth === 0 ? 'after' : undefined;
    } else if (byte === NEWLINE && top) return 'before';
    return undefined;
  }
  if (byte === QUOTE) {
    state.inString = true;
    return undefined;
  }
  if (byte === 0x7b || byte === 0x5b) {
    if (top && started && byte === 0x7b && previous === NEWLINE) return 'before';
    state.depth++;
    return undefined;
  }
  if (byte === 0x7d || byte === 0x5d) {
    if (state.depth === 0) return 'before';
    state.depth--;
    return state.depth === 0 ? 'after' : undefined;
  }
  return state.depth === 0 && (byte === 0x2c || byte <= 0x20) ? 'before' : undefined;
}
