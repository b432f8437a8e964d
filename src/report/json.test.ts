import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareFinding, quietResult, sampleFinding, sampleResult } from '../../test/harness/sample-finding.ts';
import { escapeControls } from '../lib/text.ts';
import { PHASES } from '../model/finding.ts';
import { LEVELS } from '../model/level.ts';
import { PROBLEM_CODES } from '../model/problem.ts';
import { renderCsv } from './csv.ts';
import { parseResult, renderJson, renderNdjson } from './json.ts';
import { renderOcsf } from './ocsf.ts';

const TOOL = { name: 'credtrail', version: '0.0.0' } as const;

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
ajv.addSchema(schema('finding'));
const validateResult = ajv.compile(schema('result'));
const validateFinding = ajv.compile({ $ref: 'finding.schema.json' });

test('a result reads as documented, key by key', async () => {
  await expect(renderJson(sampleResult(), TOOL)).toMatchFileSnapshot('snapshots/result.json.txt');
});

test.each([
  ['with findings', sampleResult()],
  ['without findings', quietResult()],
  ['without a single event', quietResult({ period: undefined })],
])('a result %s satisfies the published schema', (_, result) => {
  validateResult(JSON.parse(renderJson(result, TOOL)));
  expect(validateResult.errors).toBeNull();
});

test('ndjson is one valid finding a line and nothing else', () => {
  const lines = renderNdjson(sampleResult()).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    validateFinding(JSON.parse(line));
    expect(validateFinding.errors).toBeNull();
  }
  expect(renderNdjson(quietResult())).toBe('');
});

test('the schemas know every key that is written, and require it', () => {
  const written = JSON.parse(renderJson(sampleResult(), TOOL));
  const { properties, required } = schema('result');
  expect(Object.keys(properties).toSorted()).toEqual(Object.keys(written).toSorted());
  expect(required.toSorted()).toEqual(Object.keys(written).toSorted());
  const finding = schema('finding');
  const keys = Object.keys(written.findings[0]).toSorted();
  expect(Object.keys(finding.properties).toSorted()).toEqual(keys);
  expect(finding.required.toSorted()).toEqual(keys);
});

test('the closed vocabularies of the schemas are those of the model', () => {
  const { level, phase } = schema('finding').$defs;
  expect(level.enum).toEqual(LEVELS);
  expect(phase.enum).toEqual(PHASES);
  expect(schema('result').$defs.problem.properties.code.enum).toEqual(PROBLEM_CODES);
});

test('the schema refuses a level that does not exist and a finding without a credential key', () => {
  const [written] = JSON.parse(renderJson(sampleResult(), TOOL)).findings;
  expect(validateFinding({ ...written, level: 'severe' })).toBe(false);
  const { credential: _credential, ...without } = written;
  expect(validateFinding(without)).toBe(false);
});

test('a finding without a credential says so with null', () => {
  const [line = ''] = renderNdjson(sampleResult({ findings: [bareFinding()] })).split('\n');
  expect(JSON.parse(line)).toMatchObject({ credential: null, region: null, client: { ip: null } });
});

test('a saved result reads back as it was', () => {
  expect(parseResult(renderJson(sampleResult(), TOOL))).toStrictEqual({ result: sampleResult() });
  expect(parseResult(renderJson(quietResult({ period: undefined }), TOOL))).toStrictEqual({
    result: quietResult({ period: undefined }),
  });
});

test('whatever the logs held, a result reads back as it was and its text is harmless', () => {
  const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      time,
      (text, bits, at) => {
        const finding = sampleFinding({
          title: text,
          summary: text,
          bits: bits === 0 ? 0 : bits,
          time: at,
          next: [text],
          client: { ip: text },
          principal: { uid: text, kind: 'role', name: text },
        });
        const result = sampleResult({ findings: [finding], notes: [text] });
        const json = renderJson(result, TOOL);
        for (const line of json.split('\n')) expect(escapeControls(line)).toBe(line);
        expect(parseResult(json)).toStrictEqual({ result });
      },
    ),
    { numRuns: 60 },
  );
});

describe('a file that is no result is refused with the reason', () => {
  const good = JSON.parse(renderJson(sampleResult(), TOOL));
  test.each([
    ['cut short', '{"findings": [', /^it is not JSON/],
    ['something else', '[]', /not a result of --format json: the file/],
    ['another object', '{"Records": []}', /findings/],
    ['ndjson', renderNdjson(sampleResult()), /one finding a line/],
    ['a single finding', renderNdjson(sampleResult({ findings: [sampleFinding()] })), /a single finding/],
    ['csv', renderCsv(sampleResult()), /saved with --format csv/],
    ['ocsf', renderOcsf(sampleResult(), { tool: TOOL }), /saved with --format ocsf/],
    [
      'a line of ocsf',
      renderOcsf(sampleResult({ findings: [sampleFinding()] }), { tool: TOOL }),
      /saved with --format ocsf/,
    ],
    ['a wrong level', JSON.stringify(good).replace('"critical"', '"severe"'), /findings\[1\]\.level/],
    [
      'a wrong time',
      JSON.stringify(good).replace('2026-03-06T20:02:00.000Z', 'yesterday'),
      /findings\[0\]\.time: "yesterday" is not an ISO 8601 time/,
    ],
  ])('%s', (_, text, reason) => {
    const parsed = parseResult(text);
    expect('fault' in parsed ? parsed.fault : 'no fault').toMatch(reason);
  });
});
