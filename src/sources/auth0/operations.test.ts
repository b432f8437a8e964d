import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../model/action.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

test('every row says an action we know, and a name as records give it', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^(?:auth0:[a-z_]+|management:[A-Z]+ (?:\/(?:[a-z_-]+|\{id\}))+)$/);
    expect(ACTIONS).toContain(action);
  }
});

test.each(
  OPERATIONS.filter(({ operation }) => operation.startsWith('management:')).map((row) => [row.operation]),
)('%s is found from a real path', (operation) => {
  const [method = '', template = ''] = operation.slice('management:'.length).split(' ');
  const path = `/api/v2${template.replaceAll('{id}', 'Xx_0001')}`;
  expect(nameOperation('sapi', method.toLowerCase(), path).operation).toBe(operation);
});

test('the README explains every detail that a sample gives', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = ['management-api.json', 'sign-ins.json', 'credentials.ndjson'].flatMap((name) => {
    const text = readFileSync(new URL(`expected/${name}.json`, import.meta.url), 'utf8');
    const events: { details: object }[] = JSON.parse(text).events;
    return events.flatMap(({ details }) => Object.keys(details));
  });
  expect([...new Set(given)].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
