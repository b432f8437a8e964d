/**
 * The ATT&CK objects this project's analytics were written against: known without any import, so that a finding can
 * name the very text it implements. Ids, names and hashes only; MITRE's text comes from an imported release.
 */

import type { AttackReference } from '../model/finding.ts';

/** The release all rows were checked against; every one of their raw hashes is the same in it. */
export const WRITTEN_AGAINST = '19.1';

export interface Implemented extends AttackReference {
  /** MITRE's own name, which says no more than its number. */
  readonly name: string;
  readonly platform: string;
  readonly modified: string;
  readonly strategy: Named;
  readonly technique: Named;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Sorted by id. */
export const IMPLEMENTED: readonly Implemented[] = [
  {
    id: 'AN0526',
    name: 'Analytic 0526',
    platform: 'IaaS',
    stixId: 'x-mitre-analytic--43ccb88d-8d8a-4ddb-9ffd-3d897fba76a3',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: 'a06a95c5b3658729fd9f411db078ecc0b6e31d5a9c74d8eaffe49004ce794a84',
    modified: '2025-10-21T15:10:28.402Z',
    strategy: {
      id: 'DET0185',
      name: 'Behavioral Detection Strategy for Use Alternate Authentication Material: Application Access Token (T1550.001)',
    },
    technique: { id: 'T1550.001', name: 'Application Access Token' },
  },
  {
    id: 'AN0717',
    name: 'Analytic 0717',
    platform: 'IaaS',
    stixId: 'x-mitre-analytic--fca70138-f183-4deb-b2a4-59908c76070b',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: '7e63c66502fb8faf8fd06351a0f2a9be4043c0281bf90043935cb8d4116d48ce',
    modified: '2025-10-21T15:10:28.402Z',
    strategy: { id: 'DET0260', name: 'Detection Strategy for Forged Web Credentials' },
    technique: { id: 'T1606', name: 'Forge Web Credentials' },
  },
  {
    id: 'AN1157',
    name: 'Analytic 1157',
    platform: 'Identity Provider',
    stixId: 'x-mitre-analytic--3e30007c-fc51-447f-850a-c8378427be3d',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: 'ecfbab33c85cc1565e07ddbdef1e5b780179b338cc54e1809a8492d52f3d9d30',
    modified: '2025-11-12T22:03:39.105Z',
    strategy: {
      id: 'DET0412',
      name: 'Detect Access or Search for Unsecured Credentials Across Platforms',
    },
    technique: { id: 'T1552', name: 'Unsecured Credentials' },
  },
  {
    id: 'AN1424',
    name: 'Analytic 1424',
    platform: 'IaaS',
    stixId: 'x-mitre-analytic--70f6482e-e93b-45a5-9b8c-ba7fd0c8220a',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: 'd3db73b7aa0630ebfe0c5b4d9ef2f3ac58aed57d3cbdb87660e06a440d896d39',
    modified: '2025-10-21T15:10:28.402Z',
    strategy: {
      id: 'DET0515',
      name: 'Detection Strategy for T1528 - Steal Application Access Token',
    },
    technique: { id: 'T1528', name: 'Steal Application Access Token' },
  },
  {
    id: 'AN1470',
    name: 'Analytic 1470',
    platform: 'IaaS',
    stixId: 'x-mitre-analytic--b31afcb5-1690-43f1-acbb-3e2936e48616',
    version: '1.0',
    release: WRITTEN_AGAINST,
    rawHash: 'c55dd87d7ad315c2d93937ae8771a231da52ca8b70cac48e750df8d1477a744b',
    modified: '2025-10-21T15:10:28.402Z',
    strategy: {
      id: 'DET0531',
      name: 'Detection Strategy for Additional Cloud Credentials in IaaS/IdP/SaaS',
    },
    technique: { id: 'T1098.001', name: 'Additional Cloud Credentials' },
  },
];

const BY_ID = new Map(IMPLEMENTED.map((row) => [row.id, row]));
const REFERENCES = new Map(
  IMPLEMENTED.map(({ id, stixId, version, release, rawHash }): [string, AttackReference] => [
    id,
    { id, stixId, version, release, rawHash },
  ]),
);

export function implemented(id: string): Implemented | undefined {
  return BY_ID.get(id.toUpperCase());
}

/** What a finding of the analytic carries; one object for all of them. */
export function attackReference(analytic: string): AttackReference | undefined {
  return REFERENCES.get(analytic);
}
