/** Rules over what machines report of themselves. */

import type { RuleSet } from './rule-set.ts';

export const HOST_RULES: readonly RuleSet[] = [
  {
    log: 'osquery',
    product: 'osquery',
    within: [],
    beyond: [
      [
        'a machine is looked at; its cloud’s metadata service is not asked for a credential',
        [
          'Osquery.Linux.AWSCommandExecuted',
          'Osquery.Linux.LoginFromNonOffice',
          'Osquery.Mac.ApplicationFirewallSettings',
          'Osquery.Mac.AutoUpdateEnabled',
          'Osquery.Mac.OSXAttacks',
          'Osquery.Mac.UnwantedChromeExtensions',
          'Osquery.SSHListener',
          'Osquery.SuspiciousCron',
          'Osquery.UnsupportedMacOS',
        ],
      ],
    ],
  },
];
