import { expect, test } from 'vitest';
import { testRows } from '../../../test/harness/test-operations.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^(?:auth0:[a-z_]+|management:[A-Z]+ (?:\/(?:[a-z_-]+|\{id\}))+)$/, import.meta.dirname);

test.each(
  OPERATIONS.filter(({ operation }) => operation.startsWith('management:')).map((row) => [row.operation]),
)('%s is found from a real path', (operation) => {
  const [method = '', template = ''] = operation.slice('management:'.length).split(' ');
  const path = `/api/v2${template.replaceAll('{id}', 'Xx_0001')}`;
  expect(nameOperation('sapi', method.toLowerCase(), path).operation).toBe(operation);
});
