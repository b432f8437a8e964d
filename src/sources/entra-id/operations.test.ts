import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

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

test.skipIf(!existsSync(CHECKLIST))('every Entra operation of the checklist is in the table', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('### Entra ID / Azure');
  const passage = text.slice(start, text.indexOf('| Secrets store', start));
  const asked = [...passage.matchAll(GROUPS)]
    .flatMap((match) => (match[1] ?? '').split(/[;,]|“|”/))
    .map((part) =>
      part.replace(/\((?!by admin|self-service)[^)]*\)|\[doc\]|(?: \+| with) .*$|"[^"]*"/g, '').trim(),
    )
    .flatMap((name) => WRITTEN_OTHERWISE.get(name) ?? [name])
    .flatMap((name) => name.split(' / '))
    .filter((name) => name !== '' && name !== 'Operation name' && !OTHERS.some((other) => other.test(name)));
  const missing = [...new Set(asked)].filter((name) => nameOperation(name).row === undefined);
  expect(missing).toEqual([]);
  expect(new Set(asked).size).toBeGreaterThan(30);
});

test('every row says an action we know', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^entra:\S/);
    expect(ACTIONS).toContain(action);
  }
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

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(
    OPERATIONS.flatMap(({ details, says }) => [...Object.keys(details ?? {}), ...Object.keys(says ?? {})]),
  );
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
