/**
 * What changed between two texts, word by word: the shortest way from one to the other (Myers), with white space kept
 * as part of the words. Texts that differ in nearly everything are said to differ whole rather than compared forever.
 */

export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words that may differ; beyond that the middle is one removal and one addition. */
const MOST_EDITS = 1000;

export function diffWords(before: string, after: string): TextPart[] {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  return joined([
    { kind: 'same', text: left.slice(0, start).join('') },
    ...middle(left.slice(start, leftEnd), right.slice(start, rightEnd)),
    { kind: 'same', text: left.slice(leftEnd).join('') },
  ]);
}

/** Each word with the white space before it. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function middle(left: readonly string[], right: readonly string[]): TextPart[] {
  const trace = left.length === 0 || right.length === 0 ? undefined : furthest(left, right);
  if (trace !== undefined) return walkBack(trace, left, right);
  return [
    { kind: 'removed', text: left.join('') },
    { kind: 'added', text: right.join('') },
  ];
}

/** For each number of edits, how far along `left` every diagonal was reached; undefined when too many are needed. */
function furthest(left: readonly string[], right: readonly string[]): Int32Array[] | undefined {
  const most = Math.min(MOST_EDITS, left.length + right.length);
  const reach = new Int32Array(2 * most + 3);
  const middleAt = most + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(middleAt - edits - 1, middleAt + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = (reach[middleAt + diagonal + 1] ?? 0) > (reach[middleAt + diagonal - 1] ?? 0);
      const fromAbove = diagonal === -edits || (diagonal !== edits && down);
      let x = fromAbove ? (reach[middleAt + diagonal + 1] ?? 0) : (reach[middleAt + diagonal - 1] ?? 0) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      reach[middleAt + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) return trace;
    }
  }
  return undefined;
}

function walkBack(
  trace: readonly Int32Array[],
  left: readonly string[],
  right: readonly string[],
): TextPart[] {
  const parts: TextPart[] = [];
  let [x, y] = [left.length, right.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Int32Array(0);
    const at = (diagonal: number): number => reach[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const fromAbove = diagonal === -edits || (diagonal !== edits && at(diagonal + 1) > at(diagonal - 1));
    const fromX = edits === 0 ? 0 : fromAbove ? at(diagonal + 1) : at(diagonal - 1);
    const fromY = edits === 0 ? 0 : fromX - (fromAbove ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      parts.push({ kind: 'same', text: left[--x] ?? '' });
      y--;
    }
    if (edits === 0) break;
    if (fromAbove) parts.push({ kind: 'added', text: right[--y] ?? '' });
    else parts.push({ kind: 'removed', text: left[--x] ?? '' });
  }
  return parts.reverse();
}

/** Neighbours of one kind become one part; within a change removals stand before additions. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const out: TextPart[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') out.push({ kind: 'removed', text: removed });
    if (added !== '') out.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of parts) {
    if (text === '') continue;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') out[out.length - 1] = { kind, text: last.text + text };
      else out.push({ kind, text });
    }
  }
  flush();
  return out;
}
