/**
 * Lays records out as an organization trail delivers them to its bucket: one folder per account, region and day,
 * files of `{"Records":[…]}`. Gives paths and text; compresses and writes nothing.
 */

import type { CloudTrailRecord } from './aws/record.ts';
import { Random } from './random.ts';

export const ORGANISATION_ID = 'o-exampleorgid';

export interface DeliveredFile {
  /** Relative to the bucket, without `.gz`. */
  readonly path: string;
  readonly records: number;
  readonly text: string;
}

export interface Delivery {
  /** Most records in one file; real trails deliver every few minutes, this gathers up to a day. */
  readonly recordsPerFile: number;
  /** Within a file, lay the records of one caller side by side: AWS promises no order, and it compresses better. */
  readonly gathered: boolean;
}

export function deliver(records: readonly CloudTrailRecord[], delivery: Delivery): DeliveredFile[] {
  const folders = new Map<string, CloudTrailRecord[]>();
  for (const record of records) {
    const folder = folderOf(record);
    const list = folders.get(folder);
    if (list === undefined) folders.set(folder, [record]);
    else list.push(record);
  }
  return [...folders].flatMap(([folder, list]) => files(folder, list, delivery));
}

/** A digest as CloudTrail signs one every hour: recognised and skipped by readers of events. */
export function digest(account: string, region: string, end: string): DeliveredFile {
  const [day = ''] = end.split('T');
  const compact = end.replaceAll(/[-:]/g, '');
  const folder = `AWSLogs/${ORGANISATION_ID}/${account}/CloudTrail-Digest/${region}/${day.replaceAll('-', '/')}`;
  const content = {
    awsAccountId: account,
    digestStartTime: end,
    digestEndTime: end,
    digestS3Bucket: 'acme-trail',
    digestS3Object: `${folder}/${account}_CloudTrail-Digest_${region}_acme-trail_${region}_${compact}.json.gz`,
    digestPublicKeyFingerprint: '0'.repeat(32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestHashAlgorithm: null,
    previousDigestSignature: null,
    logFiles: [],
  };
  return { path: content.digestS3Object.replace(/\.gz$/, ''), records: 0, text: JSON.stringify(content) };
}

function folderOf(record: CloudTrailRecord): string {
  const day = record.eventTime.slice(0, 10).replaceAll('-', '/');
  return `AWSLogs/${ORGANISATION_ID}/${record.recipientAccountId}/CloudTrail/${record.awsRegion}/${day}`;
}

function files(
  folder: string,
  records: readonly CloudTrailRecord[],
  { recordsPerFile, gathered }: Delivery,
): DeliveredFile[] {
  const out: DeliveredFile[] = [];
  for (let from = 0; from < records.length; from += recordsPerFile) {
    const part = records.slice(from, from + recordsPerFile);
    out.push({
      path: `${folder}/${fileName(part)}`,
      records: part.length,
      text: `{"Records":[${(gathered ? byCaller(part) : part).map((record) => JSON.stringify(record)).join(',')}]}`,
    });
  }
  return out;
}

function byCaller(records: readonly CloudTrailRecord[]): CloudTrailRecord[] {
  const key = (record: CloudTrailRecord) => `${record.userIdentity.arn ?? ''} ${record.userAgent}`;
  return records.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function fileName(records: readonly CloudTrailRecord[]): string {
  const last = records.at(-1);
  if (last === undefined) throw new RangeError('a file without records');
  const stamp = `${last.eventTime.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const unique = new Random(`file/${last.eventID}`).base62(16);
  return `${last.recipientAccountId}_CloudTrail_${last.awsRegion}_${stamp}_${unique}.json`;
}
