import { expect, test } from 'vitest';
import { testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^keyvault:[A-Z][A-Za-z]+$/, import.meta.dirname);

const NAMES = new Set(OPERATIONS.map(({ operation }) => operation.slice('keyvault:'.length)));

testChecklist('every data-plane operation of the checklist is in the table', {
  passages: [{ from: 'KeyVault data plane:', to: '…' }],
  names: (passage) => passage.match(/\b(?:Secret|Key|Certificate|Vault)[A-Z]\w+/g) ?? [],
  known: (name) => name === 'KeyVault' || NAMES.has(name),
  moreThan: 8,
});

test('only what leaves a vault in the clear or as a copy is a credential read', () => {
  const read = OPERATIONS.filter(({ action }) => action === 'credential.read').map(
    ({ operation }) => operation,
  );
  expect(read).toContain('keyvault:SecretGet');
  expect(read).not.toContain('keyvault:KeyGet');
  expect(read).not.toContain('keyvault:SecretList');
});
