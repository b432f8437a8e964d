import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareFinding, sampleFinding, sampleIncident } from '../../test/harness/sample-finding.ts';
import { escapeControls } from '../lib/text.ts';
import { renderExplain } from './explain.ts';

const PLAIN = { colour: false, width: 100 } as const;

test('a finding is explained with every condition, its trail and its incident', async () => {
  const text = renderExplain(sampleFinding(), sampleIncident(), PLAIN);
  await expect(text).toMatchFileSnapshot('snapshots/explain.txt');
});

test('what was not recorded is said to be missing', () => {
  const text = renderExplain(bareFinding(), undefined, PLAIN);
  expect(text).toContain('no credential named');
  expect(text).toContain('Where the credential came from was not seen.');
  expect(text).toContain('None of the declared changes');
  expect(text).not.toContain('Incident');
});

test('a very long role chain stays on the page', () => {
  const [step] = sampleFinding().trail.slice(-1);
  const trail = step === undefined ? [] : Array.from({ length: 3000 }, () => step);
  const text = renderExplain(sampleFinding({ trail }), undefined, PLAIN);
  expect(text.split('\n').every((line) => line.length <= 100)).toBe(true);
});

test('no control character out of a finding reaches the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [step] = sampleFinding().trail.slice(-1);
      const finding = sampleFinding({
        title: text,
        summary: text,
        operation: text,
        considered: [text],
        targets: [{ kind: text, uid: text }],
        eventUids: [text],
        trail:
          step === undefined
            ? []
            : [{ ...step, networks: [text], principal: { ...step.principal, name: text } }],
      });
      for (const line of renderExplain(finding, undefined, PLAIN).split('\n'))
        expect(escapeControls(line)).toBe(line);
    }),
    { numRuns: 50 },
  );
});
