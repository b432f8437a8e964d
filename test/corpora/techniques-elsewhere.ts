/**
 * Captures of other clouds, of laboratories and of machines: what each holds, and what a scan must say of it. Most were
 * made to try out a query, so that one file is one record.
 */

import { type Expected, gives, missed, ordinary, outOfReach } from './expectation.ts';
import type { Technique } from './techniques.ts';

const RIGHTS = 'rights are given, no credential; whoever holds them weighs more later';
const DATA = 'data or a model is read, not a credential';
const FAILED = 'a sign-in that failed gave no credential';
const AGENTS = 'agents of the machine’s own cloud at its metadata service';
const UNLABELLED = 'no attack is labelled';

/** A file is named after the call, or the query, that it is one record of. */
function google(name: string, call: string, expected: Expected): Technique {
  return { capture: `gcp-security-analytics/${name}.json`, name, calls: [call], expected };
}

function sentinel(file: string, name: string, expected: Expected): Technique {
  return { capture: `sentinel/${file}`, name, expected };
}

function auditd(file: string): Technique {
  return {
    capture: `linux-auditd/${file}`,
    name: 'connections to 169.254.169.254',
    expected: ordinary(AGENTS),
  };
}

export const OTHER_TECHNIQUES: readonly Technique[] = [
  google(
    'google.iam.admin.v1.SetIamPolicy-keyAdmin',
    'SetIAMPolicy',
    gives('AN1157', 'delegation-granted', 'informational'),
  ),
  google(
    'google.iam.admin.v1.SetIamPolicy-tokenCreator',
    'SetIAMPolicy',
    gives('AN1157', 'delegation-granted', 'informational'),
  ),
  google(
    'google.login.LoginService.loginSuccess-isSuspicious',
    'login_success',
    missed('the suspicion that Google writes into a sign-in itself is not weighed'),
  ),
  google('google.login.LoginService.loginFailure', 'login_failure', missed(FAILED)),
  google('google.login.LoginService.loginSuccess', 'login_success', ordinary('a sign-in')),
  google('google.admin.AdminService.addGroupMember', 'ADD_GROUP_MEMBER', outOfReach(RIGHTS)),
  google('google.cloud.audit.AuditLog.setIamPolicy', 'SetIamPolicy', outOfReach(RIGHTS)),
  google(
    'google.cloud.iap.v1.IdentityAwareProxyAdminService.SetIamPolicy',
    'SetIamPolicy',
    outOfReach(RIGHTS),
  ),
  google(
    'google.iam.admin.v1.CreateServiceAccountRequest',
    'CreateServiceAccount',
    outOfReach('an account without a key'),
  ),
  google('google.cloud.audit.AuditLog.GetProject', 'GetProject', outOfReach(DATA)),
  google('google.cloud.aiplatform.v1.PredictionService.Predict', 'Predict', outOfReach(DATA)),
  google(
    'google.cloud.aiplatform.v1beta1.PredictionService.GenerateContent',
    'GenerateContent',
    outOfReach(DATA),
  ),
  google('google.cloud.bigquery.v2.JobService.InsertJob-dataRead', 'InsertJob', outOfReach(DATA)),
  google('google.storage.objects.get-notInSameVPC', 'objects.get', outOfReach(DATA)),
  google(
    'google.v1.compute.subnetworks.patch-disableFlowLogs',
    'subnetworks.patch',
    outOfReach('logging is changed, no credential'),
  ),

  sentinel(
    'AuditLogs_Hunting.csv',
    'secrets added to applications',
    missed('exported without times, so that no record can be placed'),
  ),
  sentinel(
    'sign-in_adelete.csv',
    'sign-ins of an intruder in a laboratory',
    missed('all from one network, and no earlier one to tell it from'),
  ),
  sentinel('disable_accounts.csv', 'sign-ins to a disabled account', missed(FAILED)),
  sentinel('azureActivity_adele.csv', 'resources deleted', outOfReach('no credential is touched')),
  sentinel('Okta_CL.json', 'an organisation at work', ordinary(UNLABELLED)),
  sentinel('DuoSecurityAdministrator_CL.json', 'a trial being set up', ordinary(UNLABELLED)),
  sentinel('GCP_IAM_CL.json', 'service accounts being listed', ordinary(UNLABELLED)),
  sentinel('OneLogin_CL.json', 'a trial being set up', ordinary(UNLABELLED)),
  sentinel('azure_activity.csv', 'a laboratory at work', ordinary(UNLABELLED)),
  sentinel('office_activity.csv', 'a laboratory at work', ordinary(UNLABELLED)),

  auditd('audit-rhel7.log'),
  auditd('audit-ubuntu1604.log'),
];
