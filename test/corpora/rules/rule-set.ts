/**
 * The shape of a table over another project's tests of its detection rules: every rule of one log is in it once, within
 * reach of the five analytics or beyond it, by what the rule is about and not by what a scan happens to say.
 */

import type { Expected } from '../expectation.ts';

export interface RuleSet {
  /** File under `panther-tests/`, without its ending. */
  readonly log: string;
  readonly product: string;
  /** What records trimmed of their time or id are given in its place, so that the rest can be judged. */
  readonly filledIn?: Readonly<Record<string, unknown>>;
  readonly within: readonly RuleRow[];
  readonly beyond: readonly Beyond[];
  /** Why a scan is loud on a record that the rule itself passes over. */
  readonly loudOnQuiet?: Readonly<Record<string, string>>;
}

export interface RuleRow {
  readonly rule: string;
  /** Names of tests, where not all the records a rule fires on are the same deed. */
  readonly tests?: readonly string[];
  readonly expected: Expected;
}

/** Rules that no analytic is about, by the reason. */
type Beyond = readonly [reason: string, rules: readonly string[]];

export function rule(name: string, expected: Expected, tests?: readonly string[]): RuleRow {
  return { rule: name, expected, ...(tests === undefined ? {} : { tests }) };
}

/** Time of a record that has lost its own. */
export const SOME_TIME = '2026-03-02T10:00:00Z';

export const NO_CREDENTIAL = 'no credential or sign-on setting is touched';
export const RIGHTS = 'rights are given, no credential; whoever holds them weighs more later';
export const ACCOUNT = 'an account is made, admitted or locked, no credential';
export const DATA = 'data is read, shared or destroyed';
export const LOG = 'logging or monitoring is changed';
export const NETWORK = 'the network is changed or looked at';
export const READS = 'resources are listed or looked at';
export const CODE = 'code or a machine is changed; what it does with its credential shows later';
export const DETECTOR =
  'another detector’s word: it raises findings about the same one, and is none by itself';
export const MAIL = 'mail, groups and calendars';

export const FAILED = 'a sign-in that failed gave no credential';
/** Verdicts in records of their own are alerts, and do. */
export const ONLY_RISK = 'the risk that a provider writes into a sign-in itself is not weighed';
export const NO_EARLIER = 'nothing earlier to tell the sign-in or session from';
export const OWN = 'one’s own: a finding only with the other lock, or with what follows from elsewhere';
