/** JumpCloud Directory Insights: events of its directory. */

import type { Dialect, Moment, Person } from './dialect.ts';

function idOf({ number }: Person): string {
  return String(number).padStart(24, '0');
}

function event(type: string, by: object, at: Moment, more: object): object {
  return {
    event_type: type,
    timestamp: new Date(at.time).toISOString(),
    id: String(at.serial).padStart(24, 'a'),
    organization: '0000000000000000000000a1',
    service: 'directory',
    initiated_by: by,
    client_ip: at.ip,
    success: true,
    useragent: { os: 'Mac OS X', name: 'Chrome', version: '132.0.0.0' },
    provider: null,
    '@version': '1',
    ...more,
  };
}

function administrator(who: Person): object {
  return { id: idOf(who), type: 'admin', email: who.email };
}

function user(who: Person): object {
  return { id: idOf(who), type: 'user', username: who.email.replace(/@.*/, ''), email: who.email };
}

export const JUMPCLOUD: Dialect = {
  source: 'jumpcloud',
  signIn: (who, at) =>
    event('user_login_attempt', user(who), at, {
      mfa: true,
      auth_context: { auth_methods: { password: { success: true }, totp: { success: true } } },
    }),
  resetPassword: (by, whose, at) =>
    event('user_password_set', administrator(by), at, { resource: user(whose) }),
  removeFactor: (by, whose, at) =>
    event('totp_delete_enrollment', administrator(by), at, { resource: user(whose) }),
  addIdentityProvider: (by, at) =>
    event('idp_create', administrator(by), at, {
      resource: { id: '0000000000000000000000f1', type: 'idp', name: 'Partner' },
    }),
  makeApiKey: (by, at) =>
    event('admin_apikey_create', administrator(by), at, { resource: administrator(by) }),
};
