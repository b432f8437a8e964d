/**
 * Operations that open further doors or are what intruders of cloud accounts come for, in any organisation.
 * Switched off with `highValueDefaults: false`. Reading objects (S3) and decrypting (KMS) is everyday work of
 * most programs, so those count only where the file declares them.
 */

export interface DefaultHighValue {
  readonly name: string;
  /** Name patterns over `service:Operation`. */
  readonly operations: readonly string[];
  /** A detail of the event that must be true. */
  readonly detail?: string;
}

export const DEFAULT_HIGH_VALUE: readonly DefaultHighValue[] = [
  {
    name: 'secret read',
    operations: [
      'secretsmanager:{GetSecretValue,BatchGetSecretValue}',
      'secretmanager:AccessSecretVersion',
      'apikeys:GetKeyString',
      'keyvault:{SecretGet,SecretBackup,KeyBackup,KeyRelease}',
      '*/listKeys/action',
      'web:sites/{config/list,publishxml}/action',
    ],
  },
  { name: 'secret parameter read', operations: ['ssm:GetParameter*'], detail: 'withDecryption' },
  { name: 'root session', operations: ['sts:AssumeRoot'] },
  {
    name: 'identity and access change',
    operations: [
      'iam:{Add,Attach,Create,Deactivate,Delete,Detach,Enable,Put,Remove,Reset,Set,Update,Upload}*',
      'sso:{Attach,Create,Delete,Detach,Provision,Put,Update}*',
    ],
  },
  {
    name: 'identity and access change',
    operations: [
      'cloudresourcemanager:SetIamPolicy',
      'iam:{SetIamPolicy,SetIAMPolicy}',
      'authorization:{elevateAccess/action,roleAssignments/write,roleDefinitions/write}',
      'keyvault:vaults/accessPolicies/write',
      'managedidentity:*/federatedIdentityCredentials/write',
      'graph:POST /{applications,servicePrincipals}/*/{addPassword,addKey,federatedIdentityCredentials}',
      'graph:POST /{roleManagement/directory/role*,oauth2PermissionGrants,directoryRoles/*}',
      'graph:POST /users/*/authentication/*',
      'graph:{POST,PATCH,DELETE} /{domains,identity/conditionalAccess,policies}*',
      'okta:user.{account.privilege.grant,account.reset_password,mfa.factor.reset_all,session.impersonation.grant}',
      'okta:system.{api_token.create,idp.lifecycle.*}',
    ],
  },
  {
    name: 'organization change',
    operations: [
      'organizations:{Accept,Attach,Close,Create,Delete,Deregister,Detach,Disable,Enable,Invite,Leave,Move,Put,Register,Remove,Update}*',
    ],
  },
  {
    name: 'audit log change',
    operations: [
      'cloudtrail:{StopLogging,DeleteTrail,UpdateTrail,PutEventSelectors,DeleteEventDataStore,StopEventDataStoreIngestion}',
      'config:{DeleteConfigurationRecorder,StopConfigurationRecorder,DeleteDeliveryChannel}',
      'guardduty:{DeleteDetector,UpdateDetector,StopMonitoringMembers,DisassociateMembers}',
      'securityhub:DisableSecurityHub',
      'ec2:DeleteFlowLogs',
      'logging:{DeleteSink,UpdateSink,CreateExclusion,UpdateExclusion,DeleteBucket}',
      'insights:diagnosticSettings/{write,delete}',
    ],
  },
  {
    name: 'snapshot shared or copied out',
    operations: [
      'ec2:{ModifySnapshotAttribute,ModifyImageAttribute}',
      'rds:{ModifyDBSnapshotAttribute,ModifyDBClusterSnapshotAttribute,StartExportTask}',
      'dynamodb:ExportTableToPointInTime',
    ],
  },
  {
    name: 'command on a machine',
    operations: [
      'ssm:{SendCommand,StartSession,ResumeSession}',
      'ecs:ExecuteCommand',
      'ec2-instance-connect:SendS*',
      'compute:virtualMachine*/runCommand*',
    ],
  },
  {
    name: 'function code change',
    operations: ['lambda:{UpdateFunctionCode*,UpdateFunctionConfiguration*,AddPermission*}'],
  },
  { name: 'machine start-up code change', operations: ['ec2:ModifyInstanceAttribute'] },
  { name: 'model invocation', operations: ['bedrock:{InvokeModel,Converse}*'] },
];
