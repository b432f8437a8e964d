/** What a command may touch of the outside: standard streams and whether a person is watching. */

export interface Terminal {
  /** Results only. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  readonly colour: boolean;
  readonly width: number;
  /** A person reads standard output. */
  readonly outIsTerminal: boolean;
  /** A person reads standard error: progress may be drawn there. */
  readonly errIsTerminal: boolean;
}

const WIDEST = 120;
const NARROWEST = 40;

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: stdout.isTTY === true && env['NO_COLOR'] === undefined,
    width: Math.min(WIDEST, Math.max(NARROWEST, stdout.columns ?? 100)),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
  };
}
