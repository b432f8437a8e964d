import { expect, test } from 'vitest';
import { personName, principalsById, sharedPrincipals } from './principals.ts';

test('equal principals are one object, and principals that differ in anything are not', () => {
  const shared = sharedPrincipals(100);
  const ada = shared('made:1', 'user', 'ada', 'x');
  expect(shared('made:1', 'user', 'ada', 'x')).toBe(ada);
  expect(shared('made:1', 'application', 'ada', 'x').kind).toBe('application');
  expect(shared('made:1', 'user', 'ada', 'y').scope).toBe('y');
});

test('names made up by the thousand are not all remembered, and stay right', () => {
  const shared = sharedPrincipals(10);
  for (let n = 0; n < 1000; n++) expect(shared(`made:${n}`, 'user', 'x', '').uid).toBe(`made:${n}`);
});

test('a principal found by what a record says of it is the one made for that, whoever else has the id', () => {
  const shared = sharedPrincipals(1_000);
  const find = principalsById<string>(10, (id, name, scope) =>
    shared(`made:${id}`, 'user', name ?? id, scope),
  );
  for (let n = 0; n < 2_000; n++) {
    const [id, name, scope] = [`${n % 25}`, n % 3 === 0 ? undefined : `name ${n % 7}`, `scope ${n % 2}`];
    expect(find(id, name, scope)).toBe(shared(`made:${id}`, 'user', name ?? id, scope));
  }
});

test('the case of an address means nothing', () => {
  expect(personName('Ada@Example.com')).toBe('ada@example.com');
  expect(personName('Ada Example')).toBe('Ada Example');
});
