/** Writes calls as records of CloudTrail. */

import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { Call, CloudTrailRecord, Session } from './record.ts';
import { cloudTrailRecord } from './record.ts';

export function writeCall(stage: Stage, random: Random, at: number, by: Session, call: Call): void {
  stage.write(at, 'aws-cloudtrail', cloudTrailRecord(random, at, by, call));
}

/** Records of one call, which each account it concerns logs for itself. */
export function writeRecords(stage: Stage, at: number, records: readonly CloudTrailRecord[]): void {
  for (const record of records) stage.write(at, 'aws-cloudtrail', record);
}
