/**
 * What the YAML parser complains of, at the place where a person would look for it and in words they can act on.
 * Knows YAML only, nothing of what the file means.
 */

import { type Document, visit, type YAMLError } from 'yaml';
import { escapeControls } from '../lib/text.ts';
import { quoted } from './problem.ts';

export interface SyntaxFault {
  /** Index into the text. */
  readonly offset: number;
  /** The line it stands in. */
  readonly value: string;
  readonly message: string;
  readonly fix: string;
}

/** The parser's errors and warnings; of several about one place the first, which the others follow from. */
export function syntaxFaults(document: Document.Parsed, text: string): readonly SyntaxFault[] {
  const errors = [...document.errors, ...document.warnings];
  const unclosed = unclosedBy(document, errors);
  const faults = new Map<number, SyntaxFault>();
  for (const error of errors) {
    const found = unclosed?.of(error) ?? { offset: error.pos[0], ...explain(error) };
    if (!faults.has(found.offset)) faults.set(found.offset, { ...found, value: lineAt(text, found.offset) });
  }
  return [...faults.values()];
}

type Found = Omit<SyntaxFault, 'value'>;

const NO_QUOTE = /^Missing closing ['"]quote/;
const NO_BRACKET = /end with a [\]}]$/;

/**
 * Quotes and brackets that nothing closes. The parser notices only where the text gives out, pages further down
 * perhaps; what has to be mended is where they open. A quote that stays open takes the brackets around it along.
 */
function unclosedBy(document: Document.Parsed, errors: readonly YAMLError[]) {
  const openQuote = errors.find(({ message }) => NO_QUOTE.test(message));
  if (!openQuote && !errors.some(({ message }) => NO_BRACKET.test(message))) return undefined;
  const quotes = new Map<number, number>();
  const brackets = new Map<number, number>();
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (range && type?.startsWith('QUOTE')) quotes.set(range[1], range[0]);
    },
    Collection: (_, { flow, range }) => {
      if (range && flow === true) brackets.set(range[1], range[0]);
    },
  });
  const quote = openQuote && quotes.get(openQuote.pos[0]);
  return {
    of({ message, pos: [end] }: YAMLError): Found | undefined {
      const bracket = NO_BRACKET.test(message) ? brackets.get(end) : undefined;
      if (quote !== undefined && (NO_QUOTE.test(message) || bracket !== undefined)) {
        return {
          offset: quote,
          message: 'a quote opens here and is not closed',
          fix: 'close it on this line; a quote inside quoted text is written twice or in quotes of the other kind',
        };
      }
      if (bracket === undefined) return undefined;
      return {
        offset: bracket,
        message: 'a bracket opens here and is not closed',
        fix: 'close it with ] or }; what it holds must be indented further than its key',
      };
    },
  };
}

function explain(error: YAMLError): { readonly message: string; readonly fix: string } {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return { message: 'this key appears twice', fix: 'merge the two entries under one key' };
    case 'TAB_AS_INDENT':
      return { message: 'YAML does not allow tabs as indentation', fix: 'indent with spaces' };
    case 'MULTIPLE_DOCS':
      return { message: 'a second document starts here', fix: 'keep one document: remove this `---` line' };
    case 'BAD_ALIAS':
      return {
        message: 'YAML reads a leading * as a reference',
        fix: 'put text that starts with * in quotes',
      };
    case 'TAG_RESOLVE_FAILED':
      return {
        message: 'YAML reads a leading ! as a tag, and tags mean nothing here',
        fix: 'put text that starts with ! in quotes',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'this has a key where none can stand',
        fix: 'indent the keys of one group alike, and put text that contains ": " in quotes',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: 'this is no key with a value',
        fix: 'write `key: value`, and indent the keys of one group alike',
      };
    default:
      return {
        message: `not valid YAML: ${plain(error.message)}`,
        fix: 'correct this line; text with special characters goes in quotes',
      };
  }
}

/** The parser's own words; they may quote the file. */
function plain(message: string): string {
  const text = escapeControls(message.split('\n', 1)[0] ?? '').slice(0, 200);
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  return line === '' ? '' : quoted(line);
}
