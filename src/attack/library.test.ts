import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf, IDS, stixObjects } from '../../test/harness/stix.ts';
import { diffObjects, diffReleases } from './diff.ts';
import { findDrift } from './drift.ts';
import type { Entry } from './entry.ts';
import type { Implemented } from './implemented.ts';
import { importAttack } from './import.ts';
import { editions, find, type Library, openLibrary, releaseNamed, unknownObject } from './library.ts';
import { checkFilters, listObjects, searchObjects } from './query.ts';
import { showObject } from './show.ts';
import { readableText } from './text.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'credtrail-attack-'));
const LIBRARY = join(ROOT, 'library');
afterAll(() => rmSync(ROOT, { recursive: true }));

/** The next release: one analytic reworded, one gone, one new group. */
function nextObjects() {
  return stixObjects('90.1').flatMap((object) => {
    if (object.id === IDS.sibling) return [];
    if (object.id !== IDS.analytic) return [object];
    const description = 'A spare key is cut at noon and tried at another door.';
    return [
      { ...object, description, modified: '2026-03-01T10:00:00.000Z', x_mitre_platforms: ['IaaS', 'SaaS'] },
    ];
  });
}

let library: Library;
beforeAll(() => {
  const files = [stixObjects(), nextObjects()].map((objects, at) => {
    const path = join(ROOT, `${at}.json`);
    writeFileSync(path, bundleOf(objects));
    return path;
  });
  importAttack(files, { library: LIBRARY });
  library = openLibrary(LIBRARY);
});

function found(id: string, release?: string) {
  const there = find(library, id, release === undefined ? undefined : releaseNamed(library, release));
  if (there === undefined) throw new Error(`${id} was not found`);
  return there;
}

const names = (entries: readonly Entry[]): string[] => entries.map(({ attack, id }) => attack ?? id);

describe('finding', () => {
  test.each([
    ['AN9990', '90.1'],
    ['an9990', '90.1'],
    [IDS.analytic, '90.1'],
    ['AN9991', '90.0'],
  ])('%s comes from the newest release that has it', (id, version) => {
    expect(found(id).release.version).toBe(version);
  });

  test('an id that a retired mitigation shares means the technique, and names the other', () => {
    const { entry, others } = found('T9990');
    expect(entry.name).toBe('Spare Key');
    expect(others.map(({ name }) => name)).toEqual(['Spare Key Mitigation']);
  });

  test('an unknown id is answered by the nearest ones', () => {
    expect(unknownObject(library, 'AN9909').fix).toContain('AN9990 (Analytic 9990)');
    expect(unknownObject(library, 'AN1').fix).toContain('AN9990 (Analytic 9990)');
    expect(unknownObject(library, 'nonsense').fix).toContain('attack search');
    expect(unknownObject(openLibrary(join(ROOT, 'none')), 'AN9990').fix).toContain('attack import');
  });

  test('an unknown release is answered by those that are there', () => {
    expect(() => releaseNamed(library, '89.0')).toThrow('release 89.0 is not in the library');
  });

  test('an object’s editions tell version, date and hash of each release', () => {
    const both = editions(library, IDS.analytic);
    expect(both.map(({ release, entry }) => [release.version, entry.modified])).toEqual([
      ['90.1', '2026-03-01T10:00:00.000Z'],
      ['90.0', '2026-01-05T10:00:00.000Z'],
    ]);
    expect(new Set(both.map(({ entry }) => entry.hash)).size).toBe(2);
  });
});

describe('showing', () => {
  test('an analytic leads to strategy, technique and all around it', () => {
    const page = showObject(library, found('AN9990', '90.0'));
    const groups = Object.fromEntries(
      [...page.relations, ...page.leadsTo].map(({ title, entries }) => [title, names(entries)]),
    );
    expect(groups).toEqual({
      'Part of strategy': ['DET9990'],
      'Reads data-component': ['DC9990'],
      'Sibling analytic': ['AN9991'],
      Technique: ['T9990'],
      Tactic: ['TA9990'],
      Group: ['G9990'],
      Software: ['S9990'],
      Mitigation: ['M9990'],
    });
    expect(page.logSources).toMatchObject([
      { name: 'door:log', channel: 'KeyCut', component: { attack: 'DC9990' } },
    ]);
    expect(page.mutableElements).toEqual([{ field: 'NightHours', description: 'When it is night' }]);
  });

  test('names of more bytes than characters shift no relation', () => {
    const folder = join(ROOT, 'umlauts');
    const file = join(ROOT, 'umlauts.json');
    const renamed = stixObjects('90.2').map((object) => ({ ...object, name: `Schlüßel – ${object.id}` }));
    writeFileSync(file, bundleOf(renamed));
    importAttack([file], { library: folder });
    const there = openLibrary(folder);
    const analytic = find(there, 'AN9990');
    if (analytic === undefined) throw new Error('AN9990 was not found');
    const { leadsTo } = showObject(there, analytic);
    expect(leadsTo.flatMap(({ entries }) => names(entries))).toEqual([
      'AN9991',
      'T9990',
      'TA9990',
      'G9990',
      'S9990',
      'M9990',
    ]);
  });

  test('a technique is told from its end of every relation', () => {
    const page = showObject(library, found('T9990', '90.0'));
    const titles = [...page.relations, ...page.leadsTo].map(
      ({ title, entries }) => `${title}: ${names(entries)}`,
    );
    expect(titles.sort()).toEqual(
      [
        'Analytic: AN9990,AN9991',
        'Data component: DC9990',
        'Detected by strategy: DET9990',
        'Mitigated by mitigation: M9990',
        'Replaces technique: T9989',
        'Serves tactic: TA9990',
        'Used by group: G9990',
        'Used by malware: S9990',
      ].sort(),
    );
    expect(page.description).toBe('Intruders cut keys. [1] See Window and `lock`.');
    expect(page.references).toMatchObject([{ number: 1, url: 'https://example.org/keys' }]);
  });

  test('a revoked object names its successor, and a deprecated relation is left out', () => {
    expect(showObject(library, found('T9989')).relations).toMatchObject([
      { title: 'Replaced by technique', entries: [{ attack: 'T9990' }] },
    ]);
    const group = showObject(library, found('G9990'));
    expect(group.relations.map(({ title }) => title)).toEqual(['Uses technique', 'Credited with campaign']);
  });
});

test.each([
  ['a (Citation: Known) b', 'a [3] b'],
  ['a.(Citation: Known)(Citation: Lost)', 'a. [3](Citation: Lost)'],
  ['[Net](https://example.com/a) use', 'Net use'],
  ['a [bracket] (paren)', 'a [bracket] (paren)'],
])('%s reads as %s', (text, readable) => {
  expect(readableText(text, [{ number: 3, source: 'Known' }])).toBe(readable);
});

describe('listing and searching', () => {
  test.each([
    [{ types: ['x-mitre-analytic'] }, ['AN9990', 'AN9991']],
    [{ types: ['x-mitre-analytic'], platform: 'saas' }, ['AN9991']],
    [{ types: ['attack-pattern'], tactic: 'Staying' }, ['T9990']],
    [{ types: ['attack-pattern'], status: 'revoked' as const }, ['T9989']],
  ])('%j', (filters, expected) => {
    expect(names(listObjects(releaseNamed(library, '90.0'), filters))).toEqual(expected);
  });

  test.each([
    [
      ['spare', 'key'],
      ['T9990', 'DET9990'],
    ],
    [['KEY'], ['T9990', 'DC9990']],
    [['late ones'], ['G9990']],
    [['an9991'], ['AN9991']],
    [['nothing', 'spare'], []],
  ])('%j finds, best first', (words, expected) => {
    const hits = searchObjects(releaseNamed(library, '90.0'), words, { types: [] });
    expect(names(hits.map(({ entry }) => entry)).slice(0, expected.length || 1)).toEqual(expected);
  });
});

describe('comparing releases', () => {
  test('tells what came, went and changed, down to the words', () => {
    const diff = diffReleases(releaseNamed(library, '90.0'), releaseNamed(library, '90.1'), { types: [] });
    expect([names(diff.added), names(diff.removed)]).toEqual([[], ['AN9991']]);
    const [analytic, ...rest] = diff.changed;
    expect(rest.map(({ after }) => after.type)).toEqual(['x-mitre-collection']);
    expect(analytic?.changes).toEqual([
      {
        kind: 'text',
        path: 'description',
        parts: [
          { kind: 'same', text: 'A spare key is cut at' },
          { kind: 'removed', text: ' night' },
          { kind: 'added', text: ' noon' },
          { kind: 'same', text: ' and tried at another door.' },
        ],
      },
      {
        kind: 'value',
        path: 'modified',
        before: '2026-01-05T10:00:00.000Z',
        after: '2026-03-01T10:00:00.000Z',
      },
      { kind: 'list', path: 'x_mitre_platforms', removed: [], added: ['SaaS'], reordered: false },
    ]);
    expect(diff.relationships).toEqual({ added: 0, removed: 0, changed: 0 });
  });

  test('keeps to the types and platforms asked for', () => {
    const between = (filters: { types: string[]; platform?: string }) =>
      diffReleases(releaseNamed(library, '90.0'), releaseNamed(library, '90.1'), filters);
    expect(between({ types: ['tool'] })).toMatchObject({ removed: [], changed: [] });
    expect(between({ types: [], platform: 'IaaS' }).changed).toHaveLength(1);
  });

  test.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [{ a: 1 }, {}, [{ kind: 'value', path: 'a', before: 1, after: undefined }]],
    [{ a: { b: true } }, { a: { b: false } }, [{ kind: 'value', path: 'a.b', before: true, after: false }]],
    [{ a: [1, 2] }, { a: [2, 1] }, [{ kind: 'list', path: 'a', removed: [], added: [], reordered: true }]],
    [{ a: [1, 1] }, { a: [1] }, [{ kind: 'list', path: 'a', removed: [1], added: [], reordered: false }]],
  ])('%j against %j', (before, after, changes) => {
    expect(diffObjects(before, after)).toEqual(changes);
  });
});

describe('filters', () => {
  test.each([
    ['a platform', { platform: 'IaSa' }, 'did you mean IaaS?'],
    ['a tactic', { tactic: 'stayin' }, 'did you mean staying?'],
    ['a platform unlike any', { platform: 'Mainframe' }, 'choose from IaaS, SaaS'],
  ])('name %s that no object has: those there are are offered', (_, filter, expected) => {
    const [release] = library.releases;
    if (release === undefined) throw new Error('no release');
    const check = () => checkFilters([release], { types: [], ...filter });
    expect(check).toThrow(expect.objectContaining({ fix: expect.stringContaining(expected) }));
    expect(() => checkFilters([release], { types: [], platform: 'iaas', tactic: 'Staying' })).not.toThrow();
  });
});

describe('drift', () => {
  const row = (release: string, rawHash: string): Implemented => ({
    id: 'AN9990',
    name: 'Analytic 9990',
    platform: 'IaaS',
    stixId: IDS.analytic,
    version: '1.0',
    release,
    rawHash,
    modified: '2026-01-05T10:00:00.000Z',
    strategy: { id: 'DET9990', name: 'Spare keys' },
    technique: { id: 'T9990', name: 'Spare Key' },
  });

  test('is a newer release with another text, told with the differences', () => {
    const [drift] = findDrift(library, [row('90.0', found('AN9990', '90.0').entry.hash)]);
    expect(drift?.drifted).toBe(true);
    expect(drift?.held.map(({ release, standing }) => [release.version, standing])).toEqual([
      ['90.1', 'changed'],
      ['90.0', 'same'],
    ]);
    expect(drift?.held[0]?.changes?.map(({ path }) => path)).toEqual([
      'description',
      'modified',
      'x_mitre_platforms',
    ]);
  });

  test('is not an older release with another text', () => {
    const [drift] = findDrift(library, [row('90.1', found('AN9990', '90.1').entry.hash)]);
    expect(drift?.drifted).toBe(false);
    expect(drift?.held.map(({ standing, older }) => [standing, older])).toEqual([
      ['same', false],
      ['changed', true],
    ]);
  });

  test('is an object that is gone', () => {
    const [drift] = findDrift(library, [{ ...row('90.0', 'none'), id: 'AN9991', stixId: IDS.sibling }]);
    expect(drift?.held[0]).toMatchObject({ standing: 'gone', older: false });
    expect(drift?.drifted).toBe(true);
  });
});
