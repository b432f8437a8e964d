/**
 * Turns away YAML that would exhaust the process before it is parsed: the parser is recursive, and text that
 * nests without end ends it. Looks at tokens only and understands none of them.
 */

import { Lexer } from 'yaml';

export interface Refusal {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** Why the text is not read at all, or undefined. */
export function refuse(text: string): Refusal | undefined {
  if (text.length > MOST_BYTES) {
    return {
      line: 1,
      message: 'the file is larger than 1 MiB',
      fix: 'move long lists to files of their own (`file:`)',
    };
  }
  let line = 1;
  let flow = 0;
  let indicators = 0;
  let newLine = true;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow--;
    else if (token === '-' || token === '?') indicators++;
    const indent = newLine && /^[ \t]+$/.test(token) ? token.length : 0;
    if (flow > MOST_FLOW_DEPTH || indicators > MOST_INDICATORS_PER_LINE || indent > MOST_INDENT) {
      return {
        line,
        message: 'nested too deeply',
        fix: 'no entry needs more than six levels; see docs/configuration.md',
      };
    }
    newLine = token.endsWith('\n');
    if (newLine) indicators = 0;
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) line++;
  }
  return undefined;
}

const MOST_BYTES = 1024 * 1024;
const MOST_FLOW_DEPTH = 64;
const MOST_INDENT = 200;
const MOST_INDICATORS_PER_LINE = 32;
