/**
 * What the user told us about their organisation (`credtrail.yaml`), compiled to questions the engine and the
 * analytics ask. All answers are pure; an empty context answers "not declared" to everything, save that
 * `highValue` knows a built-in list of operations.
 */

import type { Event, Principal, Target } from '../model/event.ts';

/** A principal that acts by program, where from and with what. */
export interface Automation {
  readonly name: string;
  /** Globs of user-agent families or user agents; empty = any. */
  readonly agents: readonly string[];
  /** Names of declared networks; empty = any. */
  readonly networks: readonly string[];
}

/** An approved change: who may do what, to what, when. */
export interface Change {
  readonly id: string;
  readonly actor: string;
  readonly target: string | undefined;
  readonly action: string | undefined;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly approvedBy: string | undefined;
}

/** Changes that speak about an event: those that cover it, and near misses with what does not fit. */
export interface ChangeEvidence {
  readonly matching: readonly Change[];
  readonly near: readonly { readonly change: Change; readonly mismatch: string }[];
}

export interface Exception {
  readonly name: string;
  readonly owner: string;
  readonly reason: string;
  /** Epoch ms; undefined = until withdrawn. */
  readonly expires: number | undefined;
}

export interface Excepted {
  readonly active: Exception | undefined;
  readonly expired: readonly Exception[];
}

export interface DeclaredNetwork {
  readonly name: string;
  readonly trusted: boolean;
  readonly kind: 'declared' | 'vpn' | 'tor' | 'hosting' | 'cloud';
  readonly country: string | undefined;
  readonly asn: number | undefined;
}

export interface DeclaredWorkload {
  readonly name: string;
  /** Globs of agent families or user agents the workload is expected to run; empty = any. */
  readonly applications: readonly string[];
  /** Names of declared networks it is expected to call from; empty = any. */
  readonly networks: readonly string[];
}

export interface Context {
  /** The declared network an address lies in; the most specific CIDR wins. */
  network(ip: string): DeclaredNetwork | undefined;
  automation(principal: Principal): Automation | undefined;
  isAdministrator(principal: Principal): boolean;
  isHelpdesk(principal: Principal): boolean;
  isBreakGlass(principal: Principal): boolean;
  /** Name of the highValue entry a target or operation matches, or undefined. */
  highValue(event: Event, target?: Target): string | undefined;
  /** Whether caller → role is declared: `undeclared` when no mapping speaks of that role. */
  mayAssume(caller: Principal, role: Principal): 'allowed' | 'not-allowed' | 'undeclared';
  workload(event: Event): DeclaredWorkload | undefined;
  changes(event: Event): ChangeEvidence;
  /** First exception that covers what an analytic detects of the event, at its time; expired ones come back separately. */
  exception(event: Event, analytic: string, detection: string): Excepted;
  /** The user's values for an analytic's parameters, checked. */
  parameters(analytic: string): Readonly<Record<string, number | readonly string[]>>;
  /** Most findings per day the user wants of an analytic; undefined = no budget. */
  budget(analytic: string): number | undefined;
}
