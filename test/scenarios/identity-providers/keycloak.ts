/** Keycloak's user and admin events, as its event listener writes them. */

import type { Dialect, Moment, Person } from './dialect.ts';
import { guid } from './dialect.ts';

const REALM = '00000000-0000-4000-8000-0000000000a1';

function idOf({ number }: Person): string {
  return guid(0, number);
}

function changed(operation: string, resource: string, path: string, by: Person, at: Moment): object {
  return {
    id: guid(1, at.serial),
    time: at.time,
    realmId: REALM,
    authDetails: {
      realmId: REALM,
      clientId: 'security-admin-console',
      userId: idOf(by),
      ipAddress: at.ip,
    },
    operationType: operation,
    resourceType: resource,
    resourcePath: path,
  };
}

export const KEYCLOAK: Dialect = {
  source: 'keycloak',
  signIn: (who, at) => ({
    id: guid(2, at.serial),
    time: at.time,
    type: 'LOGIN',
    realmId: REALM,
    clientId: 'portal',
    userId: idOf(who),
    sessionId: guid(5, at.serial),
    ipAddress: at.ip,
    details: { auth_method: 'openid-connect', auth_type: 'code', username: who.email },
  }),
  resetPassword: (by, whose, at) => changed('ACTION', 'USER', `users/${idOf(whose)}/reset-password`, by, at),
  removeFactor: (by, whose, at) =>
    changed('DELETE', 'USER', `users/${idOf(whose)}/credentials/${guid(3, 1)}`, by, at),
  addIdentityProvider: (by, at) => ({
    ...changed('CREATE', 'IDENTITY_PROVIDER', 'identity-provider/instances/partner', by, at),
    representation: JSON.stringify({ alias: 'partner', providerId: 'oidc', enabled: true }),
  }),
  makeApiKey: (by, at) => ({
    ...changed('CREATE', 'CLIENT', `clients/${guid(3, 2)}`, by, at),
    representation: JSON.stringify({ clientId: 'exporter', serviceAccountsEnabled: true }),
  }),
};
