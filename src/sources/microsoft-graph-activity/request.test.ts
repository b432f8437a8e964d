import { expect, test } from 'vitest';
import { OPERATIONS } from './operations.ts';
import { requestOf } from './request.ts';

const ID = '00000000-0000-4000-8000-000000000001';

test.each([
  [
    'PATCH',
    'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy',
    'graph:PATCH /policies/authenticationMethodsPolicy',
  ],
  [
    'patch',
    'https://graph.microsoft.com/beta/policies/authenticationmethodspolicy?x=1',
    'graph:PATCH /policies/authenticationMethodsPolicy',
  ],
  [
    'POST',
    `https://graph.microsoft.com/v1.0/applications/${ID}/microsoft.graph.addPassword`,
    'graph:POST /applications/{id}/addPassword',
  ],
  [
    'POST',
    `https://graph.microsoft.us/v1.0/applications(appId='${ID}')/addPassword`,
    'graph:POST /applications/{id}/addPassword',
  ],
  [
    'GET',
    "https://graph.microsoft.com/v1.0/users('ada@example.com')/messages",
    'graph:GET /users/{id}/messages',
  ],
  [
    'GET',
    'https://graph.microsoft.com/v1.0/users/ada%40example.com/messages/AAMk=/$value',
    'graph:GET /users/{id}/messages/{id}/$value',
  ],
  ['GET', 'https://graph.microsoft.com/v1.0//me', 'graph:GET /me'],
  ['GET', 'https://graph.microsoft.com/v1.0/users/delta()', 'graph:GET /users/delta'],
  ['POST', 'https://graph.microsoft.com/v1.0/$batch', 'graph:POST /$batch'],
  ['FETCH', '/made/up/words', 'graph:OTHER /{id}/{id}/{id}'],
  ['GET', '', 'graph:GET /'],
])('%s %s', (method, uri, operation) => {
  expect(requestOf(method, uri).operation).toBe(operation);
});

test('ids come out decoded', () => {
  expect(requestOf('GET', 'https://graph.microsoft.com/v1.0/users/ada%40example.com/messages').id).toBe(
    'ada@example.com',
  );
  expect(requestOf('GET', "https://graph.microsoft.com/v1.0/users('ada@example.com')/messages").id).toBe(
    'ada@example.com',
  );
  expect(requestOf('GET', 'https://graph.microsoft.com/v1.0/users/%E0%A4%A').id).toBe('%E0%A4%A');
});

test('every row of the table is found by a request that spells it out', () => {
  for (const { operation } of OPERATIONS) {
    const [method = '', template = ''] = operation.slice('graph:'.length).split(' ');
    const uri = `https://graph.microsoft.com/beta${template.replaceAll('{id}', ID)}`;
    expect(requestOf(method, uri).row?.operation).toBe(operation);
  }
});

test('what is asked for is known by name', () => {
  const { selected, row } = requestOf(
    'GET',
    `https://graph.microsoft.com/v1.0/informationProtection/bitlocker/recoveryKeys/${ID}?$select=id,key`,
  );
  expect(selected).toEqual(['id', 'key']);
  expect(row?.selects).toBe('key');
});
