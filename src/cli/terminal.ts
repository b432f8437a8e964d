/** What a command may touch of the outside: standard streams and whether a person is watching. */

export interface Terminal {
  /** Results only. */
  out(text: string): void;
  /** When all results so far are out; never, when nobody takes them. */
  flushed(): Promise<void>;
  /** Everything else. */
  err(text: string): void;
  readonly colour: boolean;
  readonly width: number;
  /** A person reads standard output. */
  readonly outIsTerminal: boolean;
  /** A person reads standard error: progress may be drawn there. */
  readonly errIsTerminal: boolean;
  /** Columns a line there may take. */
  readonly errWidth: number;
}

const WIDEST = 120;
const NARROWEST = 40;

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    flushed: () => new Promise((done) => stdout.write('', (error) => !error && done())),
    err: (text) => void stderr.write(text),
    colour: stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    width: Math.min(WIDEST, Math.max(NARROWEST, stdout.columns ?? 100)),
    outIsTerminal: stdout.isTTY === true,
    errWidth: stderr.columns || WIDEST,
    errIsTerminal: stderr.isTTY === true && env['TERM'] !== 'dumb',
  };
}
