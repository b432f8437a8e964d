/**
 * The table of operations: what each means in our vocabulary. Names are those of the resource providers, without
 * `Microsoft.`; Azure writes them in any case, so they are looked up without regard to it. Operations that are not
 * listed are `use`.
 */

import {
  appSetting,
  extensionWrite,
  loggingNarrowed,
  publishingCredentials,
  settingsRead,
  siteSetting,
  vaultWrite,
} from './decisions.ts';
import { federatedCredential, grantedRole } from './details.ts';
import { keyOfResource } from './issues.ts';
import { type Finders, type Row, rows } from './row.ts';
import { assignee, keptIdentity } from './subjects.ts';

const secret = (secretType: string): Finders => ({ says: { secretType } });
const STORAGE_KEY = secret('storage-key');
const KEY = secret('key');
const SECRET = secret('secret');
const PASSWORD = secret('password');
const CERTIFICATE = secret('certificate');
const API_TOKEN = secret('api-token');
const newKey = (finders: Finders = KEY): Finders => ({ ...finders, issues: keyOfResource('api-key') });
const sso = (ssoScope: string): Finders => ({ says: { ssoScope } });
const GRANT: Finders = { details: grantedRole, subject: assignee };

const STORAGE: readonly Row[] = [
  ...rows('Storage', 'credential.read', ['storageAccounts/listKeys/action'], STORAGE_KEY),
  ...rows('Storage', 'credential.read', ['storageAccounts/localUsers/listKeys/action'], PASSWORD),
  ...rows(
    'Storage',
    'credential.reset',
    ['storageAccounts/regenerateKey/action', 'storageAccounts/rotateKey/action'],
    newKey(STORAGE_KEY),
  ),
  ...rows('Storage', 'credential.reset', ['storageAccounts/localUsers/regeneratePassword/action'], {
    ...PASSWORD,
    issues: keyOfResource('password'),
  }),
  ...rows('Storage', 'credential.create', ['storageAccounts/localUsers/write'], {
    ...PASSWORD,
    issues: keyOfResource('password'),
  }),
  // A shared access signature is a token that lives as long as its maker says.
  ...rows('Storage', 'token.mint', [
    'storageAccounts/listAccountSas/action',
    'storageAccounts/listServiceSas/action',
    'storageAccounts/blobServices/generateUserDelegationKey/action',
  ]),
  ...rows('ClassicStorage', 'credential.read', ['storageAccounts/listKeys/action'], STORAGE_KEY),
  ...rows(
    'ClassicStorage',
    'credential.reset',
    ['storageAccounts/regenerateKey/action'],
    newKey(STORAGE_KEY),
  ),
];

const DATABASES: readonly Row[] = [
  ...rows(
    'DocumentDB',
    'credential.read',
    [
      'databaseAccounts/listKeys/action',
      'databaseAccounts/readonlykeys/action',
      'databaseAccounts/readonlykeys/read',
      'databaseAccounts/listConnectionStrings/action',
      'mongoClusters/listConnectionStrings/action',
    ],
    KEY,
  ),
  ...rows('DocumentDB', 'credential.reset', ['databaseAccounts/regenerateKey/action'], newKey()),
  ...rows(
    'DocumentDB',
    'privilege.grant',
    ['databaseAccounts/sqlRoleAssignments/write', 'databaseAccounts/tableRoleAssignments/write'],
    GRANT,
  ),
  ...rows(
    'Cache',
    'credential.read',
    ['redis/listKeys/action', 'redisEnterprise/databases/listKeys/action'],
    KEY,
  ),
  ...rows(
    'Cache',
    'credential.reset',
    ['redis/regenerateKey/action', 'redisEnterprise/databases/regenerateKey/action'],
    newKey(),
  ),
  ...rows('Cache', 'privilege.grant', ['redis/accessPolicyAssignments/write']),
  ...rows('Sql', 'privilege.grant', [
    'servers/administrators/write',
    'managedInstances/administrators/write',
  ]),
  ...rows('DBforPostgreSQL', 'privilege.grant', [
    'flexibleServers/administrators/write',
    'servers/administrators/write',
  ]),
  ...rows('DBforMySQL', 'privilege.grant', [
    'flexibleServers/administrators/write',
    'servers/administrators/write',
  ]),
  ...rows(
    'Sql',
    'sso.change',
    ['servers/azureADOnlyAuthentications/write', 'managedInstances/azureADOnlyAuthentications/write'],
    sso('authentication-method'),
  ),
  ...rows('Kusto', 'privilege.grant', [
    'clusters/principalAssignments/write',
    'clusters/databases/principalAssignments/write',
    'clusters/databases/addPrincipals/action',
  ]),
  ...rows('Synapse', 'credential.read', ['workspaces/integrationRuntimes/listAuthKeys/action'], KEY),
  ...rows('DataFactory', 'credential.read', ['factories/integrationRuntimes/listAuthKeys/action'], KEY),
  ...rows(
    'DataFactory',
    'credential.reset',
    ['factories/integrationRuntimes/regenerateAuthKey/action'],
    newKey(),
  ),
  ...rows(
    'HDInsight',
    'credential.read',
    ['clusters/getGatewaySettings/action', 'clusters/configurations/action', 'clusters/configurations/read'],
    PASSWORD,
  ),
  ...rows('HDInsight', 'credential.reset', ['clusters/updateGatewaySettings/action'], {
    ...PASSWORD,
    issues: keyOfResource('password'),
  }),
  ...rows('Purview', 'credential.read', ['accounts/listKeys/action'], KEY),
];

const INTELLIGENCE: readonly Row[] = [
  ...rows(
    'CognitiveServices',
    'credential.read',
    ['accounts/listKeys/action', 'accounts/connections/listSecrets/action'],
    KEY,
  ),
  ...rows('CognitiveServices', 'credential.reset', ['accounts/regenerateKey/action'], newKey()),
  ...rows('Maps', 'credential.read', ['accounts/listKeys/action'], KEY),
  ...rows('Maps', 'credential.reset', ['accounts/regenerateKey/action'], newKey()),
  ...rows('Maps', 'token.mint', ['accounts/listSas/action']),
  ...rows(
    'Search',
    'credential.read',
    ['searchServices/listAdminKeys/action', 'searchServices/listQueryKeys/action'],
    KEY,
  ),
  ...rows('Search', 'credential.reset', ['searchServices/regenerateAdminKey/action'], newKey()),
  ...rows('Search', 'credential.create', ['searchServices/createQueryKey/action'], newKey()),
  ...rows(
    'MachineLearningServices',
    'credential.read',
    [
      'workspaces/listKeys/action',
      'workspaces/computes/listKeys/action',
      'workspaces/datastores/listSecrets/action',
      'workspaces/connections/listSecrets/action',
      'workspaces/onlineEndpoints/listKeys/action',
      'workspaces/batchEndpoints/listKeys/action',
      'workspaces/serverlessEndpoints/listKeys/action',
      'workspaces/listStorageAccountKeys/action',
    ],
    KEY,
  ),
  ...rows(
    'MachineLearningServices',
    'credential.reset',
    ['workspaces/onlineEndpoints/regenerateKeys/action', 'workspaces/resynckeys/action'],
    newKey(),
  ),
  ...rows('MachineLearningServices', 'token.mint', [
    'workspaces/onlineEndpoints/token/action',
    'workspaces/listNotebookAccessToken/action',
  ]),
  ...rows('BotService', 'credential.read', ['botServices/channels/listChannelWithKeys/action'], KEY),
  ...rows('BotService', 'credential.reset', ['botServices/channels/regeneratekeys/action'], newKey()),
];

const WEB: readonly Row[] = [
  ...rows(
    'Web',
    'credential.read',
    [
      'sites/publishxml/action',
      'sites/slots/publishxml/action',
      'sites/publishingcredentials/read',
      'sites/config/publishingcredentials/list/action',
    ],
    PASSWORD,
  ),
  // One name for application settings, connection strings and publishing credentials: the resource tells.
  ...rows('Web', 'credential.read', ['sites/config/list/action', 'sites/slots/config/list/action'], {
    decide: settingsRead,
    details: { secretType: publishingCredentials },
  }),
  ...rows(
    'Web',
    'credential.read',
    [
      'sites/host/listKeys/action',
      'sites/slots/host/listKeys/action',
      'sites/functions/listKeys/action',
      'sites/slots/functions/listKeys/action',
      'sites/functions/listSecrets/action',
      'sites/functions/masterkey/read',
      'sites/hostruntime/host/_master/read',
      'staticSites/listSecrets/action',
      'connections/listConnectionKeys/action',
    ],
    KEY,
  ),
  ...rows('Web', 'token.mint', ['sites/functions/token/read', 'sites/functions/admin/token/read']),
  ...rows(
    'Web',
    'credential.create',
    ['sites/host/functionKeys/write', 'sites/host/systemKeys/write', 'sites/functions/keys/write'],
    newKey(),
  ),
  ...rows(
    'Web',
    'credential.reset',
    [
      'sites/newpassword/action',
      'sites/slots/newpassword/action',
      'publishingUsers/write',
      'sites/regenerateaccesskey/action',
    ],
    { ...PASSWORD, issues: keyOfResource('password') },
  ),
  ...rows('Web', 'credential.reset', ['staticSites/resetapikey/action'], newKey()),
  ...rows('Web', 'credential.import', ['certificates/write', 'sites/publicCertificates/write'], {
    ...CERTIFICATE,
    issues: keyOfResource('certificate'),
  }),
  // Whether a site may be deployed to with a password at all, and who signs its users in.
  ...rows(
    'Web',
    'sso.change',
    [
      'sites/basicPublishingCredentialsPolicies/write',
      'sites/slots/basicPublishingCredentialsPolicies/write',
    ],
    sso('authentication-method'),
  ),
  ...rows('Web', 'sso.change', ['sites/config/write', 'sites/slots/config/write'], {
    decide: siteSetting,
    details: { ssoScope: appSetting },
  }),
  ...rows(
    'App',
    'credential.read',
    [
      'containerApps/listSecrets/action',
      'jobs/listSecrets/action',
      'managedEnvironments/daprComponents/listSecrets/action',
    ],
    SECRET,
  ),
  ...rows('App', 'token.mint', [
    'containerApps/getAuthToken/action',
    'managedEnvironments/getAuthToken/action',
  ]),
  ...rows('App', 'sso.change', ['containerApps/authConfigs/write'], sso('application')),
  ...rows(
    'Logic',
    'credential.read',
    [
      'workflows/listCallbackUrl/action',
      'workflows/triggers/listCallbackUrl/action',
      'workflows/versions/triggers/listCallbackUrl/action',
      'workflows/accessKeys/list/action',
      'integrationAccounts/listCallbackUrl/action',
      'integrationAccounts/listKeyVaultKeys/action',
    ],
    KEY,
  ),
  ...rows(
    'Logic',
    'credential.reset',
    ['workflows/accessKeys/regenerate/action', 'workflows/regenerateAccessKey/action'],
    newKey(),
  ),
  ...rows(
    'ApiManagement',
    'credential.read',
    [
      'service/subscriptions/listSecrets/action',
      'service/tenant/listSecrets/action',
      'service/namedValues/listValue/action',
      'service/authorizationServers/listSecrets/action',
      'service/identityProviders/listSecrets/action',
      'service/openidConnectProviders/listSecrets/action',
      'service/gateways/listKeys/action',
      'service/portalsettings/listSecrets/action',
    ],
    SECRET,
  ),
  ...rows(
    'ApiManagement',
    'credential.reset',
    [
      'service/subscriptions/regeneratePrimaryKey/action',
      'service/subscriptions/regenerateSecondaryKey/action',
      'service/tenant/regeneratePrimaryKey/action',
      'service/tenant/regenerateSecondaryKey/action',
      'service/gateways/regenerateKey/action',
    ],
    newKey(),
  ),
  ...rows('ApiManagement', 'token.mint', [
    'service/getssotoken/action',
    'service/users/token/action',
    'service/users/generateSsoUrl/action',
    'service/gateways/generateToken/action',
  ]),
  ...rows(
    'ApiManagement',
    'sso.change',
    [
      'service/identityProviders/write',
      'service/authorizationServers/write',
      'service/openidConnectProviders/write',
    ],
    sso('external-idp'),
  ),
];

/** Namespaces of queues and streams: one key model, several products. */
const MESSAGING: readonly Row[] = [
  ...['EventHub', 'ServiceBus', 'Relay', 'NotificationHubs'].flatMap((provider) =>
    messagePaths(provider).flatMap((path) => [
      ...rows(provider, 'credential.read', [`${path}/authorizationRules/listKeys/action`], KEY),
      ...rows(provider, 'credential.reset', [`${path}/authorizationRules/regenerateKeys/action`], newKey()),
      ...rows(provider, 'credential.create', [`${path}/authorizationRules/write`], newKey()),
    ]),
  ),
  ...rows('NotificationHubs', 'credential.read', ['namespaces/notificationHubs/pnsCredentials/action'], KEY),
  ...rows('EventGrid', 'credential.read', ['topics/listKeys/action', 'domains/listKeys/action'], KEY),
  ...rows(
    'EventGrid',
    'credential.read',
    ['namespaces/listKeys/action', 'partnerNamespaces/listKeys/action'],
    KEY,
  ),
  ...rows(
    'EventGrid',
    'credential.reset',
    ['topics/regenerateKey/action', 'domains/regenerateKey/action', 'namespaces/regenerateKey/action'],
    newKey(),
  ),
  ...rows(
    'Devices',
    'credential.read',
    [
      'iotHubs/listKeys/action',
      'iotHubs/iotHubKeys/listKeys/action',
      'provisioningServices/listKeys/action',
      'provisioningServices/keys/listKeys/action',
    ],
    KEY,
  ),
  ...rows('SignalRService', 'credential.read', ['signalR/listKeys/action', 'webPubSub/listKeys/action'], KEY),
  ...rows(
    'SignalRService',
    'credential.reset',
    ['signalR/regenerateKey/action', 'webPubSub/regenerateKey/action'],
    newKey(),
  ),
  ...rows('Communication', 'credential.read', ['communicationServices/listKeys/action'], KEY),
  ...rows('Communication', 'credential.reset', ['communicationServices/regenerateKey/action'], newKey()),
];

function messagePaths(provider: string): readonly string[] {
  switch (provider) {
    case 'EventHub':
      return ['namespaces', 'namespaces/eventHubs', 'namespaces/disasterRecoveryConfigs'];
    case 'ServiceBus':
      return ['namespaces', 'namespaces/queues', 'namespaces/topics', 'namespaces/disasterRecoveryConfigs'];
    case 'Relay':
      return ['namespaces', 'namespaces/hybridConnections', 'namespaces/wcfRelays'];
    default:
      return ['namespaces', 'namespaces/notificationHubs'];
  }
}

const COMPUTE: readonly Row[] = [
  // A signed address of the disk's content: whoever has it needs no further right.
  ...rows(
    'Compute',
    'credential.read',
    [
      'disks/beginGetAccess/action',
      'snapshots/beginGetAccess/action',
      'restorePointCollections/restorePoints/diskRestorePoints/beginGetAccess/action',
      'restorePointCollections/restorePoints/retrieveSasUris/action',
    ],
    STORAGE_KEY,
  ),
  ...rows('Compute', 'credential.import', ['sshPublicKeys/write'], {
    ...secret('ssh-key'),
    issues: keyOfResource('ssh-key'),
  }),
  ...rows('Compute', 'credential.create', ['sshPublicKeys/generateKeyPair/action'], {
    ...secret('ssh-key'),
    issues: keyOfResource('ssh-key'),
  }),
  ...rows(
    'Compute',
    'resource.access',
    [
      'virtualMachines/extensions/write',
      'virtualMachineScaleSets/extensions/write',
      'virtualMachineScaleSets/virtualMachines/extensions/write',
    ],
    extensionWrite,
  ),
  ...rows('Compute', 'resource.access', [
    'virtualMachines/runCommand/action',
    'virtualMachines/runCommands/write',
    'virtualMachineScaleSets/virtualMachines/runCommand/action',
    'virtualMachineScaleSets/virtualMachines/runCommands/write',
  ]),
  ...rows('Compute', 'signin', ['virtualMachines/login/action', 'virtualMachines/loginAsAdmin/action']),
  ...rows('SerialConsole', 'resource.access', ['serialPorts/connect/action']),
  ...rows('ContainerInstance', 'resource.access', [
    'containerGroups/containers/exec/action',
    'containerGroups/containers/attach/action',
  ]),
  ...rows('Automation', 'resource.access', [
    'automationAccounts/jobs/write',
    'automationAccounts/runbooks/draft/testJob/write',
  ]),
  ...rows('Automation', 'credential.read', ['automationAccounts/listKeys/action'], KEY),
  ...rows(
    'Automation',
    'credential.create',
    ['automationAccounts/webhooks/write', 'automationAccounts/webhooks/action'],
    {
      ...API_TOKEN,
      issues: keyOfResource('api-key'),
    },
  ),
  ...rows('Automation', 'credential.import', ['automationAccounts/credentials/write'], {
    ...PASSWORD,
    issues: keyOfResource('secret'),
  }),
  ...rows('Automation', 'credential.import', ['automationAccounts/certificates/write'], {
    ...CERTIFICATE,
    issues: keyOfResource('certificate'),
  }),
  ...rows('Resources', 'resource.access', ['deploymentScripts/write']),
  ...rows('Batch', 'credential.read', ['batchAccounts/listKeys/action'], KEY),
  ...rows('Batch', 'credential.reset', ['batchAccounts/regenerateKeys/action'], newKey()),
  ...rows(
    'DesktopVirtualization',
    'credential.read',
    ['hostpools/retrieveRegistrationToken/action', 'hostpools/listRegistrationTokens/action'],
    API_TOKEN,
  ),
  ...rows('AVS', 'credential.read', ['privateClouds/listAdminCredentials/action'], PASSWORD),
  ...rows(
    'AVS',
    'credential.reset',
    ['privateClouds/rotateVcenterPassword/action', 'privateClouds/rotateNsxtPassword/action'],
    { ...PASSWORD, issues: keyOfResource('password') },
  ),
];

const CONTAINERS: readonly Row[] = [
  ...rows(
    'ContainerService',
    'credential.read',
    [
      'managedClusters/listClusterAdminCredential/action',
      'managedClusters/listClusterUserCredential/action',
      'managedClusters/listClusterMonitoringUserCredential/action',
      'managedClusters/accessProfiles/listCredential/action',
      'fleets/listCredentials/action',
    ],
    CERTIFICATE,
  ),
  ...rows('ContainerService', 'credential.reset', ['managedClusters/rotateClusterCertificates/action'], {
    ...CERTIFICATE,
    issues: keyOfResource('certificate'),
  }),
  ...rows(
    'ContainerService',
    'credential.reset',
    ['managedClusters/resetServicePrincipalProfile/action'],
    secret('client-secret'),
  ),
  ...rows(
    'ContainerService',
    'trust.change',
    ['managedClusters/rotateServiceAccountSigningKeys/action'],
    sso('trust-pool'),
  ),
  ...rows('ContainerService', 'sso.change', ['managedClusters/resetAADProfile/action'], sso('external-idp')),
  ...rows(
    'ContainerService',
    'trust.change',
    ['managedClusters/trustedAccessRoleBindings/write'],
    sso('trust-pool'),
  ),
  ...rows('ContainerService', 'resource.access', ['managedClusters/runCommand/action']),
  ...rows(
    'Kubernetes',
    'credential.read',
    [
      'connectedClusters/listClusterUserCredential/action',
      'connectedClusters/listClusterUserCredentials/action',
    ],
    API_TOKEN,
  ),
  ...rows(
    'RedHatOpenShift',
    'credential.read',
    ['openShiftClusters/listCredentials/action', 'openShiftClusters/listAdminCredentials/action'],
    PASSWORD,
  ),
  ...rows('ContainerRegistry', 'credential.read', ['registries/listCredentials/action'], PASSWORD),
  ...rows('ContainerRegistry', 'credential.reset', ['registries/regenerateCredential/action'], {
    ...PASSWORD,
    issues: keyOfResource('password'),
  }),
  ...rows(
    'ContainerRegistry',
    'credential.create',
    ['registries/generateCredentials/action', 'registries/tokens/write'],
    {
      ...API_TOKEN,
      issues: keyOfResource('api-key'),
    },
  ),
  ...rows(
    'HybridConnectivity',
    'credential.read',
    [
      'endpoints/listCredentials/action',
      'endpoints/listIngressGatewayCredentials/action',
      'endpoints/listManagedProxyDetails/action',
    ],
    API_TOKEN,
  ),
  ...rows('HybridCompute', 'resource.access', ['machines/runCommands/write']),
  ...rows('HybridCompute', 'resource.access', ['machines/extensions/write'], extensionWrite),
  ...rows('HybridCompute', 'signin', ['machines/login/action', 'machines/loginAsAdmin/action']),
];

const NETWORK: readonly Row[] = [
  // Opens a session on a machine behind the bastion to whoever has the link, without a sign-in to Azure.
  ...rows('Network', 'credential.create', ['bastionHosts/createShareableLinks/action'], {
    ...API_TOKEN,
    issues: keyOfResource('api-key'),
  }),
  ...rows('Network', 'credential.read', ['bastionHosts/getShareableLinks/action'], API_TOKEN),
  ...rows('Network', 'credential.read', ['connections/sharedKey/action', 'connections/sharedKey/read'], KEY),
  ...rows(
    'Network',
    'credential.reset',
    ['connections/sharedKey/write', 'connections/resetSharedKey/action'],
    newKey(),
  ),
  ...rows(
    'Network',
    'credential.read',
    [
      'virtualNetworkGateways/generateVpnClientPackage/action',
      'virtualNetworkGateways/generateVpnProfile/action',
      'p2sVpnGateways/generateVpnProfile/action',
      'vpnServerConfigurations/generateVpnProfile/action',
    ],
    CERTIFICATE,
  ),
  ...rows('Network', 'telemetry.change', [
    'networkWatchers/delete',
    'networkWatchers/flowLogs/delete',
    'networkWatchers/configureFlowLog/action',
  ]),
];

const ACCESS: readonly Row[] = [
  ...rows(
    'Authorization',
    'privilege.grant',
    [
      'roleAssignments/write',
      'roleAssignmentScheduleRequests/write',
      'roleEligibilityScheduleRequests/write',
      'roleDefinitions/write',
      'classicAdministrators/write',
    ],
    GRANT,
  ),
  ...rows('Authorization', 'privilege.grant', ['elevateAccess/action'], {
    says: { role: 'User Access Administrator', roleScope: '/', administratorPolicy: true },
  }),
  ...rows('Authorization', 'sso.change', ['roleManagementPolicies/write'], sso('role-mapping')),
  ...rows(
    'Billing',
    'privilege.grant',
    ['billingAccounts/billingRoleAssignments/write', 'billingAccounts/createBillingRoleAssignment/action'],
    GRANT,
  ),
  ...rows(
    'ManagedServices',
    'trust.change',
    ['registrationDefinitions/write', 'registrationAssignments/write'],
    sso('delegation'),
  ),
  ...rows(
    'ManagedIdentity',
    'credential.create',
    ['userAssignedIdentities/federatedIdentityCredentials/write'],
    {
      ...secret('federated-credential'),
      details: federatedCredential,
      subject: keptIdentity,
      issues: keyOfResource('federated-credential'),
    },
  ),
  ...rows('ManagedIdentity', 'privilege.grant', ['userAssignedIdentities/assign/action'], {
    subject: keptIdentity,
  }),
  ...rows(
    'ADHybridHealthService',
    'sso.change',
    [
      'services/servicemembers/action',
      'services/delete',
      'services/write',
      'services/servicemembers/delete',
      'services/servicemembers/credentials/read',
    ],
    sso('federation'),
  ),
  ...rows(
    'AAD',
    'sso.change',
    ['domainServices/write', 'domainServices/delete', 'domainServices/oucontainer/write'],
    sso('identity-source'),
  ),
  ...rows(
    'AzureActiveDirectory',
    'sso.change',
    ['b2cDirectories/write', 'ciamDirectories/write', 'guestUsages/write'],
    sso('identity-source'),
  ),
];

const VAULTS: readonly Row[] = [
  ...rows('KeyVault', 'privilege.grant', ['vaults/accessPolicies/write']),
  ...rows('KeyVault', 'privilege.grant', ['vaults/write', 'managedHSMs/write'], { decide: vaultWrite }),
  // What is kept in a vault is its content, as with the vault's own log.
  ...rows('KeyVault', 'resource.access', [
    'vaults/secrets/write',
    'vaults/secrets/setSecret/action',
    'vaults/keys/write',
    'vaults/keys/create/action',
  ]),
  ...rows('KeyVault', 'credential.import', ['vaults/keys/import/action'], newKey()),
  // Data-plane rights under which some collectors list what happened in a vault.
  ...rows(
    'KeyVault',
    'credential.read',
    [
      'vaults/secrets/getSecret/action',
      'vaults/secrets/backup/action',
      'vaults/keys/backup/action',
      'vaults/keys/release/action',
      'vaults/certificates/backup/action',
      'vaults/storageAccounts/getSas/action',
    ],
    SECRET,
  ),
  ...rows(
    'KeyVault',
    'credential.read',
    ['managedHSMs/keys/backup/action', 'hsmPools/joinVault/action'],
    KEY,
  ),
  ...rows('AppConfiguration', 'credential.read', ['configurationStores/listKeys/action'], KEY),
  ...rows('AppConfiguration', 'credential.reset', ['configurationStores/regenerateKey/action'], newKey()),
  ...rows('RecoveryServices', 'credential.read', ['vaults/backupSecurityPIN/action'], API_TOKEN),
  ...rows('RecoveryServices', 'credential.create', ['vaults/certificates/write'], {
    ...CERTIFICATE,
    issues: keyOfResource('certificate'),
  }),
];

const TELEMETRY: readonly Row[] = [
  ...rows('Insights', 'telemetry.change', [
    'diagnosticSettings/delete',
    'logProfiles/delete',
    'dataCollectionRules/delete',
    'dataCollectionRuleAssociations/delete',
    'dataCollectionEndpoints/delete',
    'components/purge/action',
  ]),
  ...rows('Insights', 'telemetry.change', ['diagnosticSettings/write', 'logProfiles/write'], {
    decide: loggingNarrowed,
  }),
  ...rows('aadiam', 'telemetry.change', ['diagnosticSettings/delete']),
  ...rows('aadiam', 'telemetry.change', ['diagnosticSettings/write'], { decide: loggingNarrowed }),
  ...rows('Insights', 'credential.create', ['components/ApiKeys/action'], newKey()),
  ...rows('OperationalInsights', 'telemetry.change', [
    'workspaces/delete',
    'workspaces/purge/action',
    'workspaces/dataSources/delete',
    'workspaces/dataExports/delete',
  ]),
  ...rows(
    'OperationalInsights',
    'credential.read',
    ['workspaces/sharedKeys/action', 'workspaces/listKeys/action', 'workspaces/sharedKeys/read'],
    KEY,
  ),
  ...rows('OperationalInsights', 'credential.reset', ['workspaces/regenerateSharedKey/action'], newKey()),
  ...rows('SecurityInsights', 'telemetry.change', [
    'dataConnectors/delete',
    'alertRules/delete',
    'onboardingStates/delete',
  ]),
  ...rows('Security', 'telemetry.change', [
    'pricings/delete',
    'autoProvisioningSettings/delete',
    'workspaceSettings/delete',
  ]),
  ...rows(
    'Sql',
    'telemetry.change',
    [
      'servers/auditingSettings/write',
      'servers/extendedAuditingSettings/write',
      'servers/databases/auditingSettings/write',
      'servers/securityAlertPolicies/write',
    ],
    { decide: loggingNarrowed },
  ),
];

export const OPERATIONS: readonly Row[] = [
  ...STORAGE,
  ...DATABASES,
  ...INTELLIGENCE,
  ...WEB,
  ...MESSAGING,
  ...COMPUTE,
  ...CONTAINERS,
  ...NETWORK,
  ...ACCESS,
  ...VAULTS,
  ...TELEMETRY,
];
