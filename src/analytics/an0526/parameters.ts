/** What an organisation may set about tokens: how far, who, how close in time, how surprising. */

import type { JudgeContext } from '../../contract/analytic.ts';

export const parameters = {
  geoIpDistanceThreshold: {
    type: 'number',
    attack: 'GeoIPDistanceThreshold',
    unit: 'km',
    about: 'distance between where a token was asked for and where it is used, from which it counts as moved',
    default: 500,
    least: 0,
    most: 20_000,
  },
  roleScope: {
    type: 'list',
    attack: 'RoleScope',
    about: 'kinds of callers that may obtain temporary tokens; a token for any other kind is out of scope',
    default: [
      'user',
      'role',
      'federated-user',
      'service',
      'service-account',
      'managed-identity',
      'application',
      'account',
      'host',
      'anonymous',
      'unknown',
    ],
    allowed: [
      'user',
      'root',
      'role',
      'federated-user',
      'service',
      'service-account',
      'managed-identity',
      'application',
      'account',
      'host',
      'anonymous',
      'unknown',
    ],
  },
  togetherWithin: {
    type: 'number',
    unit: 'minutes',
    about: 'two networks of one token within this time count as used at once',
    default: 30,
    least: 1,
    most: 720,
  },
  leastSurprise: {
    type: 'number',
    unit: 'bits',
    about: 'surprise of place, region or program from which a token request is looked at closer',
    default: 6,
    least: 1,
    most: 12,
  },
} as const;

export type Context = JudgeContext<typeof parameters>;
