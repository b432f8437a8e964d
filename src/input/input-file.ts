/** A file to read, and why one could not be. */

export interface InputFile {
  /** As found from what the user named; `-` is standard input. */
  readonly path: string;
  /** Bytes on disk; 0 when unknown. */
  readonly size: number;
  /** Read to learn from, not to report on. */
  readonly baseline: boolean;
}

export const STANDARD_INPUT = '-';

/** The reason without the path, which the problem names anyway. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS.get(code) ?? `it cannot be read (${code === '' ? error.name : code})`;
}

const REASONS = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'its symbolic links go round in a circle'],
  ['EISDIR', 'it is a folder'],
]);
