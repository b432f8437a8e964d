/** What an organisation may set about minting: expected pairs, speed of travel, how long suspicion lasts. */

import type { JudgeContext } from '../../contract/analytic.ts';

export const parameters = {
  authorizedRoleMappings: {
    type: 'list',
    attack: 'AuthorizedRoleMappings',
    about:
      'further expected pairs, each written "caller -> role" with wildcards over uid or name; roleMappings of the context file count as well',
    default: [],
  },
  geoVelocityThreshold: {
    type: 'number',
    attack: 'GeoVelocityThreshold',
    unit: 'km/h',
    about: 'speed between two calls of one person above which one of them was somebody else',
    default: 900,
    least: 100,
    most: 10_000,
  },
  suspicionWindow: {
    type: 'number',
    unit: 'days',
    about:
      'how long after a suspicious mint or use its credential and descendants are watched at high-value resources',
    default: 14,
    least: 1,
    most: 365,
  },
  leastSurprise: {
    type: 'number',
    unit: 'bits',
    about: 'surprise of the caller → role pair from which a mint is looked at closer',
    default: 4,
    least: 1,
    most: 12,
  },
} as const;

export type Context = JudgeContext<typeof parameters>;
