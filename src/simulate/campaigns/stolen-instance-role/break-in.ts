/** Breaking in: the stolen credential is tried, leads from role to role, and to the secrets. */

import { AGENTS } from '../../aws/agents.ts';
import { readSecret } from '../../aws/calls.ts';
import { assumedRole } from '../../aws/identity.ts';
import { assumeRole } from '../../aws/mint.ts';
import { keyArn, secretArn } from '../../aws/places.ts';
import type { Call, Session } from '../../aws/record.ts';
import { onBehalf, sessionFrom, workloadSession } from '../../aws/sessions.ts';
import { addressIn, NETWORKS } from '../../networks.ts';
import type { Organisation } from '../../organisation.ts';
import { ACCOUNTS, HOME_REGION, topicOf } from '../../organisation.ts';
import type { Random } from '../../random.ts';
import { MINUTE, SECOND } from '../../rhythm.ts';
import type { Recorder } from '../recorder.ts';
import { denied, FAR_REGION, STEPS } from './steps.ts';

export function useStolenRole(log: Recorder, organisation: Organisation, from: number): Session {
  const server = organisation.workloads.find((workload) => workload.delivery === '1.0');
  if (server === undefined) throw new RangeError('no instance with metadata service version 1');
  const identity = assumedRole(workloadSession(server, from));
  const session = sessionFrom(identity, addressIn(NETWORKS.intruder, 22), AGENTS.intruderPython);
  const calls: readonly Call[] = [
    { operation: 'sts:GetCallerIdentity', region: 'us-east-1' },
    { operation: 's3:ListBuckets', region: 'us-east-1', request: { Host: 's3.amazonaws.com' } },
    { operation: 'ec2:DescribeInstances', region: HOME_REGION, request: { instancesSet: {}, filterSet: {} } },
    { operation: 'iam:ListUsers', region: 'us-east-1', error: denied(session, 'iam:ListUsers') },
    { operation: 'iam:ListRoles', region: 'us-east-1', request: null },
    {
      operation: 'iam:GetRole',
      region: 'us-east-1',
      request: { roleName: organisation.roles.migration.name },
    },
    {
      operation: 'secretsmanager:ListSecrets',
      region: HOME_REGION,
      error: denied(session, 'secretsmanager:ListSecrets'),
    },
  ];
  log.series(STEPS.stolen, from, 97 * SECOND, session, calls);
  return session;
}

/** Two steps up: the forgotten role of the same account, then a maintenance role of the shared one. */
export function climb(
  log: Recorder,
  organisation: Organisation,
  from: number,
  stolen: Session,
  random: Random,
): Session {
  const { migration, vaultReader, releaseProd } = organisation.roles;
  const sessionName = (at: number) => `aws-sdk-session-${Math.floor(at / SECOND)}`;
  log.act(STEPS.mint, from, stolen, {
    operation: 'sts:AssumeRole',
    region: FAR_REGION,
    error: denied(stolen, 'sts:AssumeRole', ` on resource: ${releaseProd.arn}`),
  });
  const first = from + 2 * MINUTE;
  const up = assumeRole(random, first, stolen, {
    role: migration,
    sessionName: sessionName(first),
    region: FAR_REGION,
    duration: 43_200,
  });
  log.addAll(STEPS.mint, first, up.records);
  const forgotten = sessionFrom(assumedRole(up.session), stolen.ip, stolen.userAgent);
  const looks: readonly Call[] = [
    { operation: 'sts:GetCallerIdentity', region: FAR_REGION },
    { operation: 'iam:ListAttachedRolePolicies', region: 'us-east-1', request: { roleName: migration.name } },
    { operation: 'organizations:ListAccounts', region: 'us-east-1' },
  ];
  log.series(STEPS.mint, first + 70 * SECOND, 70 * SECOND, forgotten, looks);
  const second = from + 11 * MINUTE;
  const over = assumeRole(random, second, forgotten, {
    role: vaultReader,
    sessionName: sessionName(second),
    region: FAR_REGION,
    duration: 3600,
  });
  log.addAll(STEPS.chain, second, over.records);
  const vault = sessionFrom(assumedRole(over.session), stolen.ip, stolen.userAgent);
  log.act(STEPS.chain, second + 40 * SECOND, vault, {
    operation: 'sts:GetCallerIdentity',
    region: FAR_REGION,
  });
  return vault;
}

export function takeSecrets(log: Recorder, from: number, vault: Session): void {
  const place = { account: ACCOUNTS.shared, region: HOME_REGION };
  const { secret, key } = topicOf('identity-sync');
  const decrypt = {
    operation: 'kms:Decrypt',
    region: HOME_REGION,
    request: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { SecretARN: secretArn(place, secret) },
    },
    resources: [{ accountId: place.account, type: 'AWS::KMS::Key', ARN: keyArn(place, key) }],
  };
  log.act(STEPS.secrets, from, vault, {
    operation: 'secretsmanager:ListSecrets',
    region: HOME_REGION,
    request: { maxResults: 100 },
  });
  log.act(STEPS.secrets, from + 4 * MINUTE, vault, readSecret(place, secret));
  log.act(STEPS.secrets, from + 4 * MINUTE, onBehalf(vault, 'secretsmanager.amazonaws.com'), decrypt);
  const list = ['identity-sync/credentials', 'identity-sync/saml-signing-key', 'payments/processor-key'].map(
    (name) => secretArn(place, name),
  );
  log.act(STEPS.secrets, from + 9 * MINUTE, vault, {
    operation: 'secretsmanager:BatchGetSecretValue',
    region: HOME_REGION,
    request: { secretIdList: list },
  });
  const provider = `arn:aws:iam::${place.account}:saml-provider/acme-workforce-backup`;
  log.act(STEPS.provider, from + 17 * MINUTE, vault, {
    operation: 'iam:CreateSAMLProvider',
    region: 'us-east-1',
    request: { name: 'acme-workforce-backup', sAMLMetadataDocument: '***' },
    response: { sAMLProviderArn: provider },
  });
  log.act(STEPS.provider, from + 21 * MINUTE, vault, {
    operation: 'sso-directory:EnableExternalIdPConfigurationForDirectory',
    region: HOME_REGION,
    error: denied(vault, 'sso-directory:EnableExternalIdPConfigurationForDirectory'),
  });
}
