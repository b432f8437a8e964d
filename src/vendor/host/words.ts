/**
 * Splits a command line into words: roughly as a shell would, and always in one pass, for it comes from outside. It
 * expands nothing.
 */

/** Beyond it a command line is a script, and what it starts with says enough. */
export const LONGEST_COMMAND = 8_192;

/** A single `&` divides the query of a URL more often than it divides commands. */
const BREAKS = /(?:[\s'"`;|()<>{},\\]|&&)+/;

/** Words without quotes; redirections, pipes and brackets end a word. */
export function wordsOf(command: string): readonly string[] {
  return command
    .slice(0, LONGEST_COMMAND)
    .split(BREAKS)
    .filter((word) => word !== '');
}

/** `/usr/bin/curl`, `C:\Windows\curl.exe` → `curl`. */
export function programOf(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  return name.replace(/\.(?:exe|cmd|bat|py|sh|ps1)$/, '');
}
