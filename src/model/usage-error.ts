/** The one error for a mistake of the user's: what failed, the value, what to do. Ends the program with status 2. */
export class UsageError extends Error {
  /** What to do about it. */
  readonly fix: string;

  constructor(message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
    this.fix = fix;
  }
}
