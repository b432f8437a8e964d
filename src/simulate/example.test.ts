import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { CloudTrailRecord } from './aws/record.ts';
import { EXAMPLE, example, labelsText } from './example.ts';
import { NETWORKS } from './networks.ts';
import { simulate } from './simulate.ts';

const ROOT = join(import.meta.dirname, '../../examples/acme');
const { files, labels } = example();
const days = [...simulate(EXAMPLE)];
const records = days.flatMap((day) => day.records);

describe('the committed example', () => {
  test('has the files and the content the simulator gives', () => {
    const entries = readdirSync(join(ROOT, 'AWSLogs'), { recursive: true, withFileTypes: true });
    const committed = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
    expect(committed.sort()).toEqual(files.map((file) => `${file.path}.gz`).sort());
    const differing = files.filter(
      (file) => gunzipSync(readFileSync(join(ROOT, `${file.path}.gz`))).toString() !== file.text,
    );
    expect(differing.map((file) => file.path)).toEqual([]);
  });

  test('has the labels of the campaign', () => {
    expect(readFileSync(join(ROOT, 'labels.ndjson'), 'utf8')).toBe(labelsText(labels));
  });

  test('declares every network its owner would know, and neither the intruder’s nor the surprises’', () => {
    const config = readFileSync(join(ROOT, 'credtrail.yaml'), 'utf8');
    for (const network of Object.values(NETWORKS)) {
      expect([network.name, config.includes(network.cidr)]).toEqual([network.name, network.declared]);
    }
  });
});

describe('a simulated week', () => {
  test('comes out the same twice, and a shorter one is its beginning', () => {
    const again = [...simulate({ ...EXAMPLE, days: 2 })].map((day) => day.records);
    expect(JSON.stringify(again)).toBe(JSON.stringify(days.slice(0, 2).map((day) => day.records)));
  });

  test('gives every event an id of its own', () => {
    expect(new Set(records.map((record) => record.eventID)).size).toBe(records.length);
  });

  test('labels only events that are there, and every step', () => {
    const ids = new Set(records.map((record) => record.eventID));
    expect(labels.filter((label) => !ids.has(label.eventID))).toEqual([]);
    expect([...new Set(labels.map((label) => label.step))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('has the intruder only in labelled events', () => {
    const labelled = new Set(labels.map((label) => label.eventID));
    const from = records.filter((record) => record.sourceIPAddress.startsWith(NETWORKS.intruder.prefix));
    expect(from.length).toBeGreaterThan(20);
    expect(from.every((record) => labelled.has(record.eventID))).toBe(true);
  });

  test('uses only addresses reserved for documentation, private ones, and names of services', () => {
    const reserved =
      /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:|10\.20\.)|\.amazonaws\.com$|^AWS Internal$/;
    expect(records.filter((record) => !reserved.test(record.sourceIPAddress))).toEqual([]);
  });

  test('never shows a secret', () => {
    expect(JSON.stringify(records)).not.toMatch(/secretAccessKey|sessionToken|SigninToken":"[^S]/);
  });

  test('spends the stolen credential in the very session the instance holds', () => {
    const [first] = labels;
    const stolen = records.find((record) => record.eventID === first?.eventID);
    const same = records.filter((record) => keyOf(record) === keyOf(stolen) && keyOf(record) !== undefined);
    const networks = new Set(same.map((record) => record.sourceIPAddress.startsWith('192.0.2.')));
    expect(networks).toEqual(new Set([true, false]));
  });

  test('logs a cross-account call on both sides with one shared id', () => {
    const accounts = new Map<string, string[]>();
    for (const record of records) {
      if (record.sharedEventID === undefined || record.userIdentity.type === 'AWSService') continue;
      const sides = accounts.get(record.sharedEventID) ?? [];
      accounts.set(record.sharedEventID, [...sides, record.recipientAccountId]);
    }
    expect(accounts.size).toBeGreaterThan(20);
    const crooked = [...accounts.values()].filter((sides) => sides.length !== 2 || sides[0] === sides[1]);
    expect(crooked).toEqual([]);
  });
});

function keyOf(record: CloudTrailRecord | undefined): string | undefined {
  return record?.userIdentity.accessKeyId;
}
