/**
 * What an operation of a product without a table here most likely means, by the words of its name. Errs towards `use`:
 * an operation only counts as what its name says outright.
 */

import type { Action } from '../../model/action.ts';

/** Words in the order of the name, without what separates them; the first pattern that fits decides. */
const PATTERNS: readonly (readonly [name: RegExp, action: Action])[] = [
  [
    /(regenerate|generate|create|view|show)\w*recoverycode|recoverycode\w*(regenerate|generate|create|view|show)/,
    'factor.change',
  ],
  [
    /(reset|change|update|set|recover|forgot)\w*password|password\w*(reset|change|update|recover)/,
    'credential.reset',
  ],
  [/(regenerate|rotate|reactivate|reset)\w*(key|secret|credential|token)/, 'credential.reset'],
  [
    /(generate|mint|issue|exchange|create)\w*(accesstoken|idtoken|sessiontoken|assertion)|signjwt|signblob|tokenexchange|assumerole/,
    'token.mint',
  ],
  [
    /(list|get|read|access|retrieve|reveal|view|export|download)\w*(secret|password|privatekey|recoverykey|credential|storagekey|accesskey|listkeys)|secretget|accesssecretversion|listkeys/,
    'credential.read',
  ],
  [/(upload|import|register)\w*(key|certificate|secret)/, 'credential.import'],
  [
    /(create|add|generate|issue|new)\w*(key|secret|token|credential|password|certificate)|(key|secret|token|certificate)\w*(created|generated|issued)/,
    'credential.create',
  ],
  [
    /\w*(mfa|factor|authenticator|strongauth|securityinfo)\w*(add|activat|enrol|register|reset|deactivat|delete|remove|disable|enable|update|change|creat)|(add|activat|enrol|register|reset|deactivat|delete|remove|disable|enable|update|change|creat)\w*(mfa|factor|authenticator|strongauth|securityinfo)/,
    'factor.change',
  ],
  [/(workload|workforce)\w*(pool|provider)|federatedidentitycredential|trustpolicy/, 'trust.change'],
  [
    /(create|add|update|set|enable|disable|delete|activate|modify)\w*(identityprovider|idp|federation|saml|sso|conditionalaccess|signonpolicy|oidcprovider)/,
    'sso.change',
  ],
  [
    /setiampolicy|(add|assign|grant|attach|bind|create)\w*(role|permission|privilege|policyto|membertogroup|memberto|admin)|roleassignments?write/,
    'privilege.grant',
  ],
  [
    /(delete|stop|disable|update|remove|pause)\w*(sink|trail|logging|logbucket|auditlog|diagnosticsetting|logstream|eventhook)/,
    'telemetry.change',
  ],
  [/^(login|logon|signin|usersessionstart|userlogin|userloggedin|loginsuccess|loginfailure)$/, 'signin'],
];

const MOST_REMEMBERED = 5_000;
const LONGEST_NAME = 200;
const remembered = new Map<string, Action>();

export function guessAction(operation: string): Action {
  let action = remembered.get(operation);
  if (action === undefined) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    action = find(
      operation
        .slice(-LONGEST_NAME)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    );
    remembered.set(operation, action);
  }
  return action;
}

function find(words: string): Action {
  return PATTERNS.find(([pattern]) => pattern.test(words))?.[1] ?? 'use';
}
