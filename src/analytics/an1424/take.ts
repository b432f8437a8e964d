/** Our own take on AN1424: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: {
    priority: 'now',
    why: 'Every server carries a key to the cloud that any flaw in its software may give away. Used from outside, that key turns one hacked web page into access to the account behind it.',
  },
  technical:
    'The metadata service hands the workload’s credential to whatever process asks. A thief reads it through a request forgery or a shell and uses it elsewhere. The credential names its workload in each call, so use from another network, by a program the role never ran, or as a browser session contradicts it.',
  telemetry: [
    'Management events of all regions, with the name of the private endpoint a call came through.',
    'Host sensors that see which process asks the metadata service: only they catch the theft before the use.',
    'Data events where roles work on data; a thief who only reads objects makes no other call.',
  ],
  direction: [
    'Use outside the cloud is a fact and needs no baseline; inside it, compare networks and programs with the role’s own.',
    'Join the read with the use: an unexpected reader matters most when its machine’s credential then moves.',
    'Expect gateways to change; a second network counts when the first goes on being used.',
  ],
  mitigations: [
    'Demand session tokens from the metadata service and one network hop at most.',
    'Bind roles to the network they run in, by condition on address, network or endpoint.',
    'Give each workload a role of its own with little in it.',
  ],
  limits: [
    'A thief who works on the machine itself, with its own program, is that machine.',
    'Functions run on many machines at once; a second network says nothing there.',
    'Without host sensors the read itself is invisible.',
  ],
  confidence: {
    level: 'high',
    why: 'Very high for use outside the cloud, which has few honest reasons; medium for new programs and second networks, which deployments bring, too.',
  },
};
