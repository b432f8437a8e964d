/**
 * Tables of a Log Analytics workspace (Microsoft Sentinel): their rows, exported as JSON or CSV, put into the shape of
 * diagnostic records. A column that is not listed goes to `properties`, its first letter small.
 */

import { bareObject, isObject, parseNested, textAt } from '../../lib/json.ts';

export interface Table {
  /** As its `Type` column says. */
  readonly name: string;
  /** Category of the diagnostic records it is filled from; without one its own `Category` column says. */
  readonly category?: string;
  /** Columns in small letters, all of which an export without a `Type` must have to be taken for this table. */
  readonly marks: readonly string[];
  /** Where a column goes, by its name in small letters. */
  readonly columns?: Readonly<Record<string, string>>;
}

const SIGN_IN_MARKS = ['appdisplayname', 'resourcedisplayname', 'conditionalaccessstatus'];
/** Two objects have the name `resourceId`: the tenant's log itself, and the application signed in to. */
const SIGN_IN = { resourceidentity: 'properties.resourceId', locationdetails: 'properties.location' };
const USER_SIGN_IN = { ...SIGN_IN, conditionalaccesspolicies: 'properties.appliedConditionalAccessPolicies' };

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
    marks: ['resourceprovider', 'resourcetype', 'requesturi', 'httpstatuscode'],
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

/** A row, by column, as a diagnostic record. */
export function recordOfColumns(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const table = tableOf(row);
  const properties: Record<string, unknown> = bareObject();
  const record: Record<string, unknown> = bareObject();
  for (const [column, cell] of Object.entries(row)) {
    const value = cellOf(column, cell);
    if (value === undefined) continue;
    const path = pathOf(column, table);
    if (path === 'properties' && isObject(value)) mergeInto(properties, value);
    else if (path !== '') put(record, properties, path, value);
  }
  if (table?.category !== undefined) record['category'] = table.category;
  if (table !== undefined) record['table'] = table.name;
  record['properties'] = properties;
  return record;
}

/** Columns that all tables share, by their names in small letters. Empty: of no use. */
const SHARED: Readonly<Record<string, string>> = {
  timegenerated: 'time',
  operationname: 'operationName',
  operationversion: '',
  category: 'category',
  resulttype: 'resultType',
  resultsignature: 'resultSignature',
  resultdescription: 'resultDescription',
  correlationid: 'correlationId',
  calleripaddress: 'callerIpAddress',
  identity: 'identity',
  level: 'level',
  location: 'location',
  resourceid: 'resourceId',
  _resourceid: 'resourceId',
  aadtenantid: 'tenantId',
  properties: 'properties',
  // The workspace's, not the directory's.
  tenantid: '',
  type: '',
  $table: '',
  tablename: '',
  sourcesystem: '',
};

function pathOf(column: string, table: Table | undefined): string {
  const name = plainName(column);
  const own = table?.columns;
  if (own !== undefined && Object.hasOwn(own, name)) return own[name] ?? '';
  if (Object.hasOwn(SHARED, name)) return SHARED[name] ?? '';
  return `properties.${smallFirst(withoutMark(column))}`;
}

/** In small letters, without what an export adds to a name. */
function plainName(column: string): string {
  return withoutMark(column).toLowerCase();
}

/** `CreatedDateTime [UTC]`, `Status_dynamic`, and the suffixes by which older tables say a column's type. */
function withoutMark(column: string): string {
  return column.replace(/ ?\[UTC\]$/, '').replace(/_(?:dynamic|string|[sdgbt])$/, '');
}

/** `UserPrincipalName` → `userPrincipalName`, `IPAddress` → `ipAddress`. */
function smallFirst(name: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$/.exec(name)?.[0] ?? name.slice(0, 1);
  return `${capitals.toLowerCase()}${name.slice(capitals.length)}`;
}

const FLAGS = new Set(['isinteractive', 'isguest', 'isrisky', 'flaggedforreview', 'istenantrestricted']);
const NUMBERS = new Set(['autonomoussystemnumber', 'durationms', 'processingtimeinmilliseconds']);

/** A cell as diagnostic settings would have written it; undefined when empty. */
function cellOf(column: string, cell: unknown): unknown {
  if (cell === null || cell === undefined || cell === '') return undefined;
  if (typeof cell !== 'string') return cell;
  const name = plainName(column);
  if (FLAGS.has(name)) return /^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : undefined;
  if (NUMBERS.has(name)) return /^\d{1,12}$/.test(cell) ? Number(cell) : undefined;
  return parseNested(cell.trim()) ?? cell;
}

function mergeInto(properties: Record<string, unknown>, members: Readonly<Record<string, unknown>>): void {
  for (const [name, member] of Object.entries(members)) properties[name] ??= member;
}

/** `a.b` of the record, or a member of its properties. What is there already stays. */
function put(
  record: Record<string, unknown>,
  properties: Record<string, unknown>,
  path: string,
  value: unknown,
): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    record[first] ??= value;
    return;
  }
  const member = rest.join('.');
  if (first === 'properties') {
    properties[member] ??= value;
    return;
  }
  const inner = record[first];
  record[first] = isObject(inner) ? { [member]: value, ...inner } : { [member]: value };
}
