/**
 * An analytic is one executable ATT&CK analytic: which actions it listens to, its parameters, its detections
 * and one pure function that judges an event. It never scores, formats, stores or reads a clock; the engine
 * adds bits, context and levels, folds repeats and joins incidents.
 */

import type { SurpriseOf } from '../baseline/view.ts';
import type { CredentialNode } from '../lineage/credential-node.ts';
import type { Action } from '../model/action.ts';
import type { Event } from '../model/event.ts';
import type { Judgement, Phase, TrailStep } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import type { Take } from '../model/take.ts';
import type { Context } from './context.ts';
import type { ParameterSpec, ParameterValues } from './parameter.ts';

/** One named way an analytic can fire. Same text for every hit; what is special about a hit is its evidence. */
export interface Detection {
  readonly title: string;
  readonly phase: Phase;
  /** Why it matters, for somebody who does not know the API. */
  readonly why: string;
  /** What to do, in order. */
  readonly next: readonly string[];
  /**
   * A fact rather than a degree of surprise: reported at this level at least (when no change, exception or
   * declared automation speaks for it), and never dropped by an alert budget.
   */
  readonly floor?: Level;
  /** Says nothing by itself: reported only as a step of an intrusion that another finding speaks for. */
  readonly quiet?: true;
}

/** What normal looks like, asked about the event under judgement; each group is answered once per event. */
export type SurpriseView = SurpriseOf;

export interface LineageView {
  node(credential: string): CredentialNode | undefined;
  /** Root first, ending with the credential itself; empty when it was never seen. */
  trail(credential: string): readonly TrailStep[];
  /** Every known ancestor, nearest first, without the credential itself. */
  ancestors(credential: string): readonly CredentialNode[];
  /** The credential and its ancestors, nearest first, as far as something made them suspect: nearly always none. */
  suspects(credential: string): readonly CredentialNode[];
  /** The farthest known ancestor, or the credential itself. */
  root(credential: string): CredentialNode | undefined;
  children(credential: string): readonly CredentialNode[];
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An analytic's own small memory: bounded, serialisable, forgotten after a while. */
export interface Recall {
  get(key: string): Json | undefined;
  /** Keeps `value` until `until` (epoch ms). */
  set(key: string, value: Json, until: number): void;
}

/** The memory as an analytic has it while it judges. */
export interface Memory extends Recall {
  /** Whether anything may be kept under keys that begin with this word: asked before one is spelt in vain. */
  knows(word: string): boolean;
}

/** What is seen for the first time with the presented credential; all false when no credential was presented. */
export interface Freshness {
  readonly credential: boolean;
  readonly network: boolean;
  readonly agent: boolean;
  /** Used again from a network it had left for another: the first time that happens at this place. */
  readonly back: boolean;
}

export interface JudgeContext<S extends ParameterSpec = ParameterSpec> {
  readonly parameters: ParameterValues<S>;
  readonly context: Context;
  readonly lineage: LineageView;
  readonly surprise: SurpriseView;
  readonly recall: Memory;
  /** What this event is the first of, for the credential it presented. */
  readonly fresh: Freshness;
  /** True when this event was judged before and is judged again because its credential's mint arrived late. */
  readonly again: boolean;
}

export interface AnalyticSpec<S extends ParameterSpec> {
  /** ATT&CK analytic id; the folder's name is the same in lower case. */
  readonly attack: string;
  readonly technique: string;
  readonly strategy: string;
  /** Our own title, in our own words. */
  readonly title: string;
  /**
   * Actions it judges. `use` (every other call) and `resource.access` are judged only where they may say something:
   * the first with a credential, from a network or with a program new to it, back on a network it had left (see
   * {@link Freshness}), and with a credential of suspicious descent.
   */
  readonly listensTo: readonly Action[];
  readonly parameters: S;
  /** What must be logged for it to see, in words. */
  readonly telemetry: readonly string[];
  readonly falsePositives: readonly string[];
  /** What we think of it. Every analytic of the list has one; one made for a test need not. */
  readonly take?: Take;
  readonly detections: Readonly<Record<string, Detection>>;
  judge(event: Event, at: JudgeContext<S>): readonly Judgement[];
}

/** The engine's view: parameters as opaque values of the analytic's own spec. */
export interface Analytic extends Omit<AnalyticSpec<ParameterSpec>, 'judge'> {
  judge(event: Event, at: JudgeContext<ParameterSpec>): readonly Judgement[];
}

export function defineAnalytic<const S extends ParameterSpec>(spec: AnalyticSpec<S>): Analytic {
  return spec as unknown as Analytic;
}
