/** Service-linked roles: AWS makes them, one per service and account, for its services to act in the account. */

import { Random } from '../random.ts';
import type { Role } from './identity.ts';
import { role } from './identity.ts';

const IDS = new Random('service-linked roles');

/** `service` is the first label of the service's host name. */
export function linkedRole(account: string, service: string, name: string): Role {
  return role(account, name, IDS, `/aws-service-role/${service}.amazonaws.com/`);
}
