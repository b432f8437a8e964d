import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../model/action.ts';
import { nameAdminEvent, nameUserEvent } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

test('every row says an action we know, and a name as events give it', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(
      /^(?:keycloak:[A-Z0-9_]+|admin:(?:CREATE|UPDATE|DELETE|ACTION) (?:\/(?:[A-Za-z-]+|\{id\}))+)$/,
    );
    expect(ACTIONS).toContain(action);
  }
});

test.each(
  OPERATIONS.filter(({ operation }) => operation.startsWith('admin:') && !operation.endsWith(' /realm')).map(
    (row) => [row.operation],
  ),
)('%s is found from a real path', (operation) => {
  const [verb = '', template = ''] = operation.slice('admin:'.length).split(' ');
  const path = template.slice(1).replaceAll('{id}', '00000000-0000-4000-8000-000000000001');
  expect(nameAdminEvent(verb, 'CUSTOM', path).operation).toBe(operation);
});

test('a failed event has the operation of its success', () => {
  expect(nameUserEvent('LOGIN_ERROR')).toEqual(nameUserEvent('LOGIN'));
  expect(nameUserEvent('x\u0000').operation).toBe('keycloak:UNKNOWN');
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
