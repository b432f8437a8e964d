/** Auth0's tenant log: sign-ins, and calls of the Management API made in its dashboard. */

import type { Dialect, Moment, Person } from './dialect.ts';

const TENANT = { hostname: 'login.example.com', tenant_name: 'example-tenant' };

function common(at: Moment): object {
  const { ip, browser, serial } = at;
  return {
    date: new Date(at.time).toISOString(),
    ip,
    user_agent: browser,
    log_id: `9002026030209${String(serial).padStart(38, '0')}`,
    ...TENANT,
  };
}

function idOf({ number }: Person): string {
  return `auth0|${String(number).padStart(24, '0')}`;
}

function managed(
  { by, at }: { readonly by: Person; readonly at: Moment },
  description: string,
  [method, path]: readonly [string, string],
  body: object | null,
  answer: object | null,
): object {
  const user = { user_id: idOf(by), name: by.name, email: by.email };
  const auth = { strategy: 'jwt', credentials: { jti: String(at.serial).padStart(32, '0') }, user };
  const channel = 'https://manage.auth0.com/';
  const request = { method, path, query: {}, userAgent: at.browser, body, channel, ip: at.ip, auth };
  return {
    ...common(at),
    type: 'sapi',
    description,
    client_id: 'EXAMPLEmanagementEXAMPLE00000009',
    user_id: idOf(by),
    details: { request, response: { statusCode: 200, body: answer } },
  };
}

export const AUTH0: Dialect = {
  source: 'auth0',
  signIn: (who, at) => ({
    ...common(at),
    type: 's',
    client_id: 'EXAMPLEclientEXAMPLEclient000001',
    client_name: 'Example Portal',
    user_id: idOf(who),
    user_name: who.email,
    connection: 'Username-Password-Authentication',
    strategy: 'auth0',
    strategy_type: 'database',
    details: {
      session_id: `EXAMPLEsession${String(at.serial).padStart(18, '0')}`,
      prompts: [{ name: 'prompt-authenticate' }, { name: 'mfa', performed_amr: ['mfa'] }],
    },
  }),
  resetPassword: (by, whose, at) =>
    managed(
      { by, at },
      'Update a User',
      ['patch', `/api/v2/users/${encodeURIComponent(idOf(whose))}`],
      { password: '***', connection: 'Username-Password-Authentication' },
      { user_id: idOf(whose), email: whose.email },
    ),
  removeFactor: (by, whose, at) =>
    managed(
      { by, at },
      'Delete all of a user authenticators',
      ['delete', `/api/v2/users/${encodeURIComponent(idOf(whose))}/authenticators`],
      null,
      null,
    ),
  addIdentityProvider: (by, at) =>
    managed(
      { by, at },
      'Create a connection',
      ['post', '/api/v2/connections'],
      { name: 'partner', strategy: 'samlp', enabled_clients: ['EXAMPLEclientEXAMPLEclient000001'] },
      { id: 'con_0000000000000007', strategy: 'samlp', name: 'partner' },
    ),
  makeApiKey: (by, at) =>
    managed(
      { by, at },
      'Create a client',
      ['post', '/api/v2/clients'],
      { name: 'Exporter', app_type: 'non_interactive' },
      { client_id: 'EXAMPLEshadowEXAMPLEshadow000004', name: 'Exporter' },
    ),
};
