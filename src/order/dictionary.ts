/**
 * The texts and small objects of a run in the making, each with its position: texts and objects are counted apart, both
 * from one.
 */

import type { Run } from './run.ts';
import { TextBytes } from './text-bytes.ts';

export class Dictionary {
  private readonly texts = new TextBytes();
  private readonly words = new Map<string, number>();
  private values: unknown[] = [];

  /** Of a text that may come again; 0 for none. */
  word(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const position = this.texts.push(text);
    this.words.set(text, position);
    return position;
  }

  /** Of a text that is not looked up: it seldom comes twice, or the caller has looked. */
  text(text: string): number {
    return this.texts.push(text);
  }

  /** Of a number or a plain object. */
  value(value: unknown): number {
    return this.values.push(value);
  }

  /** All of them; begins anew. */
  take(): Pick<Run, 'texts' | 'values'> {
    const { values } = this;
    this.values = [];
    this.words.clear();
    return { texts: this.texts.take(), values };
  }
}
