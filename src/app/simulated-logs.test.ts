import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANALYTICS } from '../analytics/index.ts';
import { readConfig } from '../config/read.ts';
import { listInputs } from '../input/list.ts';
import type { Event } from '../model/event.ts';
import { CAMPAIGNS } from '../simulate/campaigns/index.ts';
import { gcp } from '../simulate/gcp/estate.ts';
import { hosts } from '../simulate/hosts/estate.ts';
import { microsoft } from '../simulate/microsoft/estate.ts';
import type { Label } from '../simulate/stage.ts';
import { SURPRISES } from '../simulate/surprises/index.ts';
import { eventsInOrder } from './events.ts';
import { writeSimulation } from './simulate.ts';

const NEEDED = new Set([gcp.id, hosts.id, microsoft.id]);
const PLAYED = CAMPAIGNS.filter(({ needs = [] }) => needs.length > 0 && needs.every((id) => NEEDED.has(id)));

describe.each([
  { stealthy: false, seed: 'a simulated stretch' },
  { stealthy: true, seed: 'another stretch' },
])('logs of Google Cloud, Microsoft and machines as $seed writes them', ({ stealthy, seed }) => {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-simulated-'));
  const events: Event[] = [];
  let problems: readonly unknown[] = [];
  let labels: readonly Label[] = [];

  beforeAll(async () => {
    const out = join(folder, 'organisation');
    writeSimulation(
      {
        seed,
        stealthy,
        start: Date.UTC(2026, 2, 2),
        days: 10,
        scale: 1,
        scenery: 'wide',
        dataEvents: false,
        estates: [gcp, hosts, microsoft],
        surprises: SURPRISES,
        campaigns: PLAYED,
        firstIntrusionDay: 5,
      },
      out,
    );
    const file = join(out, 'credtrail.yaml');
    const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const { files, problems: listing } = listInputs([join(out, 'logs')]);
    const outcome = await eventsInOrder({ files, ...read, threads: 1 }, () =>
      Promise.resolve({ take: (event: Event) => void events.push(event) }),
    );
    problems = [...listing, ...outcome.outcomes.flatMap((each) => each.problems)];
    labels = readFileSync(join(out, 'labels.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('read without a problem', () => {
    expect(problems).toEqual([]);
    expect(new Set(events.map(({ source }) => source))).toEqual(
      new Set([
        'auditd',
        'aws-cloudtrail',
        'azure-activity',
        'azure-key-vault',
        'entra-id',
        'falco',
        'gcp-audit',
      ]),
    );
  });

  test('hold every labelled event under its uid, in its own log', () => {
    const sources = new Map(events.map(({ uid, source }) => [uid, source]));
    const lost = labels.filter(({ eventID, log }) => sources.get(eventID) !== log);
    expect(lost).toEqual([]);
    expect(new Set(labels.map(({ campaign }) => campaign))).toEqual(new Set(PLAYED.map(({ id }) => id)));
  });

  test('name in every call the sign-in its token came of, and every key where it was made', () => {
    const issued = new Set(events.flatMap((event) => event.issued.map(({ uid }) => uid)));
    const isTold = /^(?:entra:token:|entra:session:|gcp:delegated:|gcp:federated:)/;
    const presented = events.flatMap(({ credential }) => credential?.uid ?? []);
    expect(presented.filter((uid) => isTold.test(uid) && !issued.has(uid))).toEqual([]);
    const made = labels.filter(({ operation }) =>
      /CreateServiceAccountKey|Certificates and secrets/.test(operation),
    );
    const keys = made.flatMap(({ eventID }) => events.find(({ uid }) => uid === eventID)?.issued ?? []);
    const used = keys.map(({ uid }) => presented.includes(uid));
    expect(used).toEqual([true, true]);
  });

  test('tell the host of a metadata read by the name that the cloud knows it by', () => {
    const reads = labels.filter(({ log }) => log === 'auditd').map(({ eventID }) => eventID);
    const hosts = events.filter(({ uid }) => reads.includes(uid)).map(({ principal }) => principal.name);
    const workloads = new Set(
      events.flatMap(({ source, session }) => (source === 'auditd' ? [] : (session?.workload?.id ?? []))),
    );
    const names = new Set([...workloads].map((id) => id.slice(id.lastIndexOf('/') + 1)));
    expect(hosts.filter((name) => !names.has(name))).toEqual([]);
    expect(new Set(hosts).size).toBe(2);
  });
});
