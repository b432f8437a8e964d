/**
 * Details as events carry them: what the vendor did not say is left out, and text is bounded and free of anything
 * that looks like a secret. It decides nothing about names or meaning.
 */

import type { Details } from '../model/event.ts';
import { clip, maskSecrets } from './text.ts';

export type Told = Readonly<Record<string, string | number | boolean | undefined>>;

/** Longest text a detail keeps. */
export const LONGEST_DETAIL = 256;

export function toldDetails(...parts: readonly (Told | undefined)[]): Details {
  const details: Record<string, string | number | boolean> = {};
  for (const part of parts) {
    if (part === undefined) continue;
    for (const name in part) {
      const value = part[name];
      if (value === undefined || value === '') continue;
      details[name] = typeof value === 'string' ? toldText(value) : value;
    }
  }
  return details;
}

/** The text with secrets masked, at most {@link LONGEST_DETAIL} characters. */
export function toldText(text: string): string {
  if (isPlain(text)) return text;
  const short = text.length > 4 * LONGEST_DETAIL ? text.slice(0, 4 * LONGEST_DETAIL) : text;
  return clip(maskSecrets(short), LONGEST_DETAIL);
}

/** Too short for a key or a token, and naming no value: nearly all that logs say, so it is not searched. */
function isPlain(text: string): boolean {
  return text.length < SHORTEST_SECRET && !text.includes(':') && !text.includes('=') && !text.includes('eyJ');
}

/** A secret that stands alone is a web token, or of forty characters and more. */
const SHORTEST_SECRET = 40;
