/**
 * AN1424: tokens taken from instance metadata and used by programs or from places that do not belong to the workload.
 * The cloud's log tells where and with what a workload's credential is used, the host's own log which process asked the
 * metadata service; where both tell of one workload, they are told as one.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import { judgeApplication } from './application.ts';
import { judgeConsole } from './console.ts';
import { joinRead, rememberAddress } from './join.ts';
import { judgeNetwork } from './network.ts';
import { parameters } from './parameters.ts';
import { judgeRead } from './read.ts';
import { take } from './take.ts';
import { isWorkloadCall } from './workload.ts';

export const an1424 = defineAnalytic({
  attack: 'AN1424',
  technique: 'T1528',
  strategy: 'DET0515',
  title: 'Workload credentials used away from their workload',
  listensTo: [
    'token.metadata',
    'use',
    'signin',
    'token.mint',
    'credential.create',
    'credential.read',
    'resource.access',
    'privilege.grant',
  ],
  parameters,
  take,
  telemetry: [
    'CloudTrail management events of every region: the calls made with instance, task and function credentials',
    'auditd, Sysmon, Falco, Tetragon, Tracee or osquery on the machines: which process asks the metadata service (see each source for what to switch on)',
    'Microsoft Entra managed identity sign-ins and Azure activity, Key Vault and Graph logs; Google Cloud audit logs with Data Access',
    'CloudTrail data events (S3, DynamoDB, Lambda) where the workload role works on data: without them a thief who only reads objects is not seen',
  ],
  falsePositives: [
    'an instance whose traffic leaves through a data centre or a proxy: declare the network under workloads',
    'an engineer who copies instance credentials to a laptop to debug: the finding is true, the intent is not hostile',
    'an engineer who asks the metadata service by hand to look something up: told as low at most, and by habit not at all',
    'a new agent or a new SDK rolled out to a fleet: surprising once, then learned',
  ],
  detections: {
    'off-workload': {
      title: 'Workload credential used outside the cloud',
      phase: 'use',
      floor: 'high',
      why: 'The credential of an instance, task or function is delivered only inside that workload. A call with it from elsewhere means that somebody took it out, usually through the metadata service.',
      next: [
        'Confirm that the address is not an egress of your own; if it is, declare it under networks and workloads.',
        'Revoke the active sessions of the role (deny tokens issued before now) and replace the workload.',
        'List everything called with this credential and what it minted; the trail below has both.',
        'Look on the workload for the way in: request forgery, an exposed service, a stolen key. Require IMDSv2.',
      ],
    },
    'second-network': {
      title: 'Workload credential used from two networks at once',
      phase: 'use',
      why: 'A workload calls from its own address or its gateway. The same workload calling from another network while the first is still in use points to a second holder, who may sit in the same cloud.',
      next: [
        'Compare the two addresses with the workload’s interfaces and gateways of that time.',
        'If the second is not yours, revoke the sessions of the role and replace the workload.',
      ],
    },
    'unusual-application': {
      title: 'Workload credential used by a program the workload does not run',
      phase: 'use',
      why: 'A workload runs the same few programs day after day. Another one using its credential is a person at a shell, injected code, or the credential in other hands.',
      next: [
        'Ask the owners of the workload whether they rolled out this program.',
        'If not, look at the sessions and processes on the workload at that time, and revoke the sessions of the role.',
      ],
    },
    'foreign-metadata-read': {
      title: 'Metadata service asked by a process that does not belong there',
      phase: 'credential',
      why: 'Whoever can ask the metadata service gets the machine’s own credential. The programs of a workload ask through their SDK, the same ones every day; a shell, a download tool or a file in a temporary folder is somebody else.',
      next: [
        'Look at what started the process, and at the user it ran as.',
        'If nobody on duty did this, isolate the machine and revoke the sessions of its role.',
        'Look for calls with that role from other addresses since.',
      ],
    },
    'metadata-theft': {
      title: 'Workload credential read by a stranger’s process, then used as a stranger’s',
      phase: 'use',
      why: 'The host’s log shows a process that does not belong at the metadata service, and the cloud’s log shows that machine’s credential from another place or program soon after. Each alone may be explained; together they are a theft seen from both ends.',
      next: [
        'Revoke the active sessions of the role (deny tokens issued before now) and isolate the machine, keeping its disk and memory.',
        'List everything called with this credential and what it minted; the trail below has both.',
        'Find the way in: what started the process on the machine. Require session-bound metadata requests (IMDSv2).',
      ],
    },
    'console-session': {
      title: 'Console session opened with a workload credential',
      phase: 'access',
      floor: 'high',
      why: 'Turning a workload credential into a browser session serves a person who should not hold it: workloads have no use for a console.',
      next: [
        'Revoke the sessions of the role, which ends the console session too.',
        'Review what the console session did; it acts as the workload role.',
      ],
    },
  },
  judge(event, at) {
    if (event.action === 'token.metadata') return judgeRead(event, at);
    if (!isWorkloadCall(event) || event.client.networkKind === 'service') return NONE;
    rememberAddress(event, at);
    const judgements = allOf(judgeNetwork(event, at), judgeApplication(event, at), judgeConsole(event));
    return joinRead(event, judgements, at);
  },
});
