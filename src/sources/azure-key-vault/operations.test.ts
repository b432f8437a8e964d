import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { OPERATIONS } from './operations.ts';

test.skipIf(!existsSync(CHECKLIST))('every data-plane operation of the checklist is in the table', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('KeyVault data plane:');
  expect(start).toBeGreaterThanOrEqual(0);
  const asked =
    text.slice(start, text.indexOf('…', start)).match(/\b(?:Secret|Key|Certificate|Vault)[A-Z]\w+/g) ?? [];
  const names = new Set(OPERATIONS.map(({ operation }) => operation.slice('keyvault:'.length)));
  expect(asked.filter((name) => name !== 'KeyVault' && !names.has(name))).toEqual([]);
  expect(asked.length).toBeGreaterThan(8);
});

test('only what leaves a vault in the clear or as a copy is a credential read', () => {
  const read = OPERATIONS.filter(({ action }) => action === 'credential.read').map(
    ({ operation }) => operation,
  );
  expect(read).toContain('keyvault:SecretGet');
  expect(read).not.toContain('keyvault:KeyGet');
  expect(read).not.toContain('keyvault:SecretList');
});
