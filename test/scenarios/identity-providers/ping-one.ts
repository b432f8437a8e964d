/** PingOne's audit activities, as its API gives them. */

import type { Dialect, Moment, Person } from './dialect.ts';
import { guid } from './dialect.ts';

const ENVIRONMENT = { id: '11111111-1111-4111-8111-111111111111' };

function user({ number, email }: Person): object {
  return { id: guid(0, number), name: email, environment: ENVIRONMENT, type: 'USER' };
}

function thing(type: string, number: number, name: string): object {
  return { type, id: guid(3, number), name, environment: ENVIRONMENT };
}

function activity(type: string, by: Person, at: Moment, resources: readonly object[]): object {
  const created = new Date(at.time).toISOString();
  return {
    id: guid(1, at.serial),
    recordedAt: created,
    createdAt: created,
    correlationId: guid(4, at.serial),
    internalCorrelation: { sessionId: guid(5, Math.floor(at.time / 43_200_000) * 100 + by.number) },
    actors: { client: { id: 'adminui', name: 'adminui', type: 'CLIENT' }, user: user(by) },
    action: { type, description: type },
    resources,
    result: { status: 'SUCCESS', description: type },
    source: { ipAddress: at.ip, userAgent: at.browser },
  };
}

export const PING_ONE: Dialect = {
  source: 'ping-one',
  signIn: (who, at) => activity('USER.ACCESS_ALLOWED', who, at, [user(who)]),
  resetPassword: (by, whose, at) => activity('PASSWORD.RESET', by, at, [user(whose)]),
  removeFactor: (by, whose, at) =>
    activity('DEVICE.DELETED', by, at, [user(whose), thing('DEVICE', 21, 'telephone')]),
  addIdentityProvider: (by, at) =>
    activity('IDENTITY_PROVIDER.CREATED', by, at, [thing('IDENTITY_PROVIDER', 22, 'Partner')]),
  makeApiKey: (by, at) => activity('SECRET.READ', by, at, [thing('APPLICATION', 23, 'Exporter')]),
};
