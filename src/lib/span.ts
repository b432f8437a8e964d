/** Lengths of time in one unit, as sentences say them. */

/** `12 s`, `38 min`, `5 h` from two hours on, `3 days` from two days on; a negative length is `0 s`. */
export function spanText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}
