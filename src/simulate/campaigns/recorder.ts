/** Collects what an intruder does: every record of a step with its label. */

import type { Call, CloudTrailRecord, Session } from '../aws/record.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import type { Random } from '../random.ts';
import type { Label, LogName, LogRecord, Timed } from '../stage.ts';

export interface Step {
  readonly step: number;
  readonly what: string;
  readonly analytics: readonly string[];
}

export class Recorder {
  readonly events: Timed[] = [];
  readonly labels: Label[] = [];
  readonly #campaign: string;
  readonly #random: Random;

  constructor(campaign: string, random: Random) {
    this.#campaign = campaign;
    this.#random = random;
  }

  act(step: Step, at: number, by: Session, call: Call): void {
    this.add(step, at, cloudTrailRecord(this.#random, at, by, call));
  }

  /** Calls one after another, `pause` ms apart. */
  series(step: Step, from: number, pause: number, by: Session, calls: readonly Call[]): void {
    for (const [i, call] of calls.entries()) this.act(step, from + i * pause, by, call);
  }

  add(step: Step, at: number, record: CloudTrailRecord): void {
    this.events.push({ at, log: 'aws-cloudtrail', record });
    this.labels.push({
      log: 'aws-cloudtrail',
      eventID: record.eventID,
      eventTime: record.eventTime,
      campaign: this.#campaign,
      ...step,
      account: record.recipientAccountId,
      region: record.awsRegion,
      operation: `${record.eventSource.replace('.amazonaws.com', '')}:${record.eventName}`,
    });
  }

  /** Records of one call. */
  addAll(step: Step, at: number, records: readonly CloudTrailRecord[]): void {
    for (const record of records) this.add(step, at, record);
  }

  /** A record of another log. */
  write(step: Step, at: number, log: Exclude<LogName, 'aws-cloudtrail'>, what: Written): void {
    const { record, ...named } = what;
    this.events.push({ at, log, record });
    this.labels.push({
      log,
      eventTime: new Date(at).toISOString(),
      campaign: this.#campaign,
      ...step,
      ...named,
    });
  }
}

/** A record, and what a label says of it. */
export interface Written {
  readonly record: LogRecord;
  /** The vendor's own id in the record. */
  readonly eventID: string;
  readonly account: string;
  readonly region: string;
  readonly operation: string;
}
