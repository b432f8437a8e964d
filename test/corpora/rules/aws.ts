/** Rules over logs of AWS: CloudTrail, GuardDuty, flow logs. */

import { gives, missed } from '../expectation.ts';
import {
  ACCOUNT,
  CODE,
  DATA,
  DETECTOR,
  FAILED,
  LOG,
  NETWORK,
  NO_CREDENTIAL,
  OWN,
  READS,
  RIGHTS,
  type RuleSet,
  rule,
  SOME_TIME,
} from './rule-set.ts';

const CLOUDTRAIL: RuleSet = {
  log: 'aws-cloudtrail',
  product: 'AWS CloudTrail',
  filledIn: { eventTime: SOME_TIME, eventID: '00000000-0000-4000-8000-000000000001' },
  within: [
    rule(
      'AWS.CloudTrail.LoginProfileCreatedOrModified',
      gives('AN1470', 'login-profile-for-someone-else', 'low'),
    ),
    rule('AWS.CloudTrail.PasswordSpraying', missed(FAILED)),
    rule('AWS.CloudTrail.RootPasswordChanged', gives('AN1157', 'root-password-recovery', 'medium')),
    rule(
      'AWS.CloudTrail.UserAccessKeyAuth',
      missed('a lasting key at work: a finding when place or program is new'),
    ),
    rule(
      'AWS.Console.LoginWithoutSAML',
      missed('a rule of one’s own organisation; an ordinary sign-in without more'),
    ),
    rule('AWS.Console.RootLoginFailed', missed(FAILED)),
    rule('AWS.EC2.ManyPasswordReadAttempts', missed('one call of many: the rule counts outside the record')),
    rule('AWS.IAM.CreateRole', missed('the trust of the role was trimmed away')),
    rule('AWS.IAM.CredentialsUpdated', missed(OWN)),
    rule(
      'AWS.SecretsManager.RetrieveSecrets',
      missed('one refused read by Terraform; many within an hour are found'),
    ),
    rule('AWS.Suspicious.SAML.Activity', gives('AN1157', 'identity-provider-added', 'low'), [
      'CreateSAMLProvider',
    ]),
    rule('AWS.Suspicious.SAML.Activity', gives('AN1157', 'signing-certificate-changed', 'informational'), [
      'UpdateSAMLProvider',
    ]),
    rule('AWS.Suspicious.SAML.Activity', gives('AN1157', 'sso-setting-changed', 'informational'), [
      'DeleteSAMLProvider',
    ]),
    rule('AWS.Unsuccessful.MFA.attempt', missed(FAILED)),
    rule('Role.Assumed.by.AWS.Service', missed('services take on roles all day')),
    rule('Role.Assumed.by.User', missed('no record of somebody who takes on a role')),
  ],
  beyond: [
    [DETECTOR, ['AWS.CloudTrail.IAMCompromisedKeyQuarantine']],
    [
      NO_CREDENTIAL,
      [
        'AWS.CloudTrail.AttemptToLeaveOrg',
        'AWS.CloudTrail.UnauthorizedAPICall',
        'AWS.EC2.EBS.Encryption.Disabled',
        'AWS.EC2.StopInstances',
        'AWS.KMS.CustomerManagedKeyLoss',
        'AWS.RDS.ClusterFailover',
        'AWS.RDS.InstanceRebooted',
        'AWS.UnusedRegion',
      ],
    ],
    [ACCOUNT, ['AWS.CloudTrail.IAMEntityCreatedWithoutCloudFormation']],
    [RIGHTS, ['AWS.CloudTrail.IAMAnythingChanged', 'AWS.S3.BucketPolicyModified']],
    [
      LOG,
      [
        'AWS.Bedrock.DeleteModelInvocationLoggingConfiguration',
        'AWS.CloudTrail.Created',
        'AWS.CloudTrail.DNSLogsDeleted',
        'AWS.CloudTrail.SecurityConfigurationChange',
        'AWS.CloudTrail.VPCE.SensitiveAPICalls',
        'AWS.S3.DisableBucketLogging',
        'AWS.S3.SecurityControlDisabling',
        'AWS.SecurityHub.Finding.Evasion',
      ],
    ],
    [
      DATA,
      [
        'AWS.CloudTrail.VPCE.ExternalPrincipal',
        'AWS.CloudTrail.VPCE.S3ExternalIP',
        'AWS.RDS.PublicRestore',
        'AWS.RDS.SnapshotDeleted',
        'AWS.S3.BucketDeleted',
        'AWS.S3.CopyObjectToExternalAccountBucket',
        'AWS.S3.CopyObjectWithClientSideEncryption',
        'AWS.S3.DeleteBucketReplication',
        'AWS.S3.DeleteObject',
        'AWS.S3.DeleteObjects',
        'AWS.S3.DeletePublicAccessBlock',
        'AWS.S3.RansomwareNoteUpload',
      ],
    ],
    [
      CODE,
      [
        'AWS.CloudTrail.CodebuildProjectMadePublic',
        'AWS.EC2.Monitoring',
        'AWS.EC2.Vulnerable.XZ.Image.Launched',
        'AWS.ECR.EVENTS',
        'AWS.Lambda.UpdateFunctionConfiguration',
        'AWS.SSM.DistributedCommand',
      ],
    ],
    [
      NETWORK,
      [
        'AWS.CloudTrail.NetworkACLPermissiveEntry',
        'AWS.EC2.GatewayModified',
        'AWS.EC2.ManualSecurityGroupChange',
        'AWS.EC2.NetworkACLModified',
        'AWS.EC2.RouteTableModified',
        'AWS.EC2.Traffic.Mirroring',
      ],
    ],
    [
      READS,
      [
        'AWS.CloudTrail.Account.Discovery',
        'AWS.CloudTrail.Password.Policy.Discovery',
        'AWS.CloudTrail.SES.CheckIdentityVerifications',
        'AWS.CloudTrail.SES.CheckSESSendingEnabled',
        'AWS.CloudTrail.SES.ListIdentities',
        'AWS.IAM.Group.Read.Only.Events',
      ],
    ],
  ],
  loudOnQuiet: {
    'AWS.UnusedRegion':
      'the program says that it runs in Lambda, and the address, made up, is none of the provider’s: a function’s credential used elsewhere looks like this',
  },
};

const GUARDDUTY: RuleSet = {
  log: 'aws-guardduty',
  product: 'Amazon GuardDuty',
  within: [],
  beyond: [
    [
      DETECTOR,
      [
        'AWS.GuardDuty.CriticalSeverityFinding',
        'AWS.GuardDuty.HighSeverityFinding',
        'AWS.GuardDuty.LowSeverityFinding',
        'AWS.GuardDuty.MediumSeverityFinding',
      ],
    ],
  ],
};

const FLOW_LOGS: RuleSet = {
  log: 'aws-vpc-flow',
  product: 'VPC flow logs, which no source reads',
  within: [],
  beyond: [
    [
      NETWORK,
      [
        'AWS.VPC.InboundPortBlacklist',
        'AWS.VPC.InboundPortWhitelist',
        'AWS.VPC.PortScanning',
        'AWS.VPC.SSHAllowedSignal',
        'AWS.VPC.UnapprovedOutboundDNS',
      ],
    ],
  ],
};

export const AWS_RULES: readonly RuleSet[] = [CLOUDTRAIL, GUARDDUTY, FLOW_LOGS];
