import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema, configJsonSchemaText } from './json-schema.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(configJsonSchema());

test('the schema in schemas/ is the one the code has (write it with scripts/write-config-schema.ts)', () => {
  const written = readFileSync(new URL('../../schemas/credtrail.schema.json', import.meta.url), 'utf8');
  expect(written).toBe(configJsonSchemaText());
});

test.each([
  ['networks: [{ name: office, cidrs: [203.0.113.0/24] }]', true],
  ['changes: [{ file: tickets.csv }]', true],
  ['limits: { memory: 1GiB, maxRecordBytes: 1000 }', true],
  ['parameters: { AN1470: { newCredentialUsageWindow: 5 } }', true],
  ['netwroks: []', false],
  ['changes: [{ id: CHG-1 }]', false],
  ['exceptions: [{ name: a, principal: "*" }]', false],
  ['administrators: alice', false],
])('%s is accepted by an editor: %s', (text, expected) => {
  expect(validate(parse(text))).toBe(expected);
});
