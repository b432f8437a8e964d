/** OneLogin's events as its API gives them: numbered types. */

import type { Dialect, Moment, Person } from './dialect.ts';

function event(type: number, by: Person, whose: Person, at: Moment, more: object = {}): object {
  return {
    id: 50_000_000_000 + at.serial,
    created_at: new Date(at.time).toISOString(),
    account_id: 100_001,
    event_type_id: type,
    actor_user_id: 900_000 + by.number,
    actor_user_name: by.name,
    user_id: 900_000 + whose.number,
    user_name: whose.name,
    user_attributes_email: whose.email,
    ipaddr: at.ip,
    user_agent: at.browser,
    notes: null,
    ...more,
  };
}

export const ONELOGIN: Dialect = {
  source: 'onelogin',
  signIn: (who, at) => event(5, who, who, at),
  resetPassword: (by, whose, at) => event(211, by, whose, at),
  removeFactor: (by, whose, at) =>
    event(24, by, whose, at, { otp_device_id: 40, otp_device_name: 'OneLogin Protect' }),
  addIdentityProvider: (by, at) => event(74, by, by, at, { resource_type_id: 7, notes: 'Partner' }),
  makeApiKey: (by, at) => event(179, by, by, at, { notes: 'Exporter' }),
};
