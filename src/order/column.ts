/** Numbers in the making, end to end: grows as they come, and keeps its room for the next run. */

const FIRST = 1024;

export class Column {
  length = 0;
  private numbers = new Int32Array(FIRST);

  push(number: number): void {
    if (this.length === this.numbers.length) this.grow();
    this.numbers[this.length++] = number;
  }

  /** Exactly as long as their content; begins anew. */
  take(): Int32Array {
    const taken = this.numbers.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  private grow(): void {
    const larger = new Int32Array(this.numbers.length * 2);
    larger.set(this.numbers);
    this.numbers = larger;
  }
}
