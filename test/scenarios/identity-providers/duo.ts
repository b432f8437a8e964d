/** Duo's activity log for what administrators do, and its authentication log for everybody's sign-ins. */

import type { Dialect, Moment, Person } from './dialect.ts';
import { guid } from './dialect.ts';

function userKey({ number }: Person): string {
  return `DU${String(number).padStart(18, '0')}`;
}

function target(who: Person, type: string): object {
  return { key: userKey(who), name: who.email, type, details: JSON.stringify({ email: who.email }) };
}

function activity(name: string, by: Person, at: Moment, on: object): object {
  return {
    access_device: { browser: 'Chrome', browser_version: '124.0', ip: { address: at.ip }, os: 'Windows' },
    action: { name, details: null },
    activity_id: guid(1, at.serial),
    actor: {
      key: `DE${String(by.number).padStart(18, '0')}`,
      name: by.name,
      type: 'admin',
      details: JSON.stringify({ email: by.email }),
    },
    akey: 'DA000000000000000001',
    application: null,
    old_target: null,
    outcome: null,
    target: on,
    ts: new Date(at.time).toISOString().replace('Z', '000+00:00'),
  };
}

export const DUO: Dialect = {
  source: 'duo',
  signIn: (who, at) => ({
    access_device: { browser: 'Chrome', browser_version: '124.0', ip: at.ip, os: 'Windows' },
    application: { key: 'DIAPP000000000000001', name: 'Portal' },
    auth_device: { ip: at.ip, key: `DP${String(who.number).padStart(18, '0')}`, name: 'telephone' },
    email: who.email,
    event_type: 'authentication',
    factor: 'duo_push',
    isotimestamp: new Date(at.time).toISOString().replace('Z', '000+00:00'),
    reason: 'user_approved',
    result: 'success',
    timestamp: Math.floor(at.time / 1000),
    txid: guid(2, at.serial),
    user: { groups: ['staff'], key: userKey(who), name: who.email },
  }),
  // Duo has no passwords: a code that stands in for the second factor is what opens an account.
  resetPassword: (by, whose, at) => activity('bypass_create', by, at, target(whose, 'user_bypass')),
  removeFactor: (by, whose, at) =>
    activity('user_update', by, at, {
      ...target(whose, 'user'),
      details: JSON.stringify({ email: whose.email, status: 'Bypass' }),
    }),
  addIdentityProvider: (by, at) =>
    activity('sso_identity_provider_create', by, at, {
      key: 'SI000000000000000001',
      name: 'Partner',
      type: 'sso_identity_provider',
      details: null,
    }),
  makeApiKey: (by, at) =>
    activity('integration_create', by, at, {
      key: 'DIEXP000000000000001',
      name: 'Exporter',
      type: 'integration',
      details: JSON.stringify({ type: 'Admin API', raw_type: 'adminapi', name: 'Exporter' }),
    }),
};
