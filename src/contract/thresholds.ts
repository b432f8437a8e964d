/**
 * Where something begins to count, and up to where it does: every fixed number that decides about evidence or levels,
 * each with its reason. What a fact weighs is in `weights.ts`; what the operator may set is a parameter of its analytic; the
 * level that a detection has at least stands with it, as does what is remembered, and for how long, with its memory.
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

type Unit =
  | 'bits'
  | 'calls'
  | 'confidence'
  | 'days'
  | 'deviations'
  | 'doublings'
  | 'hosts'
  | 'kmPerHour'
  | 'phases'
  | 'principalDays'
  | 'principals'
  | 'seconds'
  | 'sessions'
  | 'sessionsPerMissing'
  | 'signIns'
  | 'times'
  | 'uses'
  | 'workloads';

/** The number under the name of its unit; two where only both together decide. */
type Threshold = { readonly because: string } & { readonly [unit in Unit]?: number };

/** Read as `THRESHOLDS.oddity.bits`: as fast as a constant, and with its unit in its name. */
export const THRESHOLDS = {
  // Surprise, wherever it is weighed.
  surprise: {
    bits: 12,
    because: 'counted for more, a single oddity of one feature group would be an alarm by itself',
  },
  oddity: {
    bits: 4,
    because: 'what surprises less is one of several places, programs or calls somebody is at home with',
  },
  everyday: { bits: 2, because: 'what surprises so little varies from one day to the next, for everybody' },
  wholeOddity: {
    bits: 8,
    because:
      'one oddity is everyday life, however great: alone, or told a second time, it stays below the least level reported',
  },
  renumbered: {
    bits: 3,
    because:
      'homes and mobile phones are renumbered all the time, so another block of a known provider tells little',
  },
  sharedExit: {
    principals: 4,
    because:
      'a block that so many are seen at is a VPN, a proxy or an office and tells where none of them sits',
  },
  habit: { days: 3, because: 'what was done once, or all in one night, is no habit yet' },
  enoughUses: { uses: 10, because: 'of fewer no place and no manner can be called the usual one' },

  // What descends from the doubtful, what belongs together.
  doubtfulMint: {
    bits: LEVEL_BITS.low,
    because: 'what was no finding at all casts no doubt on the credentials it gave out',
  },
  suspiciousMint: {
    bits: LEVEL_BITS.medium,
    because: 'a mint that was less than a finding of level medium is as often a new duty as an intrusion',
  },
  doubtfulDeed: {
    bits: 4,
    because: 'a deed that was not even one oddity casts no doubt on what follows it',
  },
  suspiciousDeed: {
    bits: 8,
    because: 'from a whole oddity on a deed is unlike its doer, whatever was approved in that name',
  },
  ownAddress: {
    principalDays: 8,
    because: 'an address block worked from so much is the organisation’s: an intruder has been few people',
  },
  criticalIncident: {
    phases: 3,
    because: 'three phases, each of at least medium weight, tell a story that none of them tells alone',
  },

  // AN0526, application access tokens.
  keyMoved: {
    bits: 6,
    because: 'a new network alone is a new runner, a move, a journey: worth a line beside something else',
  },
  requestOfAutomation: {
    bits: 6,
    because:
      'runners move, all pipelines at once: where a role of automation is taken, the place says a little',
  },
  requestShape: {
    deviations: 2,
    because: 'one deviation in the shape of a session is a new version of a tool, several are another tool',
  },
  sessionLife: {
    seconds: 3600,
    because: 'an hour is what is given to everybody who asks for no longer life',
  },
  signInPlace: { bits: 8, because: 'people travel, and a token is taken along' },
  signInProgram: { bits: 6, because: 'people replace their telephones and update what runs on them' },
  fastestJourney: { kmPerHour: 900, because: 'nobody travels faster than an airliner' },

  // AN0717, temporary credentials.
  everydayCall: {
    confidence: 0.5,
    because: 'with less history a call that was seen before is not known to be made every day',
  },
  firstBrowser: {
    bits: 1,
    because: 'the first browser of who worked by CLI is new by nature and must not make a finding alone',
  },
  pairOfSuspect: {
    bits: 1,
    because: 'out of a suspicious credential any new pair is worth a line: it is how an intruder moves on',
  },
  signInOfAll: {
    sessions: 20,
    sessionsPerMissing: 20,
    because: 'only where almost everybody’s sessions have a sign-in does it say something that one has none',
  },
  signInOfPerson: {
    sessions: 1,
    sessionsPerMissing: 8,
    because: 'the same holds of the person’s own sessions, of which there are fewer',
  },
  signInStreak: {
    sessions: 3,
    because:
      'after another’s session without a sign-in, so many with one show that the log is there and whole',
  },

  // AN1157, locks of accounts.
  oddityOfReset: {
    bits: 7,
    because: 'one oddity with the weight of a reset is a day at the help desk: it stays below medium',
  },
  unusualHour: { bits: 3, because: 'an unusual hour supports, it does not carry' },
  otherHelp: {
    bits: 3,
    because:
      'whoever opens one kind of lock every day meets another kind one day: below medium, and still told',
  },
  settledPrincipal: { calls: 5, because: 'with fewer calls a principal has no place of its own' },
  settledPerson: {
    signIns: 8,
    days: 5,
    because: 'with fewer sign-ins, or all within days, a person has no places of their own',
  },
  tellingPlace: { bits: 6, because: 'a surprise below it says less than the list of the person’s places' },
  enoughOfAll: {
    calls: 200,
    because: 'with fewer calls of everybody it cannot be told that a network is everybody’s',
  },
  busiestHour: {
    times: 2,
    because: 'who does much in an hour does somewhat more in another; twice as much is other work',
  },
  doubling: {
    bits: 2,
    doublings: 3,
    because:
      'each doubling beyond many makes an accident less likely, and after three nothing is left to doubt',
  },

  // AN1424, credentials of workloads.
  callOfProgram: { bits: 4, because: 'a new program makes new calls by nature, so they add little to it' },
  familyProgram: {
    hosts: 2,
    because: 'a program that other hosts of the family know belongs on all of them',
  },
  oddRead: {
    bits: 4,
    because: 'what follows on a read of credentials is held against it only where the read was odd',
  },
  readBeforeProgram: {
    bits: 8,
    because: 'another program on the workload itself goes with a read that was a little more than new',
  },
  joinedRead: { bits: 12, because: 'a read adds to what follows on it, it does not decide it' },
  atHome: {
    confidence: 0.6,
    because: 'only of a role with a history can it be said that it is at home in a network',
  },
  pinned: {
    days: 3,
    calls: 50,
    because: 'after fewer days or calls another network may be the workload’s second of two',
  },
  sharedNetwork: {
    workloads: 2,
    because: 'a new gateway serves all workloads behind it, a thief’s machine serves none',
  },

  // AN1470, credentials of other identities.
  enoughHistory: {
    days: 7,
    because: 'who is not in the logs at all is out of use only if the logs go back so far',
  },
  rareAct: {
    bits: 6,
    because: 'deeds that come once or twice a year are new each time, though done from the usual place',
  },
} as const satisfies Readonly<Record<string, Threshold>>;

export type ThresholdName = keyof typeof THRESHOLDS;
