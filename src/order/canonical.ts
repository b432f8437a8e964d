/**
 * One object for a principal, one string for a name, however many runs say it: what is kept by them is then found by
 * reference. It decides nothing; where memory ends it begins anew, which costs time only.
 */

import type { Principal } from '../model/event.ts';
import { isSamePrincipal } from './equal.ts';

export interface Canonical {
  principal(principal: Principal): Principal;
  text(text: string): string;
}

const MOST = 200_000;

export function createCanonical(): Canonical {
  const principals = new Map<string, Principal>();
  const texts = new Map<string, string>();
  let ordinal = 0;
  return {
    principal(principal) {
      const known = principals.get(principal.uid);
      if (known !== undefined && isSamePrincipal(known, principal)) return known;
      if (ordinal >= MOST) {
        principals.clear();
        ordinal = 0;
      }
      const own = numbered(principal, ordinal++);
      principals.set(own.uid, own);
      return own;
    },
    text(text) {
      const known = texts.get(text);
      if (known !== undefined) return known;
      if (texts.size >= MOST) texts.clear();
      // As the name of a member a string becomes the one that the program's own equal strings are, too.
      const [own = text] = Object.keys({ [text]: true });
      texts.set(own, own);
      return own;
    },
  };
}

/** The number is not enumerable: it is no part of what is saved, sent or compared. */
function numbered({ uid, kind, name, scope }: Principal, ordinal: number): Principal {
  return Object.defineProperty({ uid, kind, name, scope }, 'ordinal', { value: ordinal });
}
