import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';

test('every row says an action we know, and a type as events give it', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^jumpcloud:[a-z0-9_]+$/);
    expect(ACTIONS).toContain(action);
  }
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
