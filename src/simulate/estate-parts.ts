/** The parts of the organisation that estates add, for whoever plays in one and cannot do without it. */

import type { Gcp } from './gcp/model.ts';
import type { Microsoft } from './microsoft/model.ts';
import type { Organisation } from './organisation.ts';

/** @throws where the organisation has no estate at Google Cloud */
export function gcpOf({ gcp }: Organisation): Gcp {
  if (gcp === undefined) throw new RangeError('the organisation has nothing at Google Cloud');
  return gcp;
}

/** @throws where the organisation has no estate at Microsoft */
export function microsoftOf({ microsoft }: Organisation): Microsoft {
  if (microsoft === undefined) throw new RangeError('the organisation has nothing at Microsoft');
  return microsoft;
}
