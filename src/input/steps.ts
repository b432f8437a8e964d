/** The words in which the framing generators speak to each other. Types only. */

import type { PathNode } from './path-trie.ts';

/** Yields when more bytes are needed; never once the window is closed. */
export type Steps<T> = Generator<undefined, T, void>;

/**
 * Where reading stands after something: behind it; at the next element of the series, after a broken one; at a
 * new top-level value; or done for.
 */
export type Standing = 'behind' | 'next' | 'top' | 'done';

/** What an array, or the top level, is made of. */
export interface Series {
  readonly top: boolean;
  readonly node: PathNode;
  readonly unwrap: UnwrapText | undefined;
}

/** What turns the text of one JSON value into records. */
export type UnwrapText = (text: string) => readonly unknown[];
