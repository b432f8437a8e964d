/** People come to AWS through Identity Center's portal, which signs them in to the role of a permission set. */

import { HOME_REGION } from '../organisation.ts';
import type { Random } from '../random.ts';
import type { Role } from './identity.ts';
import type { Minted } from './mint.ts';
import { assumeRoleWithSaml } from './mint.ts';

/** Seconds. */
const WORKING_DAY = 28_800;

export interface PortalCaller {
  readonly email: string;
  readonly ip: string;
  readonly userAgent: string;
}

/** @param duration seconds the session lasts */
export function signInToRole(
  random: Random,
  at: number,
  by: PortalCaller,
  role: Role,
  duration: number = WORKING_DAY,
): Minted {
  return assumeRoleWithSaml(random, at, by, {
    role,
    sessionName: by.email,
    region: HOME_REGION,
    duration,
  });
}
