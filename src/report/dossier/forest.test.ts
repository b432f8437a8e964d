import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareFinding, sampleFinding } from '../../../test/harness/sample-finding.ts';
import type { Finding, TrailStep } from '../../model/finding.ts';
import { layoutOf } from '../html/forest-layout.ts';
import { type ForestNode, forestOf } from './forest.ts';

const step = (uid: string): TrailStep => ({
  credential: { uid, kind: 'session-token' },
  principal: { uid: `role/${uid}`, kind: 'role', name: uid },
  uses: 1,
  networks: [],
});

const finding = (trail: string, more: Partial<Finding> = {}): Finding => {
  const steps = trail.split(' ').map(step);
  return sampleFinding({
    trail: steps,
    targets: [],
    credential: step(trail.split(' ').at(-1) ?? '').credential,
    ...more,
  });
};

const forest = (findings: readonly Finding[]) =>
  forestOf(findings.map((each, at) => ({ number: at + 1, finding: each })));

/** `parent(child, child(…))` */
const shape = ({ step: { credential }, children }: ForestNode): string =>
  children.length === 0 ? credential.uid : `${credential.uid}(${children.map(shape).join(', ')})`;

describe('the forest of an incident', () => {
  test.each([
    ['one chain', ['A B C'], 'A(B(C))'],
    ['two chains of one root', ['A B', 'A C D'], 'A(B, C(D))'],
    ['a root that turns out to have a parent', ['B C', 'A B'], 'A(B(C))'],
    ['chains that meet: the first issuer seen counts', ['A C', 'B C'], 'A(C) B'],
    ['credentials that issued each other', ['A B', 'B A'], 'A(B)'],
  ])('joins %s', (_, trails, expected) => {
    expect(
      forest(trails.map((trail) => finding(trail)))
        .roots.map(shape)
        .join(' '),
    ).toBe(expected);
  });

  test('puts findings and what they reached at their credential', () => {
    const reached = { kind: 'secret', uid: 'secret/billing' };
    const [root] = forest([
      finding('A B', { level: 'medium' }),
      finding('A B', { level: 'high', phase: 'impact', targets: [reached], operation: 'x:Read' }),
    ]).roots;
    expect(root).toMatchObject({ level: undefined, findings: [], reached: [] });
    expect(root?.children[0]).toMatchObject({
      level: 'high',
      findings: [1, 2],
      reached: [{ ...reached, operation: 'x:Read', findings: [2] }],
    });
  });

  test('has a place for who called without a credential', () => {
    const { credential: _, ...without } = bareFinding();
    expect(forest([without]).roots).toMatchObject([{ named: false, findings: [1] }]);
  });

  test('is drawn without boxes that overlap or leave the picture', () => {
    const trail = fc.array(fc.constantFrom(...'ABCDEFGH'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(trail, { minLength: 1, maxLength: 12 }), (trails) => {
        const findings = trails.map((each) =>
          finding(each.join(' '), {
            phase: 'impact',
            targets: [{ kind: 'secret', uid: `s/${each.length}` }],
          }),
        );
        const layout = layoutOf(forest(findings));
        const boxes = [
          ...layout.credentials.map(({ x, y }) => ({ x, y, height: 84 })),
          ...layout.targets.map(({ x, y }) => ({ x, y, height: 44 })),
        ];
        expect(layout.credentials.length).toBe(new Set(trails.flat()).size);
        for (const [index, box] of boxes.entries()) {
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
          const same = boxes.slice(index + 1).filter(({ x }) => x === box.x);
          expect(same.filter(({ y, height }) => y < box.y + box.height && box.y < y + height)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
