import { expect, test } from 'vitest';
import { readWhole } from '../../../test/harness/test-source.ts';
import { ocsf } from './index.ts';

const EVENT = { class_uid: 4003, category_uid: 4, metadata: { version: '1.1.0' }, time: 1772443800000 };
const problems = (value: unknown) => readWhole(ocsf, Buffer.from(JSON.stringify(value))).problems;

test.each<[string, unknown]>([
  ['one event', EVENT],
  ['a list', [EVENT]],
  ['a product without a version', { ...EVENT, metadata: { product: { name: 'x' } } }],
  ['an event longer than what recognition sees', { ...EVENT, activity_id: 1, raw_data: 'x'.repeat(70_000) }],
])('%s is ours', (_name, value) => {
  expect(problems(value)).toEqual([]);
});

test.each<[string, unknown]>([
  ['no class', { ...EVENT, class_uid: undefined }],
  ['a class by name', { ...EVENT, class_uid: 'api' }],
  ['no metadata', { ...EVENT, metadata: undefined }],
  ['metadata of another kind', { ...EVENT, metadata: { name: 'x' } }],
  ['a class and metadata alone', { class_uid: 1, metadata: { version: '1' } }],
])('%s is not', (_name, value) => {
  expect(problems(value)[0]).toContain('unrecognised');
});
