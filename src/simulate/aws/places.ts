/** Where calls go and what they are about: accounts, regions, and the resources of one workload. */

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What a workload is about: names that recur in its requests. */
export interface Topic {
  readonly secret: string;
  readonly bucket: string;
  readonly table: string;
  readonly parameter: string;
  /** KMS key id. */
  readonly key: string;
}

export function secretArn(place: Place, name: string): string {
  return `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${name}-Ex4mPl`;
}

export function keyArn(place: Place, key: string): string {
  return `arn:aws:kms:${place.region}:${place.account}:key/${key}`;
}
