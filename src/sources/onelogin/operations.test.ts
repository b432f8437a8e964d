import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';

test.skipIf(!existsSync(CHECKLIST))('every type of the checklist is in the table', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('OneLogin event_type_id:');
  expect(start).toBeGreaterThanOrEqual(0);
  const passage = text.slice(start, text.indexOf('(P onelogin_rules', start));
  const asked = (passage.match(/\b\d{1,5}\b/g) ?? []).map(Number);
  const known = new Set(OPERATIONS.map(({ typeId }) => typeId));
  expect(asked.length).toBeGreaterThan(9);
  expect(asked.filter((typeId) => !known.has(typeId))).toEqual([]);
});

test('every row says an action we know, and each number and name is listed once', () => {
  for (const { operation, action, typeId } of OPERATIONS) {
    expect(operation).toMatch(/^onelogin:[A-Z][A-Z0-9_]+$/);
    expect(typeId).toBeGreaterThan(0);
    expect(ACTIONS).toContain(action);
  }
  expect(new Set(OPERATIONS.map(({ typeId }) => typeId)).size).toBe(OPERATIONS.length);
});

test('what the vendor calls failed is a failure', () => {
  const named = OPERATIONS.filter(({ operation }) => /FAILED|FAILURE|REJECTED|DENIED/.test(operation));
  expect(named.filter(({ failed }) => failed !== true).map(({ operation }) => operation)).toEqual([]);
});

test('the README explains every detail that a sample gives', () => {
  const folder = new URL('expected/', import.meta.url);
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = readdirSync(folder).flatMap((name) => {
    const events: { details: object }[] = JSON.parse(readFileSync(new URL(name, folder), 'utf8')).events;
    return events.flatMap(({ details }) => Object.keys(details));
  });
  expect([...new Set(given)].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
