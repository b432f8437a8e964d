/** Our own take on AN0526: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: {
    priority: 'next',
    why: 'Temporary tokens are the currency of cloud work: one copied token lets an outsider act as a colleague or a program until it runs out, without a password and past the second factor.',
  },
  technical:
    'Most tokens are asked for by the same programs, from the same networks, for the same length, day after day. A stolen key or session asks differently in at least one of these, and a stolen token shows up in a second place while its owner still uses it.',
  telemetry: [
    'The call that issued a token and the calls made with it, tied by the token’s own id: without the id in the response, only the caller is left to compare.',
    'Every region: token services log where they were called, and intruders choose a region nobody watches.',
    'In Google Cloud the data access log of the token services, which is off until somebody switches it on.',
  ],
  direction: [
    'Judge the request against its principal’s own habits first, against its peers second; a rule on the call alone drowns in ordinary work.',
    'One token in two places at once says more than one token in a new place.',
    'Leave plain session tokens of users with a second factor alone: they are daily routine.',
  ],
  mitigations: [
    'Replace lasting keys by workload identity, so that there is little to ask for tokens with.',
    'Bind roles to networks and to organisation ids by condition.',
    'Keep sessions short, and know how to revoke them: by a deny on tokens older than now.',
  ],
  limits: [
    'A thief behind the victim’s own network with the victim’s own program asks just like the victim.',
    'Distance is that of countries and networks, not of people.',
    'New principals have no habits yet; their peers’ stand in and are a weaker measure.',
  ],
  confidence: {
    level: 'medium',
    why: 'Strong where a token is seen in two places or descends from something odd; on the request alone it is a degree of surprise that needs two weeks of history.',
  },
};
