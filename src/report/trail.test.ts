import { expect, test } from 'vitest';
import { displayWidth } from '../lib/terminal.ts';
import { escapeControls } from '../lib/text.ts';
import { renderTrail, renderTrailJson, type TrailTreeNode } from './trail.ts';

const PLAIN = { colour: false, width: 100 } as const;
const at = (clock: string): number => Date.parse(`2026-03-06T${clock}Z`);
const ALICE = { uid: 'arn:aws:iam::111122223333:user/alice', kind: 'user', name: 'alice' } as const;

function node(uid: string, overrides: Partial<TrailTreeNode> = {}): TrailTreeNode {
  return {
    credential: { uid, kind: 'session-token' },
    holder: { uid: 'arn:aws:iam::111122223333:role/deploy', kind: 'role', name: 'deploy' },
    mint: {
      event: 'ev-1',
      operation: 'sts:AssumeRole',
      time: at('21:20:11'),
      by: ALICE,
      from: '198.51.100.7',
    },
    expiresAt: at('22:20:11'),
    firstUse: at('21:21:03'),
    lastUse: at('21:52:40'),
    uses: 17,
    places: [
      {
        network: 'AS64500',
        country: 'NL',
        agent: 'boto3',
        first: at('21:21:03'),
        last: at('21:52:40'),
        count: 17,
      },
    ],
    calls: [
      { operation: 's3:GetObject', count: 1204 },
      { operation: 'secretsmanager:GetSecretValue', count: 3 },
    ],
    otherOperations: 2,
    children: [],
    ...overrides,
  };
}

const TREE = node('AKIAIOSFODNN7EXAMPL1', {
  credential: { uid: 'AKIAIOSFODNN7EXAMPL1', kind: 'access-key' },
  holder: ALICE,
  mint: undefined,
  expiresAt: undefined,
  children: [
    node('ASIAIOSFODNN7EXAMPL2', { children: [node('ASIAIOSFODNN7EXAMPL3', { calls: [] })] }),
    node('ASIAIOSFODNN7EXAMPL4', { firstUse: undefined, lastUse: undefined, uses: 0, places: [], calls: [] }),
  ],
});

test('a trail is drawn as a tree', async () => {
  const text = renderTrail({ asked: 'alice', roots: [TREE, node('ASIAIOSFODNN7EXAMPL5')] }, PLAIN);
  await expect(text).toMatchFileSnapshot('snapshots/trail.txt');
});

test('the JSON is flat, in the order of the tree, each credential with its parent', () => {
  const { credentials } = JSON.parse(renderTrailJson({ asked: 'alice', roots: [TREE] }));
  expect(
    credentials.map((one: Record<string, unknown>) => [one['uid'], one['parent'], one['depth']]),
  ).toEqual([
    ['AKIAIOSFODNN7EXAMPL1', null, 0],
    ['ASIAIOSFODNN7EXAMPL2', 'AKIAIOSFODNN7EXAMPL1', 1],
    ['ASIAIOSFODNN7EXAMPL3', 'ASIAIOSFODNN7EXAMPL2', 2],
    ['ASIAIOSFODNN7EXAMPL4', 'AKIAIOSFODNN7EXAMPL1', 1],
  ]);
  expect(credentials[0]).toMatchObject({ mint: null, expiresAt: null, firstUse: '2026-03-06T21:21:03.000Z' });
});

test('an unknown credential is said to be unknown', () => {
  expect(renderTrail({ asked: 'ASIA\u001b[2J', roots: [] }, PLAIN)).toBe(
    'No credential or principal "ASIA\\u001b[2J" was seen in these logs.\n',
  );
});

test('a chain of ten thousand credentials is drawn within the page', () => {
  let chain = node('ASIA-9999');
  for (let depth = 9998; depth >= 0; depth--) chain = node(`ASIA-${depth}`, { children: [chain] });
  const text = renderTrail({ asked: 'deep', roots: [chain] }, PLAIN);
  for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(100);
  expect(text).toContain('(depth 9999) session-token ASIA-9999');
  expect(JSON.parse(renderTrailJson({ asked: 'deep', roots: [chain] })).credentials).toHaveLength(10_000);
});

test('no control character out of a log reaches the terminal', () => {
  const evil = 'x\u001b[2J\u202e\u009b';
  const bad = node(evil, {
    holder: { uid: evil, kind: 'role', name: evil },
    mint: { event: evil, operation: evil, time: 0, by: { uid: evil, kind: 'user', name: evil }, from: evil },
    places: [{ network: evil, country: evil, agent: evil, first: 0, last: 0, count: 1 }],
    calls: [{ operation: evil, count: 1 }],
  });
  for (const render of [
    renderTrail({ asked: evil, roots: [bad] }, PLAIN),
    renderTrailJson({ asked: evil, roots: [bad] }),
  ]) {
    for (const line of render.split('\n')) expect(escapeControls(line)).toBe(line);
  }
});
