/**
 * Keeps numbers in the documents true: a section between `<!-- name:begin -->` and `<!-- name:end -->` is replaced by
 * what a run measured. It never touches text outside the markers, and refuses a document without them.
 */

import { readFileSync, writeFileSync } from 'node:fs';

export const MEASUREMENTS = 'docs/measurements.md';

/** Replaces the section in the file; paths are from the working directory. */
export function writeSection(name: string, markdown: string, file: string = MEASUREMENTS): void {
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), name, markdown));
}

/** The document with the section's content replaced; throws when the markers are not there exactly once. */
export function withSection(document: string, name: string, markdown: string): string {
  const { start, end } = placeOf(document, name);
  return `${document.slice(0, start)}\n${markdown.trim()}\n${document.slice(end)}`;
}

/** What lies between the markers, without the line breaks around it. */
export function section(document: string, name: string): string {
  const { start, end } = placeOf(document, name);
  return document.slice(start, end).trim();
}

function placeOf(document: string, name: string): { start: number; end: number } {
  const [begin, close] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const at = document.indexOf(begin);
  const end = document.indexOf(close);
  if (at < 0 || end < at) throw new Error(`the document has no section ${begin} … ${close}`);
  if (document.lastIndexOf(begin) !== at) throw new Error(`the document has the section ${begin} twice`);
  return { start: at + begin.length, end };
}
