/**
 * Globs over names, ARNs and single path segments: `*` any run of characters, `?` one, `{a,b}` either, `\` takes
 * the next character as it is. No regular expressions, so no pattern can be made to take exponential time.
 */

const MOST_ALTERNATIVES = 1024;

/** Throws a RangeError when the braces spell out more than 1024 alternatives. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const matchers = expandBraces(pattern).map(compileAlternative);
  const only = matchers[0];
  if (matchers.length === 1 && only !== undefined) return only;
  return (text) => matchers.some((matches) => matches(text));
}

export function hasGlob(text: string): boolean {
  return /[*?]|\{[^}]*,/.test(text);
}

/**
 * `0[1-3]` as `0{1,2,3}`, for paths, where people write it; classes that exclude or are long stay as they are. Names and
 * ARNs are matched without: brackets are part of them.
 */
export function spellOutClasses(pattern: string): string {
  return pattern.replace(/(?<!\\)\[([^[\]{}!^,/\\*?][^[\]{},/\\*?]*)\]/g, (found, inside: string) => {
    const members = membersOf(inside);
    if (members.length === 0 || members.length > MOST_MEMBERS) return found;
    // A brace needs a comma to stand for anything.
    return members.length === 1 ? (members[0] ?? found) : `{${members.join(',')}}`;
  });
}

const MOST_MEMBERS = 64;

/** `a-cx` as a, b, c, x. */
function membersOf(inside: string): readonly string[] {
  const members = new Set<string>();
  for (const [found, from = '', to] of inside.matchAll(/(.)-(.)|./gu)) {
    if (to === undefined) members.add(found);
    else
      for (let code = from.codePointAt(0) ?? 0; code <= (to.codePointAt(0) ?? 0); code++) {
        members.add(String.fromCodePoint(code));
        if (members.size > MOST_MEMBERS) break;
      }
  }
  return [...members];
}

/** `a{b,c}d` as `abd`, `acd`; nested braces too. A brace without its partner or without a comma is itself. */
export function expandBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = firstGroup(next);
    if (group === undefined) done.push(next);
    else for (const part of group.parts) open.push(next.slice(0, group.start) + part + next.slice(group.end));
    if (done.length + open.length > MOST_ALTERNATIVES) {
      throw new RangeError(
        `the glob ${pattern.slice(0, 60)} has more than ${MOST_ALTERNATIVES} alternatives`,
      );
    }
  }
  return done.reverse();
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly string[];
}

function firstGroup(pattern: string): Group | undefined {
  for (let start = 0; start < pattern.length; start++) {
    if (pattern[start] === '\\') start++;
    else if (pattern[start] === '{') {
      const group = groupAt(pattern, start);
      if (group === 'unclosed') return undefined;
      if (group !== undefined) return group;
    }
  }
  return undefined;
}

function groupAt(pattern: string, start: number): Group | 'unclosed' | undefined {
  const cuts = [start];
  let depth = 0;
  for (let i = start; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === ',' && depth === 1) cuts.push(i);
    else if (char === '}' && --depth === 0) {
      if (cuts.length === 1) return undefined;
      const parts = cuts.map((cut, k) => pattern.slice(cut + 1, cuts[k + 1] ?? i));
      return { start, end: i + 1, parts };
    }
  }
  return 'unclosed';
}

const ANY_RUN = Symbol('*');
const ANY_ONE = Symbol('?');
type Token = string | typeof ANY_RUN | typeof ANY_ONE;

function compileAlternative(pattern: string): (text: string) => boolean {
  const tokens = tokenise(pattern);
  if (tokens.every((token) => typeof token === 'string')) {
    const literal = tokens.join('');
    return (text) => text === literal;
  }
  return (text) => matches(tokens, text);
}

function tokenise(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '\\' && i + 1 < pattern.length) tokens.push(pattern[++i] ?? '');
    else if (char === '?') tokens.push(ANY_ONE);
    else if (char !== '*') tokens.push(char);
    else if (tokens.at(-1) !== ANY_RUN) tokens.push(ANY_RUN);
  }
  return tokens;
}

/** Greedy with one point of return: only the last `*` ever needs to take more. */
function matches(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = tokens[token];
    if (wanted === ANY_RUN) {
      star = token++;
      starAt = at;
    } else if (wanted === ANY_ONE || (wanted !== undefined && wanted === text[at])) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (tokens[token] === ANY_RUN) token++;
  return token === tokens.length;
}
