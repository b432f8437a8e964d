/** Every intrusion that can be staged, sorted by id. A new one is a file or folder here and a line in this list. */

import type { Campaign } from '../stage.ts';
import { certificateSwap } from './certificate-swap.ts';
import { consolePhish } from './console-phish.ts';
import { entraApplicationSecret } from './entra-application-secret.ts';
import { entraFederatedDomain } from './entra-federated-domain.ts';
import { federationPersistence } from './federation-persistence.ts';
import { gcpImpersonationChain } from './gcp-impersonation-chain.ts';
import { gcpServiceAccountKey } from './gcp-service-account-key.ts';
import { goldenSaml } from './golden-saml.ts';
import { helpdeskSocial } from './helpdesk-social.ts';
import { hostileIdp } from './hostile-idp.ts';
import { instanceRoleInsideCloud, instanceRoleOutside } from './instance-role.ts';
import { managedIdentityElsewhere } from './managed-identity-elsewhere.ts';
import { oktaAdminReset } from './okta-admin-reset.ts';
import { oktaApiToken } from './okta-api-token.ts';
import { signedJwt } from './signed-jwt.ts';
import { slowInsider } from './slow-insider.ts';
import { ssrfMetadata } from './ssrf-metadata.ts';
import { stolenInstanceRole } from './stolen-instance-role/index.ts';
import { stolenLongTermKey } from './stolen-long-term-key.ts';
import { tokenReplay } from './token-replay.ts';
import { workspaceDelegation } from './workspace-delegation.ts';

export const CAMPAIGNS: readonly Campaign[] = [
  certificateSwap,
  consolePhish,
  entraApplicationSecret,
  entraFederatedDomain,
  federationPersistence,
  gcpImpersonationChain,
  gcpServiceAccountKey,
  goldenSaml,
  helpdeskSocial,
  hostileIdp,
  instanceRoleInsideCloud,
  instanceRoleOutside,
  managedIdentityElsewhere,
  oktaAdminReset,
  oktaApiToken,
  signedJwt,
  slowInsider,
  ssrfMetadata,
  stolenInstanceRole,
  stolenLongTermKey,
  tokenReplay,
  workspaceDelegation,
];
