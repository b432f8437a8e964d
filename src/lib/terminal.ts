/**
 * Text on its way to a terminal, measured and wrapped in terminal cells. What is measured here went through
 * `escapeControls` first. It knows no colours and no layout.
 */

import { escapeControls } from './text.ts';

/**
 * JSON with control and invisible characters as `\u` escapes, so that a result printed to a terminal stays
 * harmless; it parses back to the same value. `indent` in spaces; 0 gives one line.
 */
export function terminalSafeJson(value: unknown, indent = 0): string {
  // Line breaks are the indentation's own. Line by line a large result would be copied several times.
  return JSON.stringify(value, undefined, indent).replace(/[^\n -~]+/g, escapeControls);
}

/** Cells a terminal gives to the text: 2 for East Asian wide characters and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** Breaks at spaces into lines of at most `width` cells; longer words (ARNs) are cut at the width. */
export function wrapText(text: string, width: number): string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) <= room) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = displayWidth(word) <= room ? [word] : cut(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** The text in at most `width` cells, its end replaced by an ellipsis when it had to be cut. */
export function clipText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${cut(text, Math.max(2, width - 1))[0] ?? ''}…`;
}

export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

const PLAIN = /^[\x20-\x7e]*$/;
const COMBINING = /^\p{M}$/u;
/** Unicode's East Asian wide and fullwidth blocks, taken whole, and emoji shown as pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

function cellsOf(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

function cut(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let cells = 0;
  for (const character of word) {
    const next = cellsOf(character);
    if (cells + next > width) {
      pieces.push(piece);
      piece = '';
      cells = 0;
    }
    piece += character;
    cells += next;
  }
  pieces.push(piece);
  return pieces;
}
