/** The VPN moves to another provider: everybody who uses it comes from a network nobody has seen. */

import type { Surprise } from '../stage.ts';
import { WORLD } from '../world.ts';
import { chanceOf, dayFor } from './calendar.ts';

const ID = 'vpn-change';

export const vpnChange: Surprise = {
  id: ID,
  change: (organisation) =>
    organisation.span === undefined
      ? organisation
      : { ...organisation, vpnMove: { fromDay: dayFor(organisation, ID, 0), network: WORLD.vpnNew } },
  // Whoever keeps the context file thinks of it every other time.
  context: (organisation) => {
    if (chanceOf(organisation, `${ID} declared`)?.chance(0.5) !== true) return {};
    const { name, cidr, country } = WORLD.vpnNew;
    return { networks: [{ name, cidrs: [cidr], trusted: true, kind: 'vpn', country }] };
  },
};
