import { expect, test } from 'vitest';
import type { Principal } from '../model/event.ts';
import {
  createLineage,
  createNode,
  forgetNode,
  keepNode,
  type Lineage,
  type MutableNode,
  nodeOf,
  parentOf,
} from './forest.ts';

const ALICE: Principal = { uid: 'alice', kind: 'user', name: 'alice', scope: '111122223333' };

function plant(lineage: Lineage, uid: string, parent?: string): MutableNode {
  const node = createNode(uid, 'session-token', ALICE, undefined);
  node.parent = parent;
  keepNode(lineage, node);
  return node;
}

test('a parent that was forgotten is no parent, until it is met again', () => {
  const lineage = createLineage();
  const child = plant(lineage, 'child', 'parent');
  expect(parentOf(lineage, child)).toBeUndefined();
  const parent = plant(lineage, 'parent', 'root');
  const root = plant(lineage, 'root');
  expect(parentOf(lineage, child)).toBe(parent);
  expect(parentOf(lineage, parent)).toBe(root);
  forgetNode(lineage, parent);
  expect(parent.above).toBeUndefined();
  expect(parentOf(lineage, child)).toBeUndefined();
  const again = plant(lineage, 'parent');
  expect(parentOf(lineage, child)).toBe(again);
});

test('another parent than before is found', () => {
  const lineage = createLineage();
  const [child, first, second] = [plant(lineage, 'c', 'a'), plant(lineage, 'a'), plant(lineage, 'b')];
  expect(parentOf(lineage, child)).toBe(first);
  child.parent = 'b';
  expect(parentOf(lineage, child)).toBe(second);
  child.parent = undefined;
  expect(parentOf(lineage, child)).toBeUndefined();
});

test('the credential used last is forgotten as any other', () => {
  const lineage = createLineage();
  lineage.latest = plant(lineage, 'key');
  expect(nodeOf(lineage, 'key')).toBe(lineage.latest);
  forgetNode(lineage, lineage.latest);
  expect(nodeOf(lineage, 'key')).toBeUndefined();
  const again = plant(lineage, 'key');
  expect(nodeOf(lineage, 'key')).toBe(again);
});
