/**
 * AN0526: temporary tokens and federation sessions that do not fit the account's normal principals, regions and
 * distances. What a token is worth depends on its use: the request is judged beside its habits, the use beside
 * the request.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { rememberExit } from '../../contract/exits.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { judgeDescent } from './descent.ts';
import { rememberDevice, withDevice } from './device.ts';
import { judgeKeyPlace } from './key.ts';
import { type Context, parameters } from './parameters.ts';
import { judgePlaces } from './places.ts';
import { judgeRequest } from './request.ts';
import { judgeSessionPlace } from './session.ts';
import { judgeSignIn, rememberCode } from './sign-in.ts';
import { take } from './take.ts';

export const an0526 = defineAnalytic({
  attack: 'AN0526',
  technique: 'T1550.001',
  strategy: 'DET0185',
  title: 'Temporary tokens that do not fit normal activity',
  listensTo: [
    'token.mint',
    'use',
    'signin',
    'credential.create',
    'credential.read',
    'resource.access',
    'privilege.grant',
    'trust.change',
  ],
  parameters,
  take,
  telemetry: [
    'CloudTrail management events of every region; STS logs in the region of the endpoint that was called',
    'the records of both accounts for calls across accounts, from an organization trail or from each account',
    'sign-in logs of the identity providers with session ids; in Entra the non-interactive ones too',
    'Data Access logs of iamcredentials and sts in Google Cloud',
  ],
  falsePositives: [
    'laptops that change from office to mobile network within one token’s life',
    'pipelines whose runners moved to another network: declare it under networks and automation',
    'tools that pass a token from a broker to workers in other places: declare the networks as trusted',
  ],
  detections: {
    'unusual-request': {
      title: 'Temporary token asked for in an unusual way',
      phase: 'token',
      why: 'The request differs from what this principal asks for day after day: another place, region, program, session name, life or depth of role chain.',
      next: [
        'Ask the owner of the principal whether they changed tool or place.',
        'If not, disable the credential that made the request and revoke the sessions it issued.',
      ],
    },
    'out-of-scope': {
      title: 'Temporary token for a kind of caller that has no business with it',
      phase: 'token',
      why: 'The organisation has limited which kinds of identities obtain tokens. The root user, for one, never needs any.',
      next: [
        'Find out who used this identity and why.',
        'Revoke the token’s sessions; remove the keys that made the request possible.',
      ],
    },
    'used-in-two-places': {
      title: 'One temporary token used from two places',
      phase: 'use',
      why: 'A short-lived token serves the program that asked for it. Two networks with one token means that a copy of it is in other hands.',
      next: [
        'Tell which of the two places belongs to the owner.',
        'Revoke the sessions of the role or user, then look for how the token was copied: logs, build output, a compromised machine.',
        'Review the calls made from the other place.',
      ],
    },
    'on-another-device': {
      title: 'Session used on another device than it was opened on',
      phase: 'use',
      why: 'A session lives in the browser or system of one machine. Another machine presenting it, in a place new to the person, holds a copy: taken by malware, or by a page that stood between the person and the real sign-in.',
      next: [
        'Ask the person, by another channel, which machines they use.',
        'If the second is not theirs, revoke their sessions and refresh tokens, then look at the first machine for how the session was copied.',
        'Review what was done from the second.',
      ],
    },
    'key-in-new-network': {
      title: 'Lasting key used from a network new to it',
      phase: 'use',
      why: 'The key has been used from its own places all along. Keys do not move by themselves: it was installed elsewhere, or copied.',
      next: [
        'Ask the owner of the key whether it was installed in another place.',
        'If not, disable it, then see what it was used for from the new network and which tokens it minted.',
      ],
    },
    'session-in-new-network': {
      title: 'Session used from a network new to its owner',
      phase: 'use',
      why: 'The session acts in a name that is known at other places. How it was obtained is not in these logs, so this use is the first sign of it: a journey, or a copy of what the owner’s machine or browser kept.',
      next: [
        'Ask the owner, by another channel, whether they are at that place and use that program.',
        'If not, revoke the sessions of the role or user and end their session at the access portal or identity provider.',
        'Review what was called from there, and look at the owner’s machine for how the session was copied.',
      ],
    },
    'unusual-sign-in': {
      title: 'Sign-in at the identity provider that does not fit the person',
      phase: 'access',
      why: 'Everything the person may use opens with this session, in every cloud. Whoever phished a password or a session cookie looks like this: the right name, another network, another program.',
      next: [
        'Ask the person, by another channel, whether it was them.',
        'If not, end their sessions at the identity provider and in the clouds, and reset password and factors.',
      ],
    },
    'suspicious-credential-used': {
      title: 'Credential of suspicious origin in use',
      phase: 'use',
      quiet: true,
      why: 'The credential descends from a mint, a sign-in or a use that was out of the ordinary, so each call with it may be the intruder’s.',
      next: ['Judge it with the finding it descends from.', 'Review all calls of the credential’s trail.'],
    },
    'moved-since-mint': {
      title: 'Temporary token used far from where it was asked for',
      phase: 'use',
      why: 'The token was asked for in one place and used in another that is too far away to be the same machine or person.',
      next: [
        'Ask the owner whether the token was passed on deliberately.',
        'If not, revoke the sessions and rotate the credential that minted it.',
      ],
    },
  },
  judge(event, at) {
    const { network, back } = at.fresh;
    const isSignIn = event.action === 'signin';
    if (isSignIn || network) rememberExit(event, at.recall, at.surprise);
    const begun = isSignIn ? judgeBegun(event, at) : judgeRequest(event, at);
    const placed = network || back ? withDevice(event, at, judgePlaces(event, at)) : NONE;
    const alone = placed.length > 0 ? NONE : judgeSessionPlace(event, at);
    return allOf(begun, placed, alone, judgeKeyPlace(event, at), judgeDescent(event, at));
  },
});

/** What a sign-in shows, and what is kept of it. */
function judgeBegun(event: Event, at: Context): readonly Judgement[] {
  rememberDevice(event, at);
  const judgements = judgeSignIn(event, at);
  rememberCode(event, at);
  return judgements;
}
