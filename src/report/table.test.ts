import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bareFinding,
  quietResult,
  sampleFinding,
  sampleIncident,
  sampleResult,
} from '../../test/harness/sample-finding.ts';
import { displayWidth } from '../lib/terminal.ts';
import { escapeControls } from '../lib/text.ts';
import { LEVELS } from '../model/level.ts';
import { renderTable } from './table.ts';

const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]+m`, 'g');
const COLOURED = new RegExp(`${ESCAPE}\\[[0-9;]+m(.*?)${ESCAPE}\\[0m`, 'g');

const NAMES = new Map([
  ['AN0717', 'Tokens minted by those who do not mint'],
  ['AN1157', 'Secrets read, sign-in settings changed'],
]);

test('a result with an incident reads from the top down', async () => {
  const table = renderTable(sampleResult(), { colour: false, width: 100, names: NAMES });
  await expect(table).toMatchFileSnapshot('snapshots/table.txt');
});

test('a quiet result says what was looked at', async () => {
  const table = renderTable(quietResult(), { colour: false, width: 100, names: NAMES });
  await expect(table).toMatchFileSnapshot('snapshots/table-nothing-found.txt');
});

test('a run without a single event does not call itself quiet', () => {
  const { counters } = sampleResult();
  const none = { ...counters, events: 0, duplicate: 0, outside: 0 };
  const tableOf = (change: Partial<typeof none>): string =>
    renderTable(quietResult({ counters: { ...none, ...change }, period: undefined }), {
      colour: false,
      width: 100,
    });
  expect(tableOf({})).toContain('no event was read');
  expect(tableOf({ duplicate: 7 })).toContain('an earlier run with this --state has judged every one');
  expect(tableOf({ duplicate: 7, outside: 2 })).toContain('no new event lies between --since and --until');
});

test('colour marks the level and nothing else', () => {
  const coloured = renderTable(sampleResult(), { colour: true, width: 100 });
  const marked = [...coloured.matchAll(COLOURED)].map((match) => match[1]);
  expect(marked).toEqual(['CRITICAL', 'CRITICAL', 'MEDIUM']);
  expect(coloured.replaceAll(COLOUR, '')).toBe(renderTable(sampleResult(), { colour: false, width: 100 }));
});

test('findings beyond the limit keep a line each, with the uid to ask for', () => {
  const findings = Array.from({ length: 25 }, (_, at) =>
    bareFinding({ uid: `finding-of-a-long-identifier-${at}`, level: 'low', bits: 15 - at / 10 }),
  );
  const table = renderTable(sampleResult({ findings, incidents: [] }), { colour: false, width: 100 });
  expect(table).toContain('5 more findings, one line each');
  for (const { uid } of findings) expect(table).toContain(uid);
});

test('the most severe comes first, whatever the order of the result', () => {
  const findings = LEVELS.map((level) => bareFinding({ uid: `f-${level}`, level, title: `is ${level}` }));
  const table = renderTable(sampleResult({ findings, incidents: [] }), { colour: false, width: 100 });
  const order = LEVELS.map((level) => table.indexOf(`is ${level}`));
  expect(order).toEqual(order.toSorted((a, b) => b - a));
});

const anyText = fc.string({ unit: 'binary', maxLength: 80 });

test('whatever the logs hold, no control character reaches the terminal and no line passes its edge', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.integer({ min: 40, max: 160 }), (text, other, width) => {
      const table = renderTable(hostileResult(text, other), {
        colour: false,
        width,
        full: 1,
        names: new Map([['AN0717', text]]),
      });
      for (const line of table.split('\n')) {
        expect(escapeControls(line)).toBe(line);
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }
    }),
    { numRuns: 60 },
  );
});

function hostileResult(text: string, other: string) {
  const hostile = sampleFinding({
    uid: text,
    detection: other,
    title: text,
    summary: other,
    why: text,
    next: [text, other],
    principal: { uid: text, kind: 'user', name: other },
    credential: { uid: text, kind: 'access-key' },
    scope: other,
    client: { ip: text, network: other, country: text, agent: other },
    evidence: [{ condition: text, held: true, observed: other, expected: text, bits: 3, events: [text] }],
    incident: text,
  });
  const incident = sampleIncident({ uid: text, title: other });
  return sampleResult({
    findings: [hostile, { ...hostile, bits: 1 }],
    incidents: [incident, incident],
    problems: [{ source: text, file: other, place: text, code: 'syntax', message: other }],
    notes: [text],
  });
}
