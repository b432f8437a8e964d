/** Every source, sorted by id. A new one is a folder here and a line in this list. */

import type { Source } from '../contract/source.ts';
import { auditd } from './auditd/index.ts';
import { auth0 } from './auth0/index.ts';
import { awsCloudtrail } from './aws-cloudtrail/index.ts';
import { awsGuardduty } from './aws-guardduty/index.ts';
import { azureActivity } from './azure-activity/index.ts';
import { azureKeyVault } from './azure-key-vault/index.ts';
import { duo } from './duo/index.ts';
import { entraId } from './entra-id/index.ts';
import { falco } from './falco/index.ts';
import { gcpAudit } from './gcp-audit/index.ts';
import { googleWorkspace } from './google-workspace/index.ts';
import { googleWorkspaceAlerts } from './google-workspace-alerts/index.ts';
import { jumpcloud } from './jumpcloud/index.ts';
import { keycloak } from './keycloak/index.ts';
import { microsoft365 } from './microsoft-365/index.ts';
import { microsoftGraphActivity } from './microsoft-graph-activity/index.ts';
import { ocsf } from './ocsf/index.ts';
import { oktaSystemLog } from './okta-system-log/index.ts';
import { onelogin } from './onelogin/index.ts';
import { osquery } from './osquery/index.ts';
import { pingOne } from './ping-one/index.ts';
import { sysmon } from './sysmon/index.ts';
import { tetragon } from './tetragon/index.ts';
import { tracee } from './tracee/index.ts';

export const SOURCES: readonly Source[] = [
  auditd,
  auth0,
  awsCloudtrail,
  awsGuardduty,
  azureActivity,
  azureKeyVault,
  duo,
  entraId,
  falco,
  gcpAudit,
  googleWorkspace,
  googleWorkspaceAlerts,
  jumpcloud,
  keycloak,
  microsoft365,
  microsoftGraphActivity,
  ocsf,
  oktaSystemLog,
  onelogin,
  osquery,
  pingOne,
  sysmon,
  tetragon,
  tracee,
];
