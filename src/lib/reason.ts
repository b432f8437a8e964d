/** Why something failed, in the words of whoever noticed. Anything may be thrown; the words may quote what was read. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
