/**
 * The memory of all counts: one buffer, handed out in blocks of entries. Thousands of counts are touched in turn, and
 * memory is what that waits for: what lies together comes together. It knows nothing of what an entry says.
 */

/** Numbers an entry takes in `ints`. */
export const INTS = 4;
/** Numbers an entry takes in `floats`, of which the first lies where its first two ints do. */
export const FLOATS = 2;

export interface Blocks {
  ints: Int32Array;
  /** The same buffer. */
  floats: Float64Array;
  /** Entries handed out so far. */
  used: number;
  /** Blocks given back, by their size. */
  readonly free: Map<number, number[]>;
}

const FIRST_ENTRIES = 4096;
const ENTRY_BYTES = INTS * Int32Array.BYTES_PER_ELEMENT;

export function createBlocks(): Blocks {
  return { ...viewsOf(FIRST_ENTRIES), used: 0, free: new Map() };
}

/** The first entry of a block of so many; all zero. */
export function takeBlock(blocks: Blocks, size: number): number {
  const again = blocks.free.get(size)?.pop();
  if (again !== undefined) {
    blocks.ints.fill(0, again * INTS, (again + size) * INTS);
    return again;
  }
  const block = blocks.used;
  blocks.used += size;
  if (blocks.used * INTS > blocks.ints.length) grow(blocks);
  return block;
}

export function giveBack(blocks: Blocks, block: number, size: number): void {
  const free = blocks.free.get(size);
  if (free === undefined) blocks.free.set(size, [block]);
  else free.push(block);
}

function grow(blocks: Blocks): void {
  const { ints, floats } = viewsOf(Math.max(2 * (blocks.ints.length / INTS), blocks.used));
  ints.set(blocks.ints);
  blocks.ints = ints;
  blocks.floats = floats;
}

function viewsOf(entries: number): Pick<Blocks, 'ints' | 'floats'> {
  const buffer = new ArrayBuffer(entries * ENTRY_BYTES);
  return { ints: new Int32Array(buffer), floats: new Float64Array(buffer) };
}
