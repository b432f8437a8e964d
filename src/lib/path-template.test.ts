import { expect, test } from 'vitest';
import { templateOf, wordsOf } from './path-template.ts';

const WORDS = wordsOf(['/clients/{id}/rotate-secret', '/users/{id}/roles']);

test.each([
  ['/clients/abc/rotate-secret', '/clients/{id}/rotate-secret', ['abc']],
  ['users/auth0%7C01/roles/', '/users/{id}/roles', ['auth0|01']],
  ['/users/%zz', '/users/{id}', ['%zz']],
  ['', '/', []],
  ['/__proto__/constructor', '/{id}/{id}', ['__proto__', 'constructor']],
])('%s is %s', (path, template, ids) => {
  expect(templateOf(path, WORDS)).toEqual({ template, ids });
});

test('a path without end gives a template with one', () => {
  expect(templateOf('/x'.repeat(10_000), WORDS).template.length).toBeLessThan(100);
});
