import { expect, test } from 'vitest';
import { createReader } from '../../input/read.ts';
import { SOURCES } from '../../sources/index.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const VAULT = `/SUBSCRIPTIONS/${TENANT}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/ONE`;
const time = '2026-03-02T09:00:00Z';

const SIGN_IN = {
  time,
  category: 'SignInLogs',
  operationName: 'Sign-in activity',
  resourceId: `/tenants/${TENANT}/providers/Microsoft.aadiam`,
  properties: { id: 'a', userPrincipalName: 'ada@example.com', status: { errorCode: 0 } },
};
const ACTIVITY = {
  time,
  category: 'Administrative',
  operationName: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/READ',
  resourceId: `/SUBSCRIPTIONS/${TENANT}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.COMPUTE/VIRTUALMACHINES/VM`,
  resultType: 'Success',
  identity: { claims: { oid: '00000000-0000-4000-8000-000000000001', tid: TENANT, name: 'Ada' } },
};
const SECRET_READ = {
  time,
  category: 'AuditEvent',
  operationName: 'SecretGet',
  resourceId: VAULT,
  resultType: 'Success',
  callerIpAddress: '192.0.2.10',
  identity: { claim: { oid: '00000000-0000-4000-8000-000000000001' } },
  properties: { id: 'https://one.vault.example.net/secrets/s', httpStatusCode: 200 },
};
const GRAPH_CALL = {
  time,
  category: 'MicrosoftGraphActivityLogs',
  operationName: 'Microsoft Graph Activity',
  resourceId: `/TENANTS/${TENANT}/PROVIDERS/MICROSOFT.AADIAM`,
  properties: {
    requestId: '00000000-0000-4000-8000-000000000002',
    requestMethod: 'GET',
    requestUri: 'https://graph.example.com/v1.0/users',
    responseStatusCode: 200,
    userId: '00000000-0000-4000-8000-000000000001',
    ipAddress: '192.0.2.10',
  },
};
const OTHER = { time, category: 'kube-audit', operationName: 'x', resourceId: VAULT, properties: {} };
const RECORDS = [OTHER, SIGN_IN, ACTIVITY, SECRET_READ, GRAPH_CALL];

/** Every order in which one product comes first, and so is the one the file is read with. */
const ROTATIONS = RECORDS.map((_, at) => [...RECORDS.slice(at), ...RECORDS.slice(0, at)]);

test.each(ROTATIONS.map((records, at) => [at, records] as const))(
  'one stream of all products is read whole, each record by its own source (%i)',
  (_, records) => {
    const many = records.flatMap((record) => Array.from({ length: 5 }, () => record));
    const counted = new Map<string, number>();
    const problems: string[] = [];
    const report = createReader(SOURCES).readBuffers(
      [Buffer.from(JSON.stringify({ records: many }))],
      'hub',
      0,
      {
        event: ({ source }) => void counted.set(source, (counted.get(source) ?? 0) + 1),
        problem: ({ message }) => void problems.push(message),
      },
    );
    expect(problems).toEqual([]);
    expect(Object.fromEntries([...counted].sort())).toEqual({
      'azure-activity': 5,
      'azure-key-vault': 5,
      'entra-id': 5,
      'microsoft-graph-activity': 5,
    });
    expect(report.skipped).toEqual({ 'log category no source reads: kube-audit': 5 });
    expect(Object.values(report.shares).reduce((sum, share) => sum + share.records, 0)).toBe(25);
  },
);
