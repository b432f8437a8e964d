/**
 * One table for every fixed weight and threshold, each with its reason. Bits are log-odds in base 2: a weight
 * of 4 says the fact is about 16 times likelier in an intrusion than in ordinary work. Surprise (from the
 * baselines) comes in the same unit, so the two add.
 */

import type { Level } from '../model/level.ts';

/** Least bits for a level. Below `low` nothing is reported unless asked for with `--min-level informational`. */
export const LEVEL_BITS: Readonly<Record<Level, number>> = {
  informational: 4,
  low: 10,
  medium: 16,
  high: 24,
  critical: 36,
};

/** Surprise of one feature group never counts for more: beyond this, a single oddity would be an alarm by itself. */
export const SURPRISE_CAP = 12;

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
  'administrator-rights': { bits: 8, because: 'the credential carries administrator rights' },
  'fresh-credential-used': {
    bits: 8,
    because: 'a credential used minutes after its creation by other hands is being tried out',
  },
  'role-mapping-violated': {
    bits: 16,
    because: 'the context file says this caller may not assume this role',
  },
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
    because: 'a break-glass identity is used in emergencies only; every use is worth a look',
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
