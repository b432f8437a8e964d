/** Who did what an audit is about: a person, an application, or a part of the directory itself. */

import { UNKNOWN } from '../../contract/principals.ts';
import { at, parseNested, textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { applicationPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';

export interface Initiator {
  readonly user: {
    readonly id: string | undefined;
    readonly upn: string | undefined;
    readonly name: string | undefined;
  };
  readonly app: {
    readonly id: string | undefined;
    readonly appId: string | undefined;
    readonly name: string | undefined;
  };
  readonly ip: string | undefined;
}

/** For `record.derived`. */
export function readInitiator(value: unknown): Initiator {
  const said = typeof value === 'string' ? parseNested(value.trim()) : value;
  const user = at(said, 'user');
  const app = at(said, 'app');
  return {
    user: {
      id: textAt(user, 'id'),
      upn: textAt(user, 'userPrincipalName'),
      name: textAt(user, 'displayName'),
    },
    app: {
      id: textAt(app, 'servicePrincipalId'),
      appId: textAt(app, 'appId'),
      name: textAt(app, 'displayName') ?? textAt(app, 'servicePrincipalName'),
    },
    ip: textAt(user, 'ipAddress'),
  };
}

/**
 * @param identity the name beside the initiator, where that is empty
 * @param service the part of the directory that wrote the record: what it does by itself has no initiator
 */
export function initiatorPrincipal(
  { user, app }: Initiator,
  tenant: string,
  identity: unknown,
  service: string | undefined,
): Principal {
  const person = userPrincipal({ id: user.id, upn: user.upn, displayName: user.name, tenant });
  if (person !== undefined) return person;
  const application = applicationPrincipal({ id: app.id, appId: app.appId, displayName: app.name, tenant });
  if (application !== undefined) return application;
  const named = typeof identity === 'string' && identity !== '' ? identity.slice(0, 120) : service;
  return applicationPrincipal({ displayName: named, tenant }) ?? UNKNOWN;
}
