import { expect, test } from 'vitest';
import { testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^entra:\S/, import.meta.dirname);

/** Groups of the checklist's table that name audits of the directory. */
const GROUPS =
  /^\|(?: (?:Password|Credential retrieval|Key material|SSO\/federation|MFA|Admin))? \|([^|]+)\|/gm;

/** Parts of those lines that are no audit of the directory, or say of one what is looked for in it. */
const OTHERS: readonly RegExp[] = [
  /^Microsoft\./,
  /^\.\.\.\/services/,
  /^ActivityType contains/,
  /^Add-FederatedDomain/,
  /^PATCH …/,
  /^elevateAccess/,
  /^cross-tenant access settings/,
];

/** How the checklist writes what the log has under these names. */
const WRITTEN_OTHERWISE = new Map([
  [
    'Update/Delete/Add conditional access policy',
    ['Update conditional access policy', 'Delete conditional access policy', 'Add conditional access policy'],
  ],
  ['User registered/deleted security info', ['User registered security info', 'User deleted security info']],
  [
    'Add owner to application / service principal',
    ['Add owner to application', 'Add owner to service principal'],
  ],
]);

testChecklist('every Entra operation of the checklist is in the table', {
  passages: [{ from: '### Entra ID / Azure', to: '| Secrets store' }],
  names: (passage) =>
    [...passage.matchAll(GROUPS)]
      .flatMap((match) => (match[1] ?? '').split(/[;,]|“|”/))
      .map((part) =>
        part.replace(/\((?!by admin|self-service)[^)]*\)|\[doc\]|(?: \+| with) .*$|"[^"]*"/g, '').trim(),
      )
      .flatMap((name) => WRITTEN_OTHERWISE.get(name) ?? [name])
      .flatMap((name) => name.split(' / '))
      .filter(
        (name) => name !== '' && name !== 'Operation name' && !OTHERS.some((other) => other.test(name)),
      ),
  known: (name) => nameOperation(name).row !== undefined,
  moreThan: 30,
});

test.each([
  'Update application – Certificates and secrets management',
  'Update application – Certificates and secrets management ',
  'Update application - Certificates and secrets management',
  'Update application â€“ Certificates and secrets management',
  'Update application \u2014 Certificates and secrets management',
  'Update application ? Certificates and secrets management',
])('%j is one operation', (name) => {
  expect(nameOperation(name)).toMatchObject({
    operation: 'entra:Update application – Certificates and secrets management',
    row: { action: 'credential.create' },
  });
});

test('names that nobody knows stay as they are, short, and do not fill the memory', () => {
  for (let at = 0; at < 10_000; at++) nameOperation(`Made up ${at}`);
  expect(nameOperation('__proto__')).toEqual({ operation: 'entra:__proto__', row: undefined });
  expect(nameOperation('x'.repeat(5000)).operation.length).toBeLessThan(130);
  expect(nameOperation('Read BitLocker key').row?.action).toBe('credential.read');
});
