import { expect, test } from 'vitest';
import { testRows } from '../../../test/harness/test-operations.ts';
import { nameAdminEvent, nameUserEvent } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

testRows(
  OPERATIONS,
  /^(?:keycloak:[A-Z0-9_]+|admin:(?:CREATE|UPDATE|DELETE|ACTION) (?:\/(?:[A-Za-z-]+|\{id\}))+)$/,
  import.meta.dirname,
);

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
