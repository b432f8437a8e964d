/** Operations whose request or resource name decides what they were: one name for harmless and telling calls alike. */

import { type FindDetail, NO_ISSUED } from '../../contract/operation-row.ts';
import { at, flagAt, isObject, listAt, textAt } from '../../lib/json.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';
import { keyOfResource } from './issues.ts';
import type { Finders } from './row.ts';

/** Application settings and connection strings hold secrets as a rule; the site's other settings do not. */
export const settingsRead = (call: Call): Action =>
  SECRET_SETTINGS.has(call.lastSegment) || call.lastSegment === '' ? 'credential.read' : 'use';

const SECRET_SETTINGS: ReadonlySet<string> = new Set([
  'publishingcredentials',
  'appsettings',
  'connectionstrings',
  'authsettings',
  'authsettingsv2',
  'azurestorageaccounts',
  'backup',
]);

export const publishingCredentials: FindDetail<Call> = ({ lastSegment }) => {
  if (lastSegment === 'publishingcredentials') return 'password';
  return SECRET_SETTINGS.has(lastSegment) ? 'secret' : undefined;
};

const isSignInSetting = ({ lastSegment }: Call): boolean => lastSegment.startsWith('authsettings');

export const siteSetting = (call: Call): Action => (isSignInSetting(call) ? 'sso.change' : 'use');
export const appSetting: FindDetail<Call> = (call) => (isSignInSetting(call) ? 'application' : undefined);

/** VMAccess sets a user's password or key on a machine; every other extension runs code there. */
const setsPassword = (call: Call): boolean => /vmaccess/i.test(extensionType(call));

const extensionType = (call: Call): string =>
  textAt(call.body, 'properties', 'type') ?? textAt(call.body, 'Properties', 'type') ?? call.lastSegment;

const passwordOfResource = keyOfResource('password');

export const extensionWrite: Finders = {
  decide: (call) => (setsPassword(call) ? 'credential.reset' : 'resource.access'),
  details: {
    extension: extensionType,
    secretType: (call) => (setsPassword(call) ? 'password' : undefined),
  },
  issues: (call, subject) => (setsPassword(call) ? passwordOfResource(call, subject) : NO_ISSUED),
};

/** A vault is written for many reasons; access policies in the request are about who may read it. */
export const vaultWrite = ({ body }: Call): Action =>
  listAt(body, 'properties', 'accessPolicies').length > 0 ? 'privilege.grant' : 'use';

/** Written with everything on, a setting adds to what is logged. */
export const loggingNarrowed = ({ body }: Call): Action => {
  const properties = at(body, 'properties') ?? at(body, 'Properties');
  const state = textAt(properties, 'state');
  const isOff = [...listAt(properties, 'logs'), ...listAt(properties, 'Logs')].some(
    (log) => isObject(log) && (flagAt(log, 'enabled') ?? flagAt(log, 'Enabled')) === false,
  );
  return isOff || state === 'Disabled' ? 'telemetry.change' : 'use';
};
