/**
 * Tables of a Log Analytics workspace (Microsoft Sentinel) that sources read: how to tell their rows, and which of their
 * columns go elsewhere than `columns.ts` would put them.
 */

import { textAt } from '../../lib/json.ts';
import { plainName } from './column-names.ts';

export interface Table {
  /** As its `Type` column says. */
  readonly name: string;
  /** Category of the diagnostic records it is filled from; without one its own `Category` column says. */
  readonly category?: string;
  /** Columns in small letters, all of which an export without a `Type` must have to be taken for this table. */
  readonly marks: readonly string[];
  /** Where a column goes, by its name in small letters; empty when nobody reads it and it is not worth parsing. */
  readonly columns?: Readonly<Record<string, string>>;
}

const SIGN_IN_MARKS = ['appdisplayname', 'resourcedisplayname', 'conditionalaccessstatus'];
/** Two objects have the name `resourceId`: the tenant's log itself, and the application signed in to. */
const SIGN_IN = { resourceidentity: 'properties.resourceId', locationdetails: 'properties.location' };
const USER_SIGN_IN = { ...SIGN_IN, conditionalaccesspolicies: '', authenticationprocessingdetails: '' };

const ACTIVITY = {
  name: 'AzureActivity',
  columns: {
    operationnamevalue: 'operationName',
    // A sentence in the reader's language, and in tables of before 2021 the only name.
    operationname: 'operationDisplayName',
    categoryvalue: 'category',
    activitystatusvalue: 'resultType',
    activitystatus: 'resultType',
    activitysubstatusvalue: 'resultSignature',
    activitysubstatus: 'resultSignature',
    authorization: 'identity.authorization',
    claims: 'identity.claims',
    caller: 'caller',
    eventdataid: 'eventDataId',
    hierarchy: 'properties.hierarchy',
  },
} as const;

export const TABLES: readonly Table[] = [
  {
    name: 'AuditLogs',
    category: 'AuditLogs',
    marks: ['initiatedby', 'targetresources'],
    columns: { aadoperationtype: 'properties.operationType', category: 'properties.category' },
  },
  {
    name: 'SigninLogs',
    category: 'SignInLogs',
    marks: [...SIGN_IN_MARKS, 'userprincipalname', 'isinteractive'],
    columns: USER_SIGN_IN,
  },
  {
    name: 'AADNonInteractiveUserSignInLogs',
    category: 'NonInteractiveUserSignInLogs',
    marks: [...SIGN_IN_MARKS, 'userprincipalname'],
    columns: USER_SIGN_IN,
  },
  {
    name: 'AADServicePrincipalSignInLogs',
    category: 'ServicePrincipalSignInLogs',
    marks: ['serviceprincipalname', 'resourcedisplayname', 'serviceprincipalcredentialkeyid'],
    columns: SIGN_IN,
  },
  {
    name: 'AADManagedIdentitySignInLogs',
    category: 'ManagedIdentitySignInLogs',
    marks: ['serviceprincipalname', 'resourcedisplayname', 'resourceidentity'],
    columns: SIGN_IN,
  },
  {
    name: 'AADUserRiskEvents',
    category: 'UserRiskEvents',
    marks: ['riskeventtype', 'detecteddatetime', 'userid'],
  },
  {
    name: 'AADServicePrincipalRiskEvents',
    category: 'ServicePrincipalRiskEvents',
    marks: ['riskeventtype', 'detecteddatetime', 'serviceprincipalid'],
  },
  {
    name: 'AADRiskyUsers',
    category: 'RiskyUsers',
    marks: ['risklastupdateddatetime', 'riskstate', 'userprincipalname'],
  },
  {
    name: 'AADRiskyServicePrincipals',
    category: 'RiskyServicePrincipals',
    marks: ['risklastupdateddatetime', 'riskstate', 'serviceprincipaltype'],
  },
  {
    name: 'AADProvisioningLogs',
    category: 'ProvisioningLogs',
    marks: ['provisioningsteps', 'provisioningstatusinfo'],
  },
  {
    name: 'MicrosoftGraphActivityLogs',
    category: 'MicrosoftGraphActivityLogs',
    marks: ['requesturi', 'requestmethod', 'appid'],
    columns: { location: 'location', ipaddress: 'properties.ipAddress' },
  },
  {
    name: 'AZKVAuditLogs',
    category: 'AuditEvent',
    marks: ['operationname', 'httpstatuscode', 'requesturi', 'identity'],
    columns: { calleripaddress: 'callerIpAddress' },
  },
  {
    // Of many services, each with columns of its own.
    name: 'AzureDiagnostics',
    marks: ['resourceprovider', 'requesturi', 'httpstatuscode', 'identity_claim_appid'],
    columns: {
      identity_claim_oid: 'claims.oid',
      identity_claim_appid: 'claims.appid',
      identity_claim_idtyp: 'claims.idtyp',
      identity_claim_uti: 'claims.uti',
      identity_claim_sid: 'claims.sid',
      identity_claim_xms_mirid: 'claims.xms_mirid',
      identity_claim_xms_az_rid: 'claims.xms_az_rid',
      identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier: 'claims.oid',
      identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn: 'claims.upn',
    },
  },
  { ...ACTIVITY, marks: ['caller', 'calleripaddress', 'eventdataid', 'authorization'] },
  { ...ACTIVITY, marks: ['operationnamevalue', 'activitystatusvalue'] },
];

const BY_NAME = new Map(TABLES.map((table) => [table.name.toLowerCase(), table]));

/** The table a row is of: as it says itself, else by its columns. */
export function tableOf(row: Readonly<Record<string, unknown>>): Table | undefined {
  const named = NAME_COLUMNS.map((column) => textAt(row, column)).find((name) => name !== undefined);
  const known = named === undefined ? undefined : BY_NAME.get(named.toLowerCase());
  return known ?? (isUnion(named) ? tableOfColumns(Object.keys(row)) : undefined);
}

/** The table whose columns these are; of several the one listed first. */
export function tableOfColumns(columns: readonly string[]): Table | undefined {
  const names = new Set(columns.map(plainName));
  return TABLES.find(({ marks }) => marks.every((mark) => names.has(mark)));
}

/** Which table a row is of is in one of these, as the way of the export has it. */
const NAME_COLUMNS = ['$table', 'Type', 'TableName'];

/** `PrimaryResult` is what queries call their one table. */
function isUnion(name: string | undefined): boolean {
  return name === undefined || name === 'PrimaryResult';
}
