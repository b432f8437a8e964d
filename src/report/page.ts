/**
 * A page of text for a terminal. It is the one place where text out of logs is made safe and wrapped, and the
 * one place that writes colour, and colour marks the level only. It knows nothing of findings.
 */

import { clipText, displayWidth, padText, wrapText } from '../lib/terminal.ts';
import { escapeControls } from '../lib/text.ts';
import type { Level } from '../model/level.ts';

export interface PageOptions {
  readonly colour: boolean;
  /** Terminal cells; narrower than 40 is drawn at 40. */
  readonly width: number;
}

export interface Page {
  blank(): void;
  /** A section's name on a ruled line, with space around it. */
  section(name: string): void;
  /** Wrapped text; `indent` in cells, `hanging` the indent of the lines that follow the first. */
  text(text: string, indent?: number, hanging?: number): void;
  /** Text behind a label in a column; an empty label continues the one above. `hanging` indents its further lines. */
  labelled(label: string, text: string, hanging?: number): void;
  /** A numbered heading with its level, the only coloured word. */
  heading(ordinal: string, level: Level, text: string): void;
  /** One line: the level, then columns of fixed width, then text cut at the page's edge. */
  row(ordinal: string, level: Level, columns: readonly Column[], text: string): void;
  /** A text behind a prefix drawn by the caller (tree lines); following lines stand behind `rest`. */
  branch(prefix: string, rest: string, text: string): void;
  toString(): string;
}

export interface Column {
  readonly text: string;
  readonly width: number;
}

const LEAST_WIDTH = 40;
const BODY_INDENT = 4;
/** The longest label is the phase `credential`. */
const LABEL_WIDTH = 12;
const LEVEL_WIDTH = 'informational'.length;

/** Select Graphic Rendition codes; informational stays in the terminal's own colour. */
const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  informational: '0',
};

export function createPage({ colour, width: asked }: PageOptions): Page {
  const width = Math.max(LEAST_WIDTH, asked);
  const lines: string[] = [];

  const paint = (level: Level): string =>
    colour ? `\u001b[${LEVEL_COLOURS[level]}m${level.toUpperCase()}\u001b[0m` : level.toUpperCase();

  /** `drawn` is our own and already safe; `cells` is what it takes on screen. */
  const flow = (drawn: string, cells: number, rest: string, text: string): void => {
    const [first = '', ...more] = wrapText(escapeControls(text), width - Math.max(cells, displayWidth(rest)));
    lines.push((drawn + first).trimEnd());
    for (const line of more) lines.push(rest + line);
  };

  const blank = (): void => {
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
  };

  return {
    blank,
    section(name) {
      blank();
      const safe = clipText(escapeControls(name), width - 2);
      lines.push(`${safe} ${'─'.repeat(width - displayWidth(safe) - 1)}`, '');
    },
    text(text, indent = 0, hanging = indent) {
      flow(' '.repeat(indent), indent, ' '.repeat(hanging), text);
    },
    labelled(label, text, hanging = 0) {
      const column = ' '.repeat(BODY_INDENT) + padText(label, LABEL_WIDTH);
      const cells = displayWidth(column);
      flow(column, cells, ' '.repeat(cells + hanging), text);
    },
    heading(ordinal, level, text) {
      const drawn = `${ordinal.padStart(BODY_INDENT - 1)} ${paint(level)}  `;
      flow(drawn, BODY_INDENT + level.length + 2, ' '.repeat(BODY_INDENT), text);
    },
    row(ordinal, level, columns, text) {
      const cells = columns.map((column) =>
        padText(clipText(escapeControls(column.text), column.width), column.width),
      );
      const rest = [...cells, escapeControls(text)].join('  ');
      const gap = ' '.repeat(LEVEL_WIDTH - level.length + 2);
      const head = `${ordinal.padStart(BODY_INDENT - 1)} ${paint(level)}${gap}`;
      lines.push((head + clipText(rest, width - BODY_INDENT - LEVEL_WIDTH - 2)).trimEnd());
    },
    branch(prefix, rest, text) {
      flow(prefix, displayWidth(prefix), rest, text);
    },
    toString: () => `${lines.join('\n').trimEnd()}\n`,
  };
}
