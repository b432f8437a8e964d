import { expect, test } from 'vitest';
import type { Issued, Principal } from '../model/event.ts';
import { factsOf, type OperationRow, PLAIN, rowsOf, tableOf } from './operation-row.ts';

interface Call {
  readonly principal: Principal;
  readonly asked: string;
}

const person = (name: string): Principal => ({ uid: `made:${name}`, kind: 'user', name, scope: '' });
const key = (holder: Principal): readonly Issued[] => [
  { uid: 'made:key', kind: 'api-key', holder, session: undefined, expiresAt: undefined },
];
const CALL: Call = { principal: person('ada'), asked: 'bob' };
const ROW: OperationRow<Call> = {
  operation: 'made:GiveKey',
  action: 'credential.create',
  says: { secretType: 'api-token' },
  subject: ({ asked }) => person(asked),
  issues: (_, subject) => (subject === undefined ? [] : key(subject)),
  details: { name: ({ asked }) => asked, empty: () => undefined },
};

test('a row is told with what it says, finds and issues, and whose it is', () => {
  expect(factsOf(ROW, CALL, true)).toEqual({
    action: 'credential.create',
    issued: key(person('bob')),
    subject: person('bob'),
    details: { secretType: 'api-token', name: 'bob', selfService: false },
  });
  expect(factsOf(ROW, { ...CALL, asked: 'ada' }, true).details['selfService']).toBe(true);
});

test('what failed issued nothing', () => {
  expect(factsOf(ROW, CALL, false)).toMatchObject({ action: 'credential.create', issued: [] });
});

test('a call that is found to be ordinary use issues nothing and is not said what its row says', () => {
  const decided = factsOf({ ...ROW, decide: () => 'use' }, CALL, true);
  expect(decided).toMatchObject({ action: 'use', issued: [], details: { name: 'bob' } });
  expect(decided.details).not.toHaveProperty('secretType');
  expect(factsOf({ ...ROW, action: 'use' }, CALL, true).details['secretType']).toBe('api-token');
});

test('details may come from one look, between those known before and those that overrule', () => {
  const row = {
    ...ROW,
    details: ({ asked }: Call) => ({ name: asked, application: 'found', note: 'found' }),
  };
  expect(factsOf(row, CALL, true, { application: 'before', scope: 'x' }, { note: 'after' }).details).toEqual({
    application: 'found',
    scope: 'x',
    secretType: 'api-token',
    name: 'bob',
    selfService: false,
    note: 'after',
  });
});

test('a row that finds nothing comes to nothing but its action', () => {
  expect(factsOf({ operation: 'made:Use', action: 'use' }, CALL, true)).toEqual(PLAIN);
});

test('rows that differ in their name only are found by it', () => {
  const rows = rowsOf('made', 'resource.access', ['Get', 'List'], { says: { secretType: 'key' } });
  expect(tableOf(rows).get('made:List')).toEqual({
    operation: 'made:List',
    action: 'resource.access',
    says: { secretType: 'key' },
  });
});
