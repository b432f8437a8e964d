import { expect, test } from 'vitest';
import { testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^onelogin:[A-Z][A-Z0-9_]+$/, import.meta.dirname);

const NUMBERS = new Set(OPERATIONS.map(({ typeId }) => String(typeId)));

testChecklist('every type of the checklist is in the table', {
  passages: [{ from: 'OneLogin event_type_id:', to: '(P onelogin_rules' }],
  names: (passage) => passage.match(/\b\d{1,5}\b/g) ?? [],
  known: (number) => NUMBERS.has(number),
  moreThan: 9,
});

test('each number is listed once', () => {
  expect(OPERATIONS.filter(({ typeId }) => !(typeId > 0))).toEqual([]);
  expect(NUMBERS.size).toBe(OPERATIONS.length);
});

test('what the vendor calls failed is a failure', () => {
  const named = OPERATIONS.filter(({ operation }) => /FAILED|FAILURE|REJECTED|DENIED/.test(operation));
  expect(named.filter(({ failed }) => failed !== true).map(({ operation }) => operation)).toEqual([]);
});
