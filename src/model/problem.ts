/** Bad input is a value: counted, kept, shown in the run's report. It never stops the rest. */

export const PROBLEM_CODES = [
  'unreadable', // the file or folder could not be opened
  'unrecognised', // no source knows this content
  'empty',
  'truncated', // compressed stream or JSON ends early
  'corrupt-compression',
  'decompression-limit', // expands beyond the configured limits
  'syntax', // not valid JSON/CSV where it should be
  'too-large', // one record exceeds the record limit
  'too-deep', // nesting beyond the limit
  'encoding', // not valid UTF-8
  'missing-field', // a field without which there is no event
  'wrong-type', // a field of an unexpected type; the rest of the record was used
  'bad-value', // a field that cannot be what it says, e.g. an impossible time
  'link-loop',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  /** Source id; empty when no source recognised the file. */
  readonly source: string;
  readonly file: string;
  /** `record 17`, `line 3`, `byte 1024`; empty when it concerns the whole file. */
  readonly place: string;
  readonly code: ProblemCode;
  /** One sentence, secrets masked and control characters escaped. */
  readonly message: string;
}
