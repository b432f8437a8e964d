import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWhole } from '../../../test/harness/test-source.ts';
import { gcpAudit } from './index.ts';

function eventsOf(sample: string) {
  const { events } = readWhole(gcpAudit, readFileSync(new URL(`samples/${sample}`, import.meta.url)));
  return events;
}

test('a key is used under the uid it was made with', () => {
  const [made, used] = eventsOf('impersonation.ndjson');
  expect(made?.operation).toBe('iam:CreateServiceAccountKey');
  expect(used?.credential?.uid).toBe(made?.issued[0]?.uid);
});

test('whoever acts through others presents what the last of them was given', () => {
  const events = eventsOf('impersonation.ndjson');
  const [, , first, read, second, grant] = events;
  expect(read?.credential?.uid).toBe(first?.issued[0]?.uid);
  expect(second?.credential?.uid).toBe(first?.issued[0]?.uid);
  expect(grant?.credential?.uid).toBe(second?.issued[0]?.uid);
  expect(grant?.session?.uid).toBe(second?.issued[0]?.session);
  expect(grant?.session?.onBehalfOf).toBe('deploy@example-project.iam.gserviceaccount.com');
});

test('those between caller and account are part of the chain', () => {
  const through = eventsOf('impersonation.ndjson')[6]?.issued[0];
  const account = (name: string) => `${name}@example-project.iam.gserviceaccount.com`;
  expect(through?.uid).toBe(`gcp:delegated:maria@example.com>${account('between')}>${account('reader')}`);
  expect(through?.session).toBe(`gcp:delegated:${account('between')}>${account('reader')}`);
});

test('an identity from outside is followed from its exchange through the account it acts as', () => {
  const [exchange, mint, deploy] = eventsOf('federation.ndjson');
  expect(mint?.credential?.uid).toBe(exchange?.issued[0]?.uid);
  expect(deploy?.credential?.uid).toBe(mint?.issued[0]?.uid);
});

test('a pod that acts as a service account names itself', () => {
  const read = eventsOf('federation.ndjson')[4];
  expect(read?.session?.workload).toEqual({ kind: 'pod', id: 'shop/web', delivery: undefined });
});

test('nothing is issued by a call that was refused', () => {
  const refused = eventsOf('impersonation.ndjson').at(-1);
  expect(refused).toMatchObject({ outcome: 'failure', action: 'token.mint', issued: [] });
});
