/** What a behaviour, a surprise or a campaign is given to act on, and how it writes. */

import type { Organisation, Person } from './organisation.ts';
import type { Random } from './random.ts';
import type { Day } from './rhythm.ts';

/** Logs a simulation can write, each named as the source that reads it. */
export type LogName =
  | 'aws-cloudtrail'
  | 'auditd'
  | 'azure-activity'
  | 'azure-key-vault'
  | 'entra-id'
  | 'falco'
  | 'gcp-audit'
  | 'google-workspace'
  | 'microsoft-graph-activity'
  | 'okta-system-log';

/** A record as its vendor writes it: an object that becomes JSON, or lines of text. */
export type LogRecord = object | string;

/** Somebody at a computer: whoever signs the same person in elsewhere does it from the same place. */
export interface Sitting {
  readonly person: Person;
  readonly at: number;
  readonly ip: string;
  readonly browser: string;
}

export interface Stage {
  readonly organisation: Organisation;
  readonly day: Day;
  /** Who has sat down today: AWS and the surprises note it before other estates have their turn. */
  readonly sittings: Sitting[];
  /** A stream of its own for this actor and day. */
  readonly random: Random;
  /** Whether object, item and function calls are logged too (CloudTrail data events). */
  readonly dataEvents: boolean;
  write(at: number, log: LogName, record: LogRecord): void;
}

/** Ordinary work of one kind of actor over one day. */
export type Behaviour = (stage: Stage) => void;

/** Entries for the lists of a context file, by the list's name: `changes`, `networks`, `helpdesk` … */
export type ContextSections = Readonly<Record<string, readonly unknown[]>>;

/** Something unusual but legitimate: it may change the organisation from a day on, and may write records itself. */
export interface Surprise {
  readonly id: string;
  change?(organisation: Organisation, random: Random): Organisation;
  happen?(stage: Stage): void;
  /** What the organisation writes down about it beforehand: an approved change, a new network. */
  context?(organisation: Organisation, start: number): ContextSections;
}

/** A labelled step of an intrusion. */
export interface Label {
  readonly log: LogName;
  /** The uid that the source gives the event. */
  readonly eventID: string;
  readonly eventTime: string;
  readonly campaign: string;
  /** Set by the simulation: whether the campaign was staged patiently. */
  readonly stealthy?: boolean;
  /** 1-based; several events may belong to one step. */
  readonly step: number;
  readonly what: string;
  /** ATT&CK analytics that should see it; empty for steps that none of them covers. */
  readonly analytics: readonly string[];
  /** Account, project, subscription, tenant or organisation. */
  readonly account: string;
  readonly region: string;
  readonly operation: string;
}

export interface Timed {
  /** Epoch ms, finer than the record's own whole seconds: keeps the order of one session. */
  readonly at: number;
  readonly log: LogName;
  readonly record: LogRecord;
}

/** How an intrusion is staged. */
export interface Staging {
  /** Epoch ms of the simulation's first midnight. */
  readonly start: number;
  /** Day an intrusion begins at the earliest, and the day after the last it may use. */
  readonly firstDay: number;
  readonly endDay: number;
  /** Patient and inconspicuous, or in a hurry. */
  readonly stealthy: boolean;
  readonly random: Random;
}

/** An intrusion: all its records at once, since it runs over days. */
export interface Campaign {
  readonly id: string;
  /** Estates it plays in, beside AWS; it is left out where one is missing. */
  readonly needs?: readonly string[];
  run(
    organisation: Organisation,
    staging: Staging,
  ): { readonly events: readonly Timed[]; readonly labels: readonly Label[] };
}
