/**
 * Name patterns as people declare them: globs over principals, operations and resources (`*` also takes `/` and
 * `:`), checked before use and, unless asked otherwise, blind to case. Matching itself is `glob.ts`.
 */

import { compileGlob } from './glob.ts';

export type Matcher = (text: string) => boolean;
export type Wildcard = { readonly matches: Matcher } | { readonly fault: string };

const MOST_CHARACTERS = 2048;

/** The compiled pattern, or what is wrong with it in words that complete "this is …". */
export function parseWildcard(pattern: string, { ignoreCase = false } = {}): Wildcard {
  if (pattern === '') return { fault: 'an empty pattern' };
  if (pattern.length > MOST_CHARACTERS)
    return { fault: `a pattern of more than ${MOST_CHARACTERS} characters` };
  const braces = unbalanced(pattern);
  if (braces !== undefined) return { fault: braces };
  const matches = compiled(ignoreCase ? pattern.toLowerCase() : pattern);
  if (!matches) return { fault: 'a pattern that stands for too many others' };
  return { matches: ignoreCase ? (text) => matches(text.toLowerCase()) : matches };
}

const compiledLists = new WeakMap<readonly string[], readonly Matcher[]>();

/**
 * Whether any of the patterns fits, whatever the case; a pattern that is none fits nothing. For lists that
 * live long (a declaration's agents): each is compiled once.
 */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  let matchers = compiledLists.get(patterns);
  if (!matchers) {
    const wildcards = patterns.map((pattern) => parseWildcard(pattern, { ignoreCase: true }));
    matchers = wildcards.flatMap((wildcard) => ('matches' in wildcard ? [wildcard.matches] : []));
    compiledLists.set(patterns, matchers);
  }
  return matchers.some((matches) => matches(text));
}

/** A glob takes a lone brace as itself; who writes one here has most likely forgotten the other. */
function unbalanced(pattern: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '{') depth++;
    else if (pattern[at] === '}' && --depth < 0) return 'a pattern with } but no { before it';
  }
  return depth > 0 ? 'a pattern with { but no } after it' : undefined;
}

function compiled(pattern: string): Matcher | undefined {
  try {
    return compileGlob(pattern);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
