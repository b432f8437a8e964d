/** Which credential an operation makes, as data: another provider adds its rows. Failed calls issue nothing, so the operation has to say it. */

import type { Event } from '../../model/event.ts';

export type Kind =
  | 'access key'
  | 'console password'
  | 'SSH key'
  | 'signing certificate'
  | 'service credential'
  /** Not bound to a user until a machine starts with it. */
  | 'key pair'
  /** Placed on a running machine for a minute. */
  | 'pushed key'
  /** Belongs to an application or a device. */
  | 'application credential';

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['iam:CreateAccessKey', 'access key'],
  ['iam:UpdateAccessKey', 'access key'],
  ['iam:CreateLoginProfile', 'console password'],
  ['iam:UpdateLoginProfile', 'console password'],
  ['iam:ChangePassword', 'console password'],
  ['iam:UploadSSHPublicKey', 'SSH key'],
  ['iam:UpdateSSHPublicKey', 'SSH key'],
  ['transfer:ImportSshPublicKey', 'SSH key'],
  ['transfer:CreateUser', 'SSH key'],
  ['iam:UploadSigningCertificate', 'signing certificate'],
  ['iam:UpdateSigningCertificate', 'signing certificate'],
  ['iam:CreateServiceSpecificCredential', 'service credential'],
  ['iam:ResetServiceSpecificCredential', 'service credential'],
  ['iam:UpdateServiceSpecificCredential', 'service credential'],
  ['ec2:CreateKeyPair', 'key pair'],
  ['ec2:ImportKeyPair', 'key pair'],
  ['lightsail:CreateKeyPair', 'key pair'],
  ['lightsail:ImportKeyPair', 'key pair'],
  ['ec2-instance-connect:SendSSHPublicKey', 'pushed key'],
  ['ec2-instance-connect:SendSerialConsoleSSHPublicKey', 'pushed key'],
  ['iam:UploadServerCertificate', 'application credential'],
  ['apigateway:CreateApiKey', 'application credential'],
  ['appsync:CreateApiKey', 'application credential'],
  ['sso-directory:CreateBearerToken', 'application credential'],
  ['codebuild:ImportSourceCredentials', 'application credential'],
  ['iot:CreateKeysAndCertificate', 'application credential'],
  ['iot:CreateProvisioningClaim', 'application credential'],
  ['iot:RegisterCertificate', 'application credential'],
  ['iot:RegisterCACertificate', 'application credential'],
  ['acm-pca:IssueCertificate', 'application credential'],
]);

/** Undefined: not this analytic's to judge. */
export function kindOf(event: Event): Kind | undefined {
  return KINDS.get(event.operation);
}

/** `an access key`; also for a kind out of what was remembered. */
export function withArticle(kind: string): string {
  return `${/^([aeiou]|SSH)/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** Whether the credential belongs to another identity than the caller. */
export function isForSomeoneElse({ subject, principal }: Event): boolean {
  return subject !== undefined && subject.uid !== principal.uid;
}
