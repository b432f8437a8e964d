/**
 * MITRE's own releases, where they are on this machine: hashes as published, nothing lost. How fast is the
 * benchmark's to say.
 */

import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffReleases } from '../../src/attack/diff.ts';
import { findDrift } from '../../src/attack/drift.ts';
import { IMPLEMENTED } from '../../src/attack/implemented.ts';
import { type ImportReport, importAttack } from '../../src/attack/import.ts';
import { find, openLibrary, releaseNamed } from '../../src/attack/library.ts';
import { readRaw } from '../../src/attack/read-release.ts';
import { at, listAt, textAt } from '../../src/lib/json.ts';
import { ATTACK_RELEASES, attackReleasesPresent } from '../harness/corpora.ts';

const LIBRARY = mkdtempSync(join(tmpdir(), 'credtrail-attack-published-'));
afterAll(() => rmSync(LIBRARY, { recursive: true }));

describe.skipIf(!attackReleasesPresent())('published releases', () => {
  let report: ImportReport;
  const folder = join(LIBRARY, 'library');
  beforeAll(() => {
    report = importAttack(
      ['18.0', '18.1'].map((version) => `${ATTACK_RELEASES}enterprise-attack-${version}.json.gz`),
      { library: folder },
    );
  }, 60_000);

  test('are taken whole, without a problem', () => {
    expect(report.problems).toEqual([]);
    expect(report.releases.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'enterprise-attack-18.0 imported',
      'enterprise-attack-18.1 imported',
    ]);
    const total = Object.values(report.releases[1]?.counts ?? {}).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(24_772);
  });

  const published: unknown = attackReleasesPresent()
    ? JSON.parse(readFileSync(`${ATTACK_RELEASES}seed-analytics.json`, 'utf8'))
    : {};
  const seeds = listAt(published, 'seeds').map((seed) => [textAt(seed, 'attack_id'), seed] as const);

  // AN1157 was edited between 18.0 and 18.1; the published hash is that of the edited text.
  test.each(seeds)(
    '%s has the published raw hash in both releases, as far as its text is the same',
    (id, seed) => {
      const library = openLibrary(folder);
      const wanted = textAt(seed, 'raw_sha256');
      const hashes = ['18.0', '18.1'].map((version) => {
        const found = find(library, id ?? '', releaseNamed(library, version));
        if (found === undefined) throw new Error(`${id} is not in ${version}`);
        return hash('sha256', readRaw(found.release, found.entry), 'hex');
      });
      expect(hashes.map((each) => each === wanted)).toEqual([id !== 'AN1157', true]);
      const own = IMPLEMENTED.find((row) => row.id === id);
      expect([own?.rawHash, own?.stixId]).toEqual([wanted, textAt(seed, 'analytic', 'id')]);
      expect([own?.version, own?.modified]).toEqual([
        textAt(seed, 'analytic', 'x_mitre_version'),
        textAt(seed, 'analytic', 'modified'),
      ]);
      expect([own?.strategy.name, own?.technique.name]).toEqual([
        textAt(seed, 'detection_strategies', 0, 'name'),
        textAt(at(seed, 'techniques_19'), 0, 'name'),
      ]);
    },
  );

  test('differ in 404 objects, and none of our analytics has drifted', () => {
    const library = openLibrary(folder);
    const diff = diffReleases(releaseNamed(library, '18.0'), releaseNamed(library, '18.1'), { types: [] });
    expect([diff.added.length, diff.removed.length, diff.changed.length]).toEqual([0, 0, 404]);
    expect(diff.changed.every(({ changes }) => changes.length > 0)).toBe(true);
    expect(findDrift(library).filter(({ drifted }) => drifted)).toEqual([]);
  });
});
