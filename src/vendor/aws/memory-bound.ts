/** What is too long to be remembered: caches count their entries, and a record may hold texts of megabytes. */

const LONGEST = 2_048;

export function isLong(texts: readonly unknown[]): boolean {
  for (const text of texts) if (typeof text === 'string' && text.length > LONGEST) return true;
  return false;
}
