/** Bytes of files that people write, as text. Strict: a wrongly read name would match nothing, and nobody would notice. */

/** The text without a byte order mark; undefined where the bytes are not UTF-8. */
export function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
