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
const CARRIAGE_RETURN = 0x0d;
const REFILL_BYTES = 64 * 1024;

export type Row = Readonly<Record<string, string>>;

/** The first line as column names, or nothing when it does not read as a header. */
export function headerColumns(text: string): readonly string[] {
  const line = firstRow(text);
  if (line === undefined) return [];
  const columns = splitRow(line, delimiterOf(line)).map((column) => column.trim());
  const plain = columns.every((column) => /^[\p{L}_@$][^\p{Cc}{}]{0,200}$/u.test(column));
  const several = columns.length > 1 && new Set(columns).size === columns.length;
  return plain && (several || ONE_COLUMN_OF_JSON.test(text)) ? columns : [];
}

/** A word alone is only a header where a quoted JSON object lies below it. */
const ONE_COLUMN_OF_JSON = /^"?[\w@.]+"?\r?\n"\{""/;

/** Reads the rows below the header. */
export function* readRows(
  window: Window,
  decoder: Decoder,
  out: Delivery,
  row: (row: Row) => unknown,
): Steps<void> {
  let header: Header | undefined;
  for (;;) {
    const line =
      rowAtHand(window, decoder.limits.maxRecordBytes) ??
      (yield* nextRow(window, decoder.limits.maxRecordBytes));
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
  /** Rows begin as copies of it: the columns are its own, even one called __proto__, and none has to be made anew. */
  readonly empty: Row;
}

function readHeader(text: string): Header {
  const delimiter = delimiterOf(text);
  const columns = splitRow(text, delimiter).map((column) => column.trim());
  return { columns, delimiter, empty: Object.fromEntries(columns.map((column) => [column, ''])) };
}

function readRow(
  text: string,
  { columns, delimiter, empty }: Header,
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
  const named: Record<string, string> = { ...empty };
  for (let i = 0; i < columns.length; i++) named[columns[i] ?? ''] = fields[i] ?? '';
  out.madeBy(() => [row(named)]);
}

interface RowText {
  readonly text: string;
  /** False when the file ends inside quotes. */
  readonly closed: boolean;
}

/** The row that lies in the window whole, as nearly every one does: found without a generator of its own. */
function rowAtHand(window: Window, maxBytes: number): RowText | undefined {
  const { source, at, end } = window;
  const { bytes } = source;
  const feed = bytes.indexOf(NEWLINE, at);
  if (feed < 0 || feed >= end || feed - at > maxBytes) return undefined;
  const text = rowText(bytes, at, feed);
  // A line end in quotes is part of the row.
  const close = text.includes('"') ? endOfRow(bytes, at, end, { open: false }) : feed;
  if (close < 0 || close - at > maxBytes) return undefined;
  window.at = close + 1;
  return { text: close === feed ? text : rowText(bytes, at, close), closed: true };
}

function rowText(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('utf8', from, end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
}

function* nextRow(window: Window, maxBytes: number): Steps<RowText | 'end' | 'too-large'> {
  const quotes: Quotes = { open: false };
  let seen = 0;
  let oversized = false;
  for (;;) {
    const { bytes } = window.source;
    const end = endOfRow(bytes, window.at + seen, window.end, quotes);
    if (end >= 0) {
      const from = window.at;
      window.at = end + 1;
      if (oversized || end - from > maxBytes) return 'too-large';
      return { text: rowText(bytes, from, end), closed: true };
    }
    seen = window.pending();
    if (seen > maxBytes) {
      oversized = true;
      window.at = window.end;
      seen = 0;
    }
    if (window.closed) return rest(window, quotes.open, oversized);
    const wanted = seen + REFILL_BYTES;
    while (!window.closed && window.pending() < wanted) yield;
  }
}

/** Whether what has been looked at ends inside quotes. */
interface Quotes {
  open: boolean;
}

/** Position of the line feed that ends the row, or -1. */
function endOfRow(bytes: Uint8Array, from: number, end: number, quotes: Quotes): number {
  let { open } = quotes;
  for (let p = from; p < end; p++) {
    const byte = bytes[p];
    if (byte === QUOTE) open = !open;
    else if (byte === NEWLINE && !open) return p;
  }
  quotes.open = open;
  return -1;
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

/** Quotes are taken off; a doubled quote inside quotes is one. A quote inside a field that began without is a quote. */
function splitRow(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    const isQuoted = line.charCodeAt(at) === QUOTE;
    const close = isQuoted ? closingQuote(line, at + 1) : -1;
    const end = isQuoted ? close + 1 : line.indexOf(delimiter, at);
    if (isQuoted && (close < 0 || (end < line.length && line[end] !== delimiter)))
      return splitOddRow(line, delimiter);
    fields.push(isQuoted ? unquoted(line.slice(at + 1, close)) : line.slice(at, end < 0 ? undefined : end));
    if (end < 0 || end >= line.length) return fields;
    at = end + 1;
  }
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at >= 0 && line.charCodeAt(at + 1) === QUOTE) at = line.indexOf('"', at + 2);
  return at;
}

function unquoted(text: string): string {
  return text.includes('"') ? text.replaceAll('""', '"') : text;
}

/** Text behind a closing quote, or a quote that is not closed: character by character. */
function splitOddRow(line: string, delimiter: string): readonly string[] {
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
