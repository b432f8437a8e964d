/**
 * Published captures of attacks on AWS, and what a scan must say of each technique in them. A technique out of reach is
 * here too, with the reason: what is not looked for should be known, and must not be found by accident.
 */

import { type Expected, gives, outOfReach } from './expectation.ts';
import type { Technique } from './techniques.ts';

const STRATUS = 'stratus-red-team';
const INVICTUS = 'invictus-aws/CloudTrail';

const NO_CREDENTIAL = 'no credential or sign-on setting is touched';
const CODE = 'code on a workload is changed; what it does with the workload’s credential shows later';
const DATA = 'data is shared with another account, not a credential';
const LOG = 'logging is changed, no credential';
const READS = 'reads about machines; no credential is issued or retrieved through the control plane';
const FAILED = 'the command never reached the machine, so its credential did nothing unusual';

function stratus(name: string, calls: readonly string[], expected: Expected): Technique {
  return { capture: `${STRATUS}/${name}.json`, name, calls, expected };
}

function invictus(name: string, calls: readonly string[], expected: Expected, about?: string): Technique {
  return { capture: INVICTUS, name, calls, expected, ...(about === undefined ? {} : { about }) };
}

export const AWS_TECHNIQUES: readonly Technique[] = [
  stratus(
    'aws.credential-access.ec2-get-password-data',
    ['GetPasswordData'],
    gives('AN1157', 'password-data-retrieved', 'medium'),
  ),
  stratus(
    'aws.lateral-movement.ec2-instance-connect',
    ['SendSSHPublicKey'],
    gives('AN1470', 'ssh-key-placed', 'medium'),
  ),
  stratus(
    'aws.persistence.iam-backdoor-role',
    ['UpdateAssumeRolePolicy'],
    gives('AN1157', 'trust-opened', 'medium'),
  ),
  stratus(
    'aws.persistence.iam-backdoor-user',
    ['CreateAccessKey'],
    gives('AN1470', 'key-for-someone-else', 'medium'),
  ),
  stratus(
    'aws.persistence.iam-create-admin-user',
    ['AttachUserPolicy', 'CreateAccessKey'],
    gives('AN1470', 'administrator-equipped', 'high'),
  ),
  stratus(
    'aws.persistence.rolesanywhere-create-trust-anchor',
    ['CreateTrustAnchor'],
    gives('AN1157', 'trust-anchor-added', 'medium'),
  ),
  stratus('aws.defense-evasion.cloudtrail-delete', ['DeleteTrail'], outOfReach(LOG)),
  stratus('aws.defense-evasion.dns-delete-logs', ['DeleteResolverQueryLogConfig'], outOfReach(LOG)),
  stratus('aws.defense-evasion.organizations-leave', ['LeaveOrganization'], outOfReach(NO_CREDENTIAL)),
  stratus('aws.defense-evasion.vpc-remove-flow-logs', ['DeleteFlowLogs'], outOfReach(LOG)),
  stratus('aws.discovery.ec2-download-user-data', ['DescribeInstanceAttribute'], outOfReach(READS)),
  stratus('aws.execution.ec2-launch-unusual-instances', ['RunInstances'], outOfReach(NO_CREDENTIAL)),
  stratus(
    'aws.execution.ssm-start-session',
    ['StartSession'],
    outOfReach('a shell on a machine; the machine’s credential is not seen used'),
  ),
  stratus('aws.exfiltration.ec2-share-ebs-snapshot', ['ModifySnapshotAttribute'], outOfReach(DATA)),
  stratus('aws.exfiltration.rds-share-snapshot', ['ModifyDBSnapshotAttribute'], outOfReach(DATA)),
  stratus('aws.impact.bedrock-invoke-model', ['InvokeModel'], outOfReach(NO_CREDENTIAL)),
  stratus('aws.persistence.lambda-overwrite-code', ['UpdateFunctionCode'], outOfReach(CODE)),

  invictus(
    'aws.credential-access.ec2-get-password-data',
    ['GetPasswordData'],
    gives('AN1157', 'password-data-retrieved', 'medium'),
  ),
  invictus(
    'aws.credential-access.ec2-steal-instance-credentials',
    ['GetCallerIdentity'],
    gives('AN1424', 'second-network', 'medium'),
    'stratus-red-team-ec2-steal-credentials-role',
  ),
  invictus(
    'aws.credential-access.secretsmanager-retrieve-secrets',
    ['GetSecretValue'],
    gives('AN1157', 'secrets-harvested', 'medium'),
  ),
  invictus(
    'aws.credential-access.ssm-retrieve-securestring-parameters',
    ['GetParameters'],
    gives('AN1157', 'secrets-harvested', 'medium'),
  ),
  invictus(
    'aws.initial-access.console-login-without-mfa',
    ['ConsoleLogin'],
    gives('AN1470', 'login-profile-signed-in', 'high'),
    'stratus-red-team-nmfalu',
  ),
  invictus(
    'aws.persistence.iam-backdoor-role',
    ['UpdateAssumeRolePolicy'],
    gives('AN1157', 'trust-opened', 'medium'),
    'stratus-red-team-backdoor-r-role',
  ),
  invictus(
    'aws.persistence.iam-backdoor-user',
    ['CreateAccessKey'],
    gives('AN1470', 'key-for-someone-else', 'medium'),
    'stratus-red-team-backdoor-u-user',
  ),
  invictus(
    'aws.persistence.iam-create-admin-user',
    ['AttachUserPolicy', 'CreateAccessKey'],
    gives('AN1470', 'administrator-equipped', 'high'),
    'malicious-iam-user',
  ),
  invictus(
    'aws.persistence.iam-create-user-login-profile',
    ['CreateLoginProfile'],
    gives('AN1470', 'login-profile-for-someone-else', 'medium'),
    'stratus-red-team-login-profile-user',
  ),
  invictus(
    'aws.persistence.rolesanywhere-create-trust-anchor',
    ['CreateTrustAnchor'],
    gives('AN1157', 'trust-anchor-added', 'medium'),
  ),
  invictus('aws.defense-evasion.cloudtrail-delete', ['DeleteTrail'], outOfReach(LOG)),
  invictus('aws.defense-evasion.cloudtrail-event-selectors', ['PutEventSelectors'], outOfReach(LOG)),
  invictus('aws.defense-evasion.cloudtrail-lifecycle-rule', ['PutBucketLifecycle'], outOfReach(LOG)),
  invictus('aws.defense-evasion.cloudtrail-stop', ['StopLogging'], outOfReach(LOG)),
  invictus('aws.defense-evasion.organizations-leave', ['LeaveOrganization'], outOfReach(NO_CREDENTIAL)),
  invictus('aws.defense-evasion.vpc-remove-flow-logs', ['DeleteFlowLogs'], outOfReach(LOG)),
  invictus('aws.discovery.ec2-download-user-data', ['DescribeInstanceAttribute'], outOfReach(READS)),
  invictus(
    'aws.discovery.ec2-enumerate-from-instance',
    ['SendCommand'],
    outOfReach(FAILED),
    'stratus-red-team-ec2-enumerate-role',
  ),
  invictus('aws.execution.ec2-launch-unusual-instances', ['RunInstances'], outOfReach(NO_CREDENTIAL)),
  invictus(
    'aws.exfiltration.ec2-security-group-open-port-22-ingress',
    ['AuthorizeSecurityGroupIngress'],
    outOfReach(NO_CREDENTIAL),
  ),
  invictus('aws.exfiltration.ec2-share-ami', ['ModifyImageAttribute'], outOfReach(DATA)),
  invictus('aws.exfiltration.ec2-share-ebs-snapshot', ['ModifySnapshotAttribute'], outOfReach(DATA)),
  invictus('aws.exfiltration.rds-share-snapshot', ['ModifyDBSnapshotAttribute'], outOfReach(DATA)),
  invictus('aws.exfiltration.s3-backdoor-bucket-policy', ['PutBucketPolicy'], outOfReach(DATA)),
  invictus('aws.persistence.lambda-backdoor-function', ['AddPermission'], outOfReach(CODE)),
  invictus('aws.persistence.lambda-overwrite-code', ['UpdateFunctionCode'], outOfReach(CODE)),
];
