import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf, IDS, stixObjects } from '../../test/harness/stix.ts';
import { diffReleases } from '../attack/diff.ts';
import { findDrift } from '../attack/drift.ts';
import { IMPLEMENTED } from '../attack/implemented.ts';
import { type ImportReport, importAttack } from '../attack/import.ts';
import { find, type Library, openLibrary, releaseNamed } from '../attack/library.ts';
import { listObjects, searchObjects } from '../attack/query.ts';
import { type ObjectPage, showObject } from '../attack/show.ts';
import { terminalSafeJson } from '../lib/terminal.ts';
import { escapeControls } from '../lib/text.ts';
import { diffJson, driftJson, renderDiff, renderDrift } from './attack-diff.ts';
import {
  entriesJson,
  hitsJson,
  renderEntries,
  renderHits,
  renderImport,
  renderReleases,
} from './attack-lists.ts';
import { objectJson, renderImplemented, renderObject } from './attack-object.ts';

const PLAIN = { colour: false, width: 100 } as const;
const ROOT = mkdtempSync(join(tmpdir(), 'credtrail-attack-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

const HOSTILE = 'red \u001b[31m \u202e backwards \u200b\u0007';

function libraryOf(name: string, ...releases: (readonly object[])[]): Library {
  const folder = join(ROOT, name);
  const files = releases.map((objects, at) => {
    const path = join(ROOT, `${name}-${at}.json`);
    writeFileSync(path, bundleOf(objects));
    return path;
  });
  importAttack(files, { library: folder });
  return openLibrary(folder);
}

let library: Library;
let hostile: Library;
beforeAll(() => {
  const renamed = stixObjects('90.1').map((object) =>
    object.id === IDS.technique
      ? { ...object, name: 'Second Key', modified: '2026-03-01T10:00:00.000Z' }
      : object,
  );
  library = libraryOf('plain', stixObjects(), renamed);
  const evil = (version: string, text: string) =>
    stixObjects(version).map((object) => ({
      ...object,
      name: `${text} ${HOSTILE}`,
      description: `${text} ${HOSTILE} longer than forty characters`,
    }));
  hostile = libraryOf('hostile', evil('90.0', 'key'), evil('90.1', 'lock'));
});

function pageOf(from: Library, id: string): ObjectPage {
  const found = find(from, id, releaseNamed(from, '90.0'));
  if (found === undefined) throw new Error(`${id} was not found`);
  return showObject(from, found);
}

test.each([
  ['analytic', 'AN9990'],
  ['technique', 'T9990'],
  ['revoked', 'T9989'],
])('the page of one object: %s', async (name, id) => {
  const text = renderObject(pageOf(library, id), { ...PLAIN, all: false });
  await expect(text).toMatchFileSnapshot(`snapshots/attack-${name}.txt`);
});

test('what changed between releases', async () => {
  const diff = diffReleases(releaseNamed(library, '90.0'), releaseNamed(library, '90.1'), { types: [] });
  await expect(renderDiff(diff, PLAIN)).toMatchFileSnapshot('snapshots/attack-diff.txt');
});

test('what is known without any import', async () => {
  const [first] = IMPLEMENTED;
  if (first === undefined) throw new Error('nothing is implemented');
  await expect(renderImplemented(first, 'import a release.', PLAIN)).toMatchFileSnapshot(
    'snapshots/attack-not-imported.txt',
  );
});

test.each([
  [
    'what differs',
    IDS.component,
    '[-name door:log, channel KeyCut-]',
    '{+name door:log, channel KeyCopied+}',
  ],
  ['its references where nothing else differs', IDS.technique, `"${IDS.component}"`, `"${IDS.technique}"`],
])('a changed log source is told by %s', (_, reference, removed, added) => {
  const channel = reference === IDS.component ? 'KeyCopied' : 'KeyCut';
  const source = { x_mitre_data_component_ref: reference, name: 'door:log', channel };
  const next = stixObjects('90.1').map((object) =>
    object.id === IDS.analytic ? { ...object, x_mitre_log_source_references: [source] } : object,
  );
  const { releases } = libraryOf(`sources ${reference}`, stixObjects(), next);
  const [after, before] = releases;
  if (after === undefined || before === undefined) throw new Error('two releases were imported');
  const text = renderDiff(diffReleases(before, after, { types: ['x-mitre-analytic'] }), {
    colour: false,
    width: 400,
  });
  expect(text).toContain(removed);
  expect(text).toContain(added);
});

test('an import is told with its counts, refusals and problems', async () => {
  const report: ImportReport = {
    releases: [
      {
        key: 'enterprise-attack-90.0',
        version: '90.0',
        domain: 'enterprise-attack',
        outcome: 'imported',
        digest: 'ab'.repeat(32),
        counts: { 'x-mitre-analytic': 2, 'attack-pattern': 1 },
        files: 1,
      },
      {
        key: 'enterprise-attack-90.1',
        version: '90.1',
        domain: 'enterprise-attack',
        outcome: 'refused',
        digest: 'cd'.repeat(32),
        present: 'ef'.repeat(32),
        counts: {},
        files: 1,
      },
    ],
    problems: Array.from({ length: 7 }, (_, at) => ({
      code: at < 6 ? 'duplicate' : 'foreign',
      file: `${at}.json`,
      message: 'comes more than once',
    })),
    leftAlone: 3,
  };
  await expect(renderImport(report, PLAIN)).toMatchFileSnapshot('snapshots/attack-import.txt');
});

describe('text out of a bundle', () => {
  const outputs = (): string[] => {
    const [before, after] = [releaseNamed(hostile, '90.0'), releaseNamed(hostile, '90.1')];
    const diff = diffReleases(before, after, { types: [] });
    const entries = listObjects(before, { types: [] });
    const hits = searchObjects(before, ['key'], { types: [] });
    const drifts = findDrift(hostile);
    const page = pageOf(hostile, 'AN9990');
    const json = [
      objectJson(page, {}),
      diffJson(diff),
      entriesJson(before, entries),
      hitsJson(before, hits, 1),
      driftJson(drifts),
    ];
    return [
      renderObject(page, { ...PLAIN, all: true }),
      renderDiff(diff, PLAIN),
      renderEntries(before, entries, PLAIN),
      renderHits(before, hits, 1, PLAIN),
      renderDrift(drifts, PLAIN),
      renderReleases(hostile.releases, hostile.folder, PLAIN),
      ...json.map((value) => terminalSafeJson(value, 2)),
    ];
  };

  test('cannot act on the terminal', () => {
    for (const text of outputs())
      for (const line of text.split('\n')) expect(escapeControls(line)).toBe(line);
  });

  test('never stands without its licence', () => {
    for (const text of outputs()) expect(text).toMatch(/Copyright 2026, Nobody at all\./);
  });
});
