/**
 * Where each box of a trail picture stands: credentials in columns by their depth, each level with the first of what came
 * of it, targets behind them. Pure arithmetic: the same forest is always drawn the same.
 */

import type { Forest, ForestNode, Reached } from '../dossier/forest.ts';

export const BOX = { width: 214, height: 84, gap: 36, above: 16 } as const;
export const TARGET_HEIGHT = 44;
const MARGIN = 8;

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly credentials: readonly PlacedCredential[];
  readonly targets: readonly PlacedTarget[];
  readonly edges: readonly Edge[];
  /** Credentials and targets there was no room for; the list beside the picture has all. */
  readonly omitted: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface PlacedCredential extends Placed {
  readonly node: ForestNode;
}

export interface PlacedTarget extends Placed {
  readonly target: Reached;
}

export interface Edge {
  readonly from: Placed;
  readonly to: Placed;
  /** Ends at a target rather than at a credential it issued. */
  readonly touches: boolean;
}

const MOST_CREDENTIALS = 40;
const MOST_TARGETS = 5;
const MOST_COLUMNS = 10;

export function layoutOf(forest: Forest): Layout {
  const room = { credentials: MOST_CREDENTIALS, omitted: 0 };
  const blocks = forest.roots.flatMap((root) => blockOf(root, 0, room));
  const drawn: Drawn = { credentials: [], targets: [], edges: [] };
  let y = MARGIN;
  for (const block of blocks) {
    place(block, 0, y, drawn);
    y += block.height + BOX.above;
  }
  const boxes = [...drawn.credentials, ...drawn.targets];
  return {
    ...drawn,
    width: boxes.reduce((most, { x }) => Math.max(most, x + BOX.width), 0) + MARGIN,
    height: Math.max(0, y - BOX.above) + MARGIN,
    omitted: room.omitted,
  };
}

interface Drawn {
  readonly credentials: PlacedCredential[];
  readonly targets: PlacedTarget[];
  readonly edges: Edge[];
}

/** A box with all that hangs on it, and the height that takes. */
interface Block {
  readonly of: { readonly node: ForestNode } | { readonly target: Reached };
  readonly children: readonly Block[];
  readonly height: number;
}

function blockOf(node: ForestNode, depth: number, room: { credentials: number; omitted: number }): Block[] {
  if (room.credentials === 0 || depth >= MOST_COLUMNS) {
    room.omitted += sizeOf(node);
    return [];
  }
  room.credentials--;
  const targets = node.reached.slice(0, MOST_TARGETS);
  room.omitted += node.reached.length - targets.length;
  const children = [
    ...node.children.flatMap((child) => blockOf(child, depth + 1, room)),
    ...targets.map((target): Block => ({ of: { target }, children: [], height: TARGET_HEIGHT })),
  ];
  return [{ of: { node }, children, height: Math.max(BOX.height, heightOf(children)) }];
}

function sizeOf({ children, reached }: ForestNode): number {
  return 1 + reached.length + children.reduce((sum, child) => sum + sizeOf(child), 0);
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height, 0) + Math.max(0, blocks.length - 1) * BOX.above;
}

/** `y`: the upper edge of the block. Returns where the box itself stands. */
function place(block: Block, depth: number, y: number, drawn: Drawn): Placed {
  const isTarget = 'target' in block.of;
  const own = isTarget ? TARGET_HEIGHT : BOX.height;
  const at = { x: MARGIN + depth * (BOX.width + BOX.gap), y };
  if ('target' in block.of) drawn.targets.push({ ...at, target: block.of.target });
  else drawn.credentials.push({ ...at, node: block.of.node });
  let next = y;
  for (const child of block.children) {
    const to = place(child, depth + 1, next, drawn);
    const touches = 'target' in child.of;
    drawn.edges.push({
      from: { x: at.x + BOX.width, y: at.y + own / 2 },
      to: { x: to.x, y: to.y + (touches ? TARGET_HEIGHT : BOX.height) / 2 },
      touches,
    });
    next += child.height + BOX.above;
  }
  return at;
}
