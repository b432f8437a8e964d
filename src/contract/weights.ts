/**
 * One table for every fixed weight, each with its reason; from where and up to where something counts is in
 * `thresholds.ts`. Bits are log-odds in base 2: a weight of 4 says the fact is about 16 times likelier in an intrusion
 * than in ordinary work. Surprise (from the baselines) comes in the same unit, so the two add.
 */

interface Weight {
  readonly bits: number;
  readonly because: string;
}

export const WEIGHTS = {
  root: {
    bits: 10,
    because: 'the root user has no ordinary work; its keys and sessions bypass every policy',
  },
  'no-mfa': { bits: 2, because: 'a session without a second factor is cheaper to steal' },
  'someone-else': {
    bits: 8,
    because: 'making or resetting a credential for another identity is how access outlives its discovery',
  },
  'for-program': {
    bits: 5,
    because: 'somebody has to make a program’s secrets; whoever does holds them, too',
  },
  'standing-key': { bits: 4, because: 'a key that was read works for its reader until it is replaced' },
  'maker-uses-it': {
    bits: 6,
    because: 'a key made for another is handed over; used from where it was made, it was kept',
  },
  'every-machine': { bits: 4, because: 'one entry opens every machine of the project' },
  'outside-console': {
    bits: 4,
    because:
      'people who hand out lasting credentials do it in the console; a bare call is how programs do it',
  },
  'temporary-caller': {
    bits: 3,
    because: 'a session that ends by itself leaves behind a credential that does not',
  },
  'workload-caller': {
    bits: 6,
    because: 'machines and functions have no need to make credentials for identities',
  },
  'not-in-baseline': {
    bits: 6,
    because: 'the context file lists who makes credentials, and this principal is not among them',
  },
  'lasting-key': {
    bits: 4,
    because: 'it works without a second factor, from anywhere, until somebody deletes it',
  },
  'password-kept': {
    bits: 4,
    because: 'who hands out a password has it changed at sign-in; who means to use it does not',
  },
  'dormant-identity': { bits: 4, because: 'nobody watches an account that nobody has used for long' },
  'dormant-credential': { bits: 4, because: 'nobody misses or watches a credential that was out of use' },
  'factor-removed': { bits: 4, because: 'without its second factor an account is a password away' },
  'key-on-machine': { bits: 6, because: 'whoever places a key on a running machine is about to enter it' },
  'several-machines': {
    bits: 8,
    because: 'one works on one machine; a key pushed to several in minutes is moving through them',
  },
  'tor-network': { bits: 10, because: 'administrators do not work through Tor' },
  'vpn-network': { bits: 4, because: 'commercial VPN exits hide an origin' },
  'hosting-network': {
    bits: 4,
    because: 'rented servers are the usual base of an intruder and rarely of a person',
  },
  'offensive-agent': { bits: 14, because: 'the program is made for attacking cloud accounts' },
  'script-agent': { bits: 3, because: 'raw HTTP clients sign no AWS request in ordinary work' },
  'impossible-travel': { bits: 10, because: 'nobody moves that fast: two places, one credential' },
  'off-workload': {
    bits: 22,
    because: 'a workload credential has no business outside the workload it was issued to',
  },
  'pinned-elsewhere': {
    bits: 8,
    because: 'the workload has been calling from another network; two at once means two holders',
  },
  'pinned-for-days': {
    bits: 4,
    because: 'machines stay where they are: hundreds of calls over days from one network, and now another',
  },
  'metadata-join': {
    bits: 10,
    because:
      'the same credential was fetched by a stranger and then used like a stranger’s: two logs, one story',
  },
  'foreign-process': {
    bits: 6,
    because: 'a machine’s few programs that fetch credentials are the same every day, and its peers’ too',
  },
  'shell-read': {
    bits: 4,
    because: 'programs fetch credentials through their SDK; shells and download tools do it for a person',
  },
  'interpreter-read': { bits: 2, because: 'scripts ask for credentials too, but seldom newly' },
  'web-child': {
    bits: 8,
    because: 'a web server starts no shells or downloads unless somebody makes it',
  },
  'writable-path': { bits: 8, because: 'installed programs do not live where anybody may write' },
  'credential-path': { bits: 6, because: 'it asked for the credential itself, not for the machine’s name' },
  'hidden-address': { bits: 8, because: 'the address is spelt so that filters miss it' },
  'undeclared-application': {
    bits: 8,
    because: 'the context file lists what runs on this workload, and this does not',
  },
  imdsv1: {
    bits: 1,
    because: 'a credential delivered by IMDSv1 can be fetched through a plain request forgery',
  },
  'console-by-workload': {
    bits: 24,
    because: 'programs do not open browser sessions; somebody holds the workload credential',
  },
  'federated-console': {
    bits: 8,
    because:
      'a federation token turned into a console session needs only a stolen key and leaves no password behind',
  },
  'outside-role-scope': { bits: 12, because: 'this kind of caller is declared not to obtain tokens' },
  'moved-since-mint': {
    bits: 6,
    because: 'a token is used by whoever asked for it; far from there, it has changed hands',
  },
  'two-places-at-once': { bits: 8, because: 'one short-lived token in two networks has two holders' },
  'changed-network': {
    bits: 1,
    because: 'a laptop that leaves the office takes its token along; by itself a change of network is a walk',
  },
  'both-in-use': {
    bits: 6,
    because: 'a machine that moved stays away; a token that goes on in its first place has two holders',
  },
  'another-device': {
    bits: 8,
    because:
      'a session stays on the machine it was opened on; on another it is a copy of what that machine kept',
  },
  'device-code': {
    bits: 8,
    because:
      'a code typed on one machine signs in another: few need it, and whoever sent the code is signed in, past every factor',
  },
  'new-session-name': {
    bits: 3,
    because: 'tools name their sessions in their own way; a new pattern is a new tool',
  },
  'longer-session': { bits: 3, because: 'a longer life than ever asked for outlasts the discovery' },
  'deeper-chain': { bits: 4, because: 'role upon role hides who began it' },
  'high-value': { bits: 6, because: 'the resource was declared or is known to open further doors' },
  'suspicious-mint': {
    bits: 8,
    because: 'the credential descends from a mint that was itself out of the ordinary',
  },
  'doubtful-mint': {
    bits: 4,
    because: 'the credential descends from a mint that was a little out of the ordinary, as new duties are',
  },
  'administrator-rights': { bits: 8, because: 'the credential carries administrator rights' },
  'fresh-credential-used': {
    bits: 8,
    because: 'a credential used minutes after its creation by other hands is being tried out',
  },
  'another-network': {
    bits: 6,
    because: 'the secret left the network it was made in within minutes',
  },
  'creator-signs-in': {
    bits: 6,
    because: 'the password is used from where it was made: its maker and its user may be the same',
  },
  'new-issuer': {
    bits: 12,
    because: 'whoever holds the key of the new issuer can be anyone it is trusted to name',
  },
  'outside-trust': {
    bits: 12,
    because: 'another account can take the role from now on, with credentials nobody here can revoke',
  },
  'certificate-replaced': {
    bits: 8,
    because: 'assertions signed with the new key are believed, those of the old owner perhaps not any more',
  },
  'sso-setting': { bits: 6, because: 'one setting changes how everybody signs in' },
  'domain-federated': {
    bits: 16,
    because: 'whoever holds the issuer’s key signs in as everybody of the domain, past every factor',
  },
  'policy-weakened': { bits: 10, because: 'what kept people out no longer does, until somebody notices' },
  delegation: { bits: 8, because: 'who may act as everybody needs nobody’s password' },
  'issuer-used': { bits: 8, because: 'a new trust that is being used has left preparation behind' },
  'privileged-subject': {
    bits: 6,
    because: 'an account that opens others is what resets are made for, and its owner seldom needs one',
  },
  'both-locks': { bits: 8, because: 'people lose one or the other; both at once is the account' },
  'factor-planted': { bits: 4, because: 'a factor enrolled for somebody is in another’s hands' },
  'new-place': {
    bits: 6,
    because: 'people sign in from few networks, and from a new one seldom right after a reset',
  },
  'reset-used': { bits: 4, because: 'the account was entered through the lock that was just opened' },
  'many-resets': { bits: 12, because: 'a mass reset is announced; an intruder’s is not' },
  'read-in-plain': { bits: 4, because: 'a password that was read works on, and nobody notices' },
  'typed-as-name': {
    bits: 13,
    because: 'what stands in a log is read by many; below medium, because most of what is typed is a slip',
  },
  'device-secret': {
    bits: 6,
    because: 'it makes whoever reads it an administrator of the machine, or opens its disk',
  },
  'application-secret': { bits: 6, because: 'it signs in as the application until somebody deletes it' },
  'federated-credential': { bits: 8, because: 'an outside issuer signs in, and there is no secret to find' },
  'api-token': { bits: 4, because: 'it carries its maker’s rights past the session and the factor' },
  'root-recovery': {
    bits: 8,
    because: 'the mailbox is the last lock of the root user; recovery is rare and never routine',
  },
  'many-secrets': {
    bits: 16,
    because: 'a program reads the few secrets it needs; reading a great many in an hour is collecting',
  },
  'machine-passwords': {
    bits: 20,
    because: 'one looks up the password of one machine; asking for those of many has no ordinary purpose',
  },
  'key-material': { bits: 8, because: 'a private key that was exported can be used and copied anywhere' },
  'role-mapping-violated': {
    bits: 16,
    because: 'the context file says this caller may not assume this role',
  },
  'detector-low': {
    bits: 2,
    because: 'another detector noticed the same identity, and thought little of it',
  },
  'detector-medium': {
    bits: 5,
    because: 'two detectors that work differently seldom err about the same identity',
  },
  'detector-high': { bits: 9, because: 'another detector is as good as sure about the same identity' },
  'no-sign-in': {
    bits: 10,
    because:
      'whoever signs assertions themselves needs no sign-in; everybody else has one before each session',
  },
  'unused-key': {
    bits: 5,
    because: 'a second key beside the one in use is a rotation, or somebody else’s way in',
  },
  'key-moved': { bits: 3, because: 'keys of machines stay where the machine is' },
  denied: { bits: -4, because: 'the call failed: an attempt, not an effect' },
  'approved-change': { bits: -20, because: 'an approved change covers exactly this actor, action and time' },
  'declared-automation': {
    bits: -8,
    because: 'declared automation acting from its declared place with its declared program',
  },
  'automation-out-of-place': {
    bits: 6,
    because: 'declared automation acted from elsewhere or with another program than declared',
  },
  'break-glass': {
    bits: 6,
    because: 'a break-glass identity is used in emergencies only',
  },
  administrator: { bits: -4, because: 'declared administrators do this for a living' },
  'trusted-network': { bits: -3, because: 'the call came from a declared, trusted network' },
  'infrastructure-as-code': {
    bits: -3,
    because: 'infrastructure-as-code tools create and rotate credentials all day',
  },
} as const satisfies Readonly<Record<string, Weight>>;

export type WeightName = keyof typeof WEIGHTS;

export function weight(name: WeightName): number {
  return WEIGHTS[name].bits;
}
