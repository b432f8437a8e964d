/**
 * Patterns over names: `*` any run of characters (also `/` and `:`), `?` one character, `{a,b}` either. Not
 * for file paths, where `*` stops at a slash. Matching never backtracks: time grows with pattern × text.
 */

export type Matcher = (text: string) => boolean;
export type Wildcard = { readonly matches: Matcher } | { readonly fault: string };

const MOST_CHARACTERS = 2048;
const MOST_ALTERNATIVES = 256;

export function parseWildcard(pattern: string, { ignoreCase = false } = {}): Wildcard {
  if (pattern === '') return { fault: 'an empty pattern' };
  if (pattern.length > MOST_CHARACTERS) return { fault: `a pattern of more than ${MOST_CHARACTERS} characters` };
  const alternatives = expand(ignoreCase ? pattern.toLowerCase() : pattern);
  if ('fault' in alternatives) return alternatives;
  const matchers = alternatives.texts.map(compile);
  const [only] = matchers;
  const matches: Matcher =
    only && matchers.length === 1 ? only : (text) => matchers.some((matcher) => matcher(text));
  return { matches: ignoreCase ? (text) => matches(text.toLowerCase()) : matches };
}

function expand(pattern: string): { readonly texts: readonly string[] } | { readonly fault: string } {
  let texts = [''];
  let rest = pattern;
  while (rest !== '') {
    const open = rest.search(/[{}]/);
    if (open < 0) return { texts: texts.map((text) => text + rest) };
    const close = rest.indexOf('}', open);
    if (rest[open] === '}') return { fault: 'a pattern with } but no { before it' };
    if (close < 0) return { fault: 'a pattern with { but no } after it' };
    const inside = rest.slice(open + 1, close);
    if (inside.includes('{')) return { fault: 'a pattern with { inside { }' };
    const before = rest.slice(0, open);
    texts = texts.flatMap((text) => inside.split(',').map((choice) => text + before + choice));
    if (texts.length > MOST_ALTERNATIVES) {
      return { fault: `a pattern that stands for more than ${MOST_ALTERNATIVES} others` };
    }
    rest = rest.slice(close + 1);
  }
  return { texts };
}

function compile(pattern: string): Matcher {
  const pieces = pattern.split(/\*+/);
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) {
    return pattern.includes('?')
      ? (text) => text.length === pattern.length && fits(pattern, text, 0)
      : (text) => text === pattern;
  }
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !fits(first, text, 0) || !fits(last, text, end)) return false;
    let at = first.length;
    // The leftmost place for each piece is always as good as any later one.
    for (const piece of others) {
      at = find(piece, text, at, end);
      if (at < 0) return false;
      at += piece.length;
    }
    return at <= end;
  };
}

function find(piece: string, text: string, from: number, end: number): number {
  if (!piece.includes('?')) {
    const at = text.indexOf(piece, from);
    return at + piece.length <= end ? at : -1;
  }
  for (let at = from; at + piece.length <= end; at++) {
    if (fits(piece, text, at)) return at;
  }
  return -1;
}

function fits(piece: string, text: string, at: number): boolean {
  if (!piece.includes('?')) return text.startsWith(piece, at);
  for (let index = 0; index < piece.length; index++) {
    if (piece[index] !== '?' && piece[index] !== text[at + index]) return false;
  }
  return true;
}
