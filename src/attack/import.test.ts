import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleOf, IDS, stixId, stixObjects } from '../../test/harness/stix.ts';
import { importAttack } from './import.ts';
import { find, openLibrary } from './library.ts';
import { readRaw } from './read-release.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'credtrail-attack-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

let folders = 0;
function fresh(): string {
  return join(ROOT, `library-${folders++}`);
}

function file(name: string, content: string | Buffer): string {
  const path = join(ROOT, `files-${folders++}`, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const WHOLE = file('invented.json', bundleOf(stixObjects()));
const COUNT = stixObjects().length;

describe('a release', () => {
  test('is imported whole, and the second time nothing changes', () => {
    const library = fresh();
    const first = importAttack([WHOLE], { library });
    expect(first.problems).toEqual([]);
    expect(first.releases).toMatchObject([
      { key: 'enterprise-attack-90.0', version: '90.0', outcome: 'imported', files: 1 },
    ]);
    expect(Object.values(first.releases[0]?.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(COUNT);
    const before = readdirSync(library, { recursive: true }).sort();
    const again = importAttack([WHOLE], { library });
    expect(again.releases).toMatchObject([{ outcome: 'unchanged', digest: first.releases[0]?.digest }]);
    expect(readdirSync(library, { recursive: true }).sort()).toEqual(before);
    expect(readFileSync(join(library, 'LICENCE.txt'), 'utf8')).toContain('MITRE');
  });

  test.each<[string, () => string]>([
    ['gzip', () => file('invented.json.gz', gzipSync(bundleOf(stixObjects())))],
    ['another indent', () => file('x.json', bundleOf(stixObjects(), 0))],
    ['another order of objects', () => file('x.json', bundleOf(stixObjects().reverse()))],
    [
      'per-object files, bare and in bundles of one',
      () => {
        const paths = stixObjects().map((object, at) =>
          file(`${object.id}.json`, at % 2 === 0 ? bundleOf([object]) : JSON.stringify(object)),
        );
        const folder = join(ROOT, `folder-${folders++}`);
        for (const [at, path] of paths.entries()) {
          const target = join(folder, String(at % 3), `${at}.json`);
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, readFileSync(path));
        }
        return folder;
      },
    ],
  ])('is the same release from %s', (_, path) => {
    const library = fresh();
    importAttack([WHOLE], { library });
    const again = importAttack([path()], { library });
    expect(again).toMatchObject({ problems: [], releases: [{ outcome: 'unchanged' }] });
  });

  test('with other content is refused with both digests, and what is there stays', () => {
    const library = fresh();
    const first = importAttack([WHOLE], { library });
    const [object, ...rest] = stixObjects();
    const other = importAttack([file('x.json', bundleOf([{ ...object, name: 'Another' }, ...rest]))], {
      library,
    });
    const [refused] = other.releases;
    expect(refused).toMatchObject({ outcome: 'refused', present: first.releases[0]?.digest });
    expect(refused?.digest).not.toBe(refused?.present);
    expect(openLibrary(library).releases[0]?.digest).toBe(first.releases[0]?.digest);
  });

  test.each(['objects.ndjson', 'relations.ndjson', 'links.json'])(
    'whose %s was cut short is written again',
    (name) => {
      const library = fresh();
      importAttack([WHOLE], { library });
      truncateSync(join(library, 'enterprise-attack-90.0', name), 100);
      expect(importAttack([WHOLE], { library }).releases).toMatchObject([{ outcome: 'damaged' }]);
      expect(importAttack([WHOLE], { library }).releases).toMatchObject([{ outcome: 'unchanged' }]);
    },
  );

  test('stands beside others, the newest first by number', () => {
    const library = fresh();
    const paths = ['9.1', '10.0', '9.10'].map((version) => file('x.json', bundleOf(stixObjects(version))));
    importAttack(paths, { library });
    expect(openLibrary(library).releases.map(({ version }) => version)).toEqual(['10.0', '9.10', '9.1']);
  });

  test('keeps the exact source of its objects', () => {
    const library = fresh();
    const odd = `{"name":"A \\u00e9","n":1.0,"type":"tool",   "id":"${stixId('tool', 77)}"}`;
    const text = bundleOf(stixObjects(), 0).replace('"objects":[', `"objects":[${odd},`);
    importAttack([file('x.json', text)], { library });
    const found = find(openLibrary(library), stixId('tool', 77));
    if (found === undefined) throw new Error('not found');
    expect(readRaw(found.release, found.entry).toString('utf8')).toBe(
      `{"name":"A é","n":1.0,"type":"tool","id":"${stixId('tool', 77)}"}`,
    );
  });
});

describe('which release it is', () => {
  const bare = (): string => bundleOf(stixObjects().filter(({ type }) => type !== 'x-mitre-collection'));

  test('is told by the file’s name when no collection says so', () => {
    const path = file('enterprise-attack-12.1.json', bare());
    expect(importAttack([path], { library: fresh() }).releases).toMatchObject([{ version: '12.1' }]);
  });

  test('is told by --release otherwise, and has to be', () => {
    const path = file('objects.json', bare());
    expect(importAttack([path], { library: fresh(), release: '12.1' }).releases).toMatchObject([
      { version: '12.1' },
    ]);
    expect(() => importAttack([path], { library: fresh() })).toThrow('does not say which ATT&CK release');
  });

  test('cannot be contradicted, and cannot be a path', () => {
    expect(() => importAttack([WHOLE], { library: fresh(), release: '12.1' })).toThrow(
      'is release 90.0, not 12.1',
    );
    const path = file('x.json', bundleOf(stixObjects('../../etc')));
    expect(() => importAttack([path], { library: fresh() })).toThrow('no release of ATT&CK');
  });
});

describe('what is wrong is counted with its reason, and the rest is taken', () => {
  const [collection, marking, ...objects] = stixObjects();
  const technique = objects.find(({ id }) => id === IDS.technique);
  test.each<[string, readonly unknown[]]>([
    ['unknown-type', [{ type: 'x-other-thing', id: stixId('x-other-thing', 1) }]],
    ['no-identity', [{ type: 'tool' }]],
    ['no-identity', ['a text']],
    ['no-identity', [{ type: 'tool', id: stixId('malware', 1) }]],
    ['no-identity', [{ type: 'relationship', id: stixId('relationship', 1) }]],
    ['wrong-type', [{ type: 'tool', id: stixId('tool', 1), name: 5 }]],
    ['wrong-type', [{ type: 'tool', id: stixId('tool', 1), modified: 'yesterday' }]],
    ['duplicate', [technique]],
    ['contradiction', [{ ...technique, name: 'Another' }]],
    ['superseded', [{ ...technique, name: 'Another', modified: '2026-02-01T00:00:00.000Z' }]],
    [
      'dangling',
      [
        {
          type: 'relationship',
          id: stixId('relationship', 1),
          relationship_type: 'uses',
          source_ref: IDS.group,
          target_ref: stixId('tool', 404),
        },
      ],
    ],
  ])('%s: %j', (code, extra) => {
    const library = fresh();
    const path = file('x.json', JSON.stringify({ objects: [collection, marking, ...objects, ...extra] }));
    const report = importAttack([path], { library });
    expect(report.problems.map((problem) => problem.code)).toEqual([code]);
    expect(report.releases).toMatchObject([{ outcome: 'imported' }]);
    const name = code === 'superseded' ? 'Another' : 'Spare Key';
    expect(find(openLibrary(library), 'T9990')?.entry.name).toBe(name);
  });

  test.each<[string, string | Buffer]>([
    ['foreign', '{"findings":[]}'],
    ['foreign', 'not JSON at all'],
    ['foreign', bundleOf([])],
    ['truncated', bundleOf(stixObjects()).slice(0, 2000)],
    ['syntax', bundleOf(stixObjects()).replace('"Spare Key"', 'Spare Key')],
    ['encoding', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['corrupt-compression', gzipSync(bundleOf(stixObjects())).subarray(0, 300)],
  ])('a file that is %s leaves no part of a release', (code, content) => {
    const library = fresh();
    const report = importAttack([file('x.json', content), WHOLE], { library });
    expect(report.problems.map((problem) => problem.code)).toEqual([code]);
    expect(report.releases).toMatchObject([{ key: 'enterprise-attack-90.0', outcome: 'imported' }]);
  });

  test('a path that is not there', () => {
    const report = importAttack([join(ROOT, 'nowhere.json')], { library: fresh() });
    expect(report).toMatchObject({ releases: [], problems: [{ code: 'unreadable' }] });
  });
});

describe('the library', () => {
  test('of a newer version is neither read nor changed', () => {
    const library = fresh();
    importAttack([WHOLE], { library });
    const marker = join(library, 'library.json');
    writeFileSync(marker, '{"kind":"credtrail-attack-library","format":2}\n');
    expect(() => openLibrary(library)).toThrow('written by a newer Credtrail');
    expect(() => importAttack([WHOLE], { library })).toThrow('written by a newer Credtrail');
    expect(readFileSync(marker, 'utf8')).toContain('"format":2');
  });

  test('is never made in a folder that holds something else', () => {
    const folder = dirname(file('notes.txt', 'mine'));
    expect(() => importAttack([WHOLE], { library: folder })).toThrow('holds other things');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  test('says so when what it holds is no longer what was imported', () => {
    const library = fresh();
    importAttack([WHOLE], { library });
    const data = join(library, 'enterprise-attack-90.0/objects.ndjson');
    writeFileSync(data, readFileSync(data, 'utf8').replace('Spare Key', 'Other Key'));
    const found = find(openLibrary(library), 'T9990');
    if (found === undefined) throw new Error('not found');
    expect(() => readRaw(found.release, found.entry)).toThrow('damaged');
    appendFileSync(join(library, 'enterprise-attack-90.0/release.json'), 'x');
    expect(() => openLibrary(library)).toThrow('damaged');
  });

  test('leaves no draft behind', () => {
    const library = fresh();
    importAttack([WHOLE], { library });
    expect(readdirSync(library).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(existsSync(join(library, 'enterprise-attack-90.0'))).toBe(true);
  });
});
