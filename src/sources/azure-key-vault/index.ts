/** Azure Key Vault and Managed HSM: who read, used and wrote secrets, keys and certificates. See README.md. */

import { defineSource } from '../../contract/source.ts';
import { framing } from '../../vendor/microsoft/framing.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const azureKeyVault = defineSource({
  id: 'azure-key-vault',
  product: 'Azure Key Vault audit log',
  provider: 'azure',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
