/** The strings and small objects of a run in the making, each with its position; positions count from one. */

export class Dictionary {
  private values: unknown[] = [];
  private readonly words = new Map<string, number>();

  /** A string that may come again; 0 for none. */
  word(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const position = this.values.push(text);
    this.words.set(text, position);
    return position;
  }

  /** All of them; begins anew. */
  take(): readonly unknown[] {
    const taken = this.values;
    this.values = [];
    this.words.clear();
    return taken;
  }

  /** What is not looked up: it seldom comes twice, or the caller has looked. */
  push(value: unknown): number {
    return this.values.push(value);
  }
}
