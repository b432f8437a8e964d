import { expect, test } from 'vitest';
import type { Action } from '../../model/action.ts';
import { guessAction } from './guess.ts';

test.each<[string, Action]>([
  ['google.iam.admin.v1.CreateServiceAccountKey', 'credential.create'],
  ['google.iam.admin.v1.UploadServiceAccountKey', 'credential.import'],
  ['GenerateAccessToken', 'token.mint'],
  ['SignBlob', 'token.mint'],
  ['AccessSecretVersion', 'credential.read'],
  ['SecretGet', 'credential.read'],
  ['MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION', 'credential.read'],
  ['Microsoft.Storage/storageAccounts/regenerateKey/action', 'credential.reset'],
  ['SetIamPolicy', 'privilege.grant'],
  ['Microsoft.Authorization/roleAssignments/write', 'privilege.grant'],
  ['Reset user password', 'credential.reset'],
  ['user.account.update_password', 'credential.reset'],
  ['User registered security info', 'factor.change'],
  ['user.mfa.factor.activate', 'factor.change'],
  ['Recovery code regenerated', 'factor.change'],
  ['CreateWorkloadIdentityPoolProvider', 'trust.change'],
  ['Update identity provider', 'sso.change'],
  ['Add conditional access policy', 'sso.change'],
  ['google.logging.v2.ConfigServiceV2.DeleteSink', 'telemetry.change'],
  ['UserLoggedIn', 'signin'],
  ['storage.objects.get', 'use'],
  ['ListUsers', 'use'],
  ['GetToken', 'use'],
  ['UpdateRate', 'use'],
  ['', 'use'],
])('%s means %s', (name, action) => {
  expect(guessAction(name)).toBe(action);
});
