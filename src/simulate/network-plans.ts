/** The two address plans by use: the small one of the bundled example, and the wide one of the evaluation. */

import { NETWORKS } from './networks.ts';
import type { NetworkPlan } from './organisation.ts';
import { GUEST_NETWORKS, WORLD } from './world.ts';

export const SMALL_PLAN: NetworkPlan = {
  vpn: NETWORKS.vpn,
  natProd: NETWORKS.natProd,
  natShared: NETWORKS.natShared,
  natDev: NETWORKS.natDev,
  functions: NETWORKS.functions,
  ci: NETWORKS.ci,
  ciNew: NETWORKS.ciNew,
  guests: [NETWORKS.hotel],
};

export const WIDE_PLAN: NetworkPlan = {
  vpn: WORLD.vpn,
  natProd: WORLD.awsProd,
  natShared: WORLD.awsShared,
  natDev: WORLD.awsDev,
  functions: WORLD.awsFunctions,
  ci: WORLD.ci,
  ciNew: WORLD.ciNew,
  guests: GUEST_NETWORKS,
};
