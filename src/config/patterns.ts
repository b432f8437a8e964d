/** Name patterns of the context file. Those that begin with `arn:` mind the case, as ARNs do; all others do not. */

import { type Matcher, parseWildcard } from '../lib/wildcard.ts';
import type { Principal, Target } from '../model/event.ts';

/** A pattern that is none fits nothing; the file's check has reported it. */
export function compilePattern(pattern: string): Matcher {
  const wildcard = parseWildcard(pattern, { ignoreCase: !pattern.startsWith('arn:') });
  return 'matches' in wildcard ? wildcard.matches : () => false;
}

/** Whether any pattern fits. */
export function compilePatterns(patterns: readonly string[]): Matcher {
  const matchers = patterns.map(compilePattern);
  return (text) => matchers.some((matches) => matches(text));
}

/** By uid or by name. */
export function fitsIdentity(
  matches: Matcher,
  { uid, name }: Pick<Principal | Target, 'uid' | 'name'>,
): boolean {
  return matches(uid) || (name !== undefined && matches(name));
}
