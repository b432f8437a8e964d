/**
 * AN0717: forged web credentials. A principal that does not normally do so mints tokens, the tokens turn up in
 * unfamiliar places, and then reach high-value resources. Each step is judged by itself; the chain raises the level.
 */

import { defineAnalytic } from '../../contract/analytic.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import { judgeChain } from './chain.ts';
import { judgeConsole } from './console.ts';
import { judgeKey } from './keys.ts';
import { judgeMint } from './mint.ts';
import { parameters } from './parameters.ts';
import { judgeUnannounced } from './sign-in.ts';
import { take } from './take.ts';
import { judgeTravel } from './travel.ts';

export const an0717 = defineAnalytic({
  attack: 'AN0717',
  technique: 'T1606',
  strategy: 'DET0260',
  title: 'Tokens minted by unusual principals and used to reach high-value resources',
  listensTo: [
    'token.mint',
    'signin',
    'credential.create',
    'credential.reset',
    'credential.read',
    'privilege.grant',
    'trust.change',
    'sso.change',
    'telemetry.change',
    'resource.access',
    'use',
  ],
  parameters,
  take,
  telemetry: [
    'CloudTrail management events of every region (STS logs in the region of the endpoint used)',
    'Sign-in events, which CloudTrail writes in the region of the sign-in endpoint',
    'CloudTrail data events for the resources declared as highValue, where their content is the target',
    'sign-in logs of the identity providers and of the access portal, for sessions without a sign-in',
    'Data Access logs of iamcredentials and sts in Google Cloud; service principal sign-ins in Entra',
  ],
  falsePositives: [
    'a new deployment pipeline or cross-account tool on its first day: declare it under roleMappings or automation',
    'an administrator taking over a colleague’s duty',
    'travel, and a VPN switched on in between: declare VPN egress under networks',
  ],
  detections: {
    'unusual-mint': {
      title: 'Token minted by an unusual principal',
      phase: 'token',
      why: 'Whoever holds a key or a session can trade it for another identity. A pair of caller and role that was never seen, from a place or with a program that does not fit, is how that trade looks in the log.',
      next: [
        'Ask the caller’s owner whether they assumed this role.',
        'Check who changed the role’s trust policy last, and whether the caller’s credential was used elsewhere.',
        'If it is not theirs: disable the caller’s credential and revoke the role’s sessions issued before now.',
      ],
    },
    'role-mapping-violated': {
      title: 'Role assumed by a caller outside the declared mapping',
      phase: 'token',
      why: 'The organisation has written down who may assume this role, and this caller is not among them. Either the mapping or the trust policy is wrong, or the caller is.',
      next: [
        'Compare the role’s trust policy with the declared mapping.',
        'If the caller is legitimate, add it to roleMappings; if not, revoke the sessions and tighten the trust policy.',
      ],
    },
    'administrator-federation-token': {
      title: 'Federation token with administrator rights',
      phase: 'token',
      floor: 'high',
      why: 'A federation token keeps working for up to 36 hours even after the key that made it is disabled. With administrator rights it is a second, quieter set of keys to the account.',
      next: [
        'Disabling the access key is not enough: attach a deny policy to the issuing user until the token has expired.',
        'Follow the token’s trail below, its console sign-in above all.',
        'Ask why the issuing user may call GetFederationToken at all.',
      ],
    },
    'federated-console-sign-in': {
      title: 'Console opened with a federation token',
      phase: 'access',
      why: 'A key was traded for a browser session without a password or a second factor. Few tools do that for users; intruders do it to work in comfort.',
      next: [
        'Confirm with the owner of the issuing key.',
        'End the session by a deny policy on the issuing principal and rotate its key.',
      ],
    },
    'session-without-sign-in': {
      title: 'Federated session without a sign-in before it',
      phase: 'use',
      why: 'Sessions come out of a sign-in at the identity provider, and for this person they always have. One without it was asked for with an assertion that the identity provider may never have issued: whoever holds its signing key can be anybody.',
      next: [
        'Look the session up in the identity provider’s own log: a sign-in, a portal, anything of this person in those hours.',
        'If there is none: treat the signing key as stolen, rotate it at both ends, and end every federated session.',
        'If the log has a gap, close it; until then forged sessions look like this one.',
      ],
    },
    'unused-key': {
      title: 'Application proves itself with a key it never used',
      phase: 'token',
      why: 'An application or service account keeps its key for months. A second one beside it, used from elsewhere or made by somebody whose doings are odd already, is a way in that outlasts the rotation of the first.',
      next: [
        'Ask the application’s owner whether they rotated its key; see who made the new one.',
        'If it is not theirs: remove the key, then see which tokens were issued for it and what those reached.',
      ],
    },
    'impossible-travel': {
      title: 'One person in two places too far apart',
      phase: 'access',
      why: 'The distance between two calls cannot be travelled in the time between them. One of the two was somebody else, or went through a relay that should be declared.',
      next: [
        'Ask the person where they were and whether they use a VPN.',
        'If one of the calls is not theirs, end all their sessions and reset their credentials.',
      ],
    },
    'suspicious-chain': {
      title: 'Credential of suspicious descent reached a high-value resource',
      phase: 'impact',
      why: 'The credential comes, directly or through others, from a mint or a use that was itself out of the ordinary, and it has now touched something that opens further doors or is worth taking.',
      next: [
        'Treat the resource as exposed: rotate the secret, review what was read or changed.',
        'Cut the chain at its root: the first credential of the trail, not only the last.',
      ],
    },
  },
  judge(event, at) {
    if (event.principal.kind === 'service') return NONE;
    const { action } = event;
    const { credential, network } = at.fresh;
    const isSignIn = action === 'signin';
    const console = judgeConsole(event, at);
    return allOf(
      console.length > 0 || action !== 'token.mint' ? console : judgeMint(event, at),
      isSignIn || credential ? judgeUnannounced(event, at) : NONE,
      credential ? judgeKey(event, at) : NONE,
      isSignIn || network ? judgeTravel(event, at) : NONE,
      judgeChain(event, at),
    );
  },
});
