/**
 * CSV exports (RFC 4180): rows become records through the source's own `row`. Quoted fields may hold line ends;
 * a row is in memory whole, a file never.
 */

import { excerpt } from '../lib/text.ts';
import { type Decoder, type Delivery, tooLarge } from './deliver.ts';
import type { Steps } from './steps.ts';
import type { Window } from './window.ts';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const REFILL_BYTES = 64 * 1024;

export type Row = Readonly<Record<string, string>>;

/** The first line as column names, or nothing when it does not read as a header. */
export function headerColumns(text: string): readonly string[] {
  const line = firstRow(text);
  if (line === undefined) return [];
  const columns = splitRow(line, delimiterOf(line)).map((column) => column.trim());
  const plain = columns.every((column) => /^[\p{L}_@$][^\p{Cc}{}]{0,200}$/u.test(column));
  return columns.length > 1 && plain && new Set(columns).size === columns.length ? columns : [];
}

/** Reads the rows below the header. */
export function* readRows(
  window: Window,
  decoder: Decoder,
  out: Delivery,
  row: (row: Row) => unknown,
): Steps<void> {
  let header: { columns: readonly string[]; delimiter: string } | undefined;
  for (;;) {
    const line = yield* nextRow(window, decoder.limits.maxRecordBytes);
    if (line === 'end') return;
    if (line === 'too-large') out.broken('too-large', tooLarge(decoder.limits));
    else if (header === undefined) header = readHeader(line.text);
    else if (!line.closed && out.log.cut) out.log.records++;
    else if (!line.closed) out.broken('truncated', `the file ends inside a row: ${excerpt(line.text)}`);
    else if (line.text !== '') readRow(line.text, header, out, row);
  }
}

interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

function readHeader(text: string): Header {
  const delimiter = delimiterOf(text);
  return { columns: splitRow(text, delimiter).map((column) => column.trim()), delimiter };
}

function readRow(
  text: string,
  { columns, delimiter }: Header,
  out: Delivery,
  row: (row: Row) => unknown,
): void {
  const fields = splitRow(text, delimiter);
  if (fields.length !== columns.length) {
    out.broken(
      'syntax',
      `a row of ${fields.length} fields under ${columns.length} columns: ${excerpt(text)}`,
    );
    return;
  }
  // Without a prototype, a column called __proto__ is a column.
  const named: Record<string, string> = Object.create(null);
  for (const [index, column] of columns.entries()) named[column] = fields[index] ?? '';
  out.madeBy(() => [row(named)]);
}

interface RowText {
  readonly text: string;
  /** False when the file ends inside quotes. */
  readonly closed: boolean;
}

function* nextRow(window: Window, maxBytes: number): Steps<RowText | 'end' | 'too-large'> {
  let quoted = false;
  let seen = 0;
  let oversized = false;
  for (;;) {
    const { bytes } = window.source;
    for (let p = window.at + seen; p < window.end; p++) {
      if (bytes[p] === QUOTE) quoted = !quoted;
      else if (bytes[p] === NEWLINE && !quoted) {
        const text = bytes.toString('utf8', window.at, p);
        const tooLong = oversized || p - window.at > maxBytes;
        window.at = p + 1;
        return tooLong ? 'too-large' : { text: text.replace(/\r$/, ''), closed: true };
      }
    }
    seen = window.pending();
    if (seen > maxBytes) {
      oversized = true;
      window.at = window.end;
      seen = 0;
    }
    if (window.closed) return rest(window, quoted, oversized);
    const wanted = seen + REFILL_BYTES;
    while (!window.closed && window.pending() < wanted) yield;
  }
}

function rest(window: Window, quoted: boolean, oversized: boolean): RowText | 'end' | 'too-large' {
  const text = window.source.bytes.toString('utf8', window.at, window.end);
  window.at = window.end;
  if (oversized) return 'too-large';
  return text === '' ? 'end' : { text: text.replace(/\r$/, ''), closed: !quoted };
}

function firstRow(text: string): string | undefined {
  if (/^\s*[{[]/.test(text)) return undefined;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === '\n' && !quoted) return text.slice(0, i).replace(/\r$/, '');
  }
  return quoted ? undefined : text;
}

function delimiterOf(line: string): string {
  const counted = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    fields: splitRow(line, delimiter).length,
  }));
  return counted.reduce((best, next) => (next.fields > best.fields ? next : best)).delimiter;
}

/** Quotes are taken off; a doubled quote inside quotes is one. */
function splitRow(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? '';
    if (char === '"' && quoted && line[i + 1] === '"') {
      field += char;
      i++;
    } else if (char === '"' && (quoted || field === '')) quoted = !quoted;
    else if (char === delimiter && !quoted) {
      fields.push(field);
      field = '';
    } else field += char;
  }
  fields.push(field);
  return fields;
}
