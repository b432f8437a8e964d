/** Every intrusion that can be staged, sorted by id. A new one is a file or folder here and a line in this list. */

import type { Campaign } from '../stage.ts';
import { certificateSwap } from './certificate-swap.ts';
import { consolePhish } from './console-phish.ts';
import { federationPersistence } from './federation-persistence.ts';
import { goldenSaml } from './golden-saml.ts';
import { helpdeskSocial } from './helpdesk-social.ts';
import { hostileIdp } from './hostile-idp.ts';
import { instanceRoleInsideCloud, instanceRoleOutside } from './instance-role.ts';
import { oktaAdminReset } from './okta-admin-reset.ts';
import { oktaApiToken } from './okta-api-token.ts';
import { slowInsider } from './slow-insider.ts';
import { stolenInstanceRole } from './stolen-instance-role/index.ts';
import { stolenLongTermKey } from './stolen-long-term-key.ts';
import { workspaceDelegation } from './workspace-delegation.ts';

export const CAMPAIGNS: readonly Campaign[] = [
  certificateSwap,
  consolePhish,
  federationPersistence,
  goldenSaml,
  helpdeskSocial,
  hostileIdp,
  instanceRoleInsideCloud,
  instanceRoleOutside,
  oktaAdminReset,
  oktaApiToken,
  slowInsider,
  stolenInstanceRole,
  stolenLongTermKey,
  workspaceDelegation,
];
