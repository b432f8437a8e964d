import { expect, test } from 'vitest';
import { camelCase, withPlugin } from './scaffold.ts';

const LIST = `/** Every source, sorted by id. */

import type { Source } from '../contract/source.ts';
import { awsCloudtrail } from './aws-cloudtrail/index.ts';
import { oktaSystemLog } from './okta-system-log/index.ts';

export const SOURCES: readonly Source[] = [awsCloudtrail, oktaSystemLog];
`;

test.each([
  ['entra-audit', 'entraAudit', ['aws-cloudtrail', 'entra-audit', 'okta-system-log']],
  ['auditd', 'auditd', ['auditd', 'aws-cloudtrail', 'okta-system-log']],
  ['zoom', 'zoom', ['aws-cloudtrail', 'okta-system-log', 'zoom']],
])('%s finds its place among the imports and in the list', (id, exported, order) => {
  const listed = withPlugin(LIST, { id, exported, list: 'SOURCES' });
  expect([...listed.matchAll(/from '\.\/([^/]+)/g)].map((match) => match[1])).toEqual(order);
  expect(listed).toContain(`= [${order.map(camelCase).join(', ')}];`);
});

test('a first plug-in can join an empty list', () => {
  const listed = withPlugin('export const SOURCES: readonly Source[] = [];\n', {
    id: 'okta',
    exported: 'okta',
    list: 'SOURCES',
  });
  expect(listed).toBe(
    "import { okta } from './okta/index.ts';\n\nexport const SOURCES: readonly Source[] = [okta];\n",
  );
});

test.each([
  ['a plug-in that is listed', LIST, 'okta-system-log', 'names okta-system-log already'],
  ['a file without the list', 'export {};\n', 'zoom', 'no list SOURCES'],
])('%s is refused', (_, file, id, message) => {
  expect(() => withPlugin(file, { id, exported: camelCase(id), list: 'SOURCES' })).toThrow(message);
});
