/**
 * What the compiler cannot see: who may import whom, that every plug-in is listed and complete, and the rules of
 * the house that hold for every file. It reads the tree as text and knows no plug-in by name.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IMPLEMENTED } from '../src/attack/implemented.ts';
import { importCycles, importsOf, layerOf, mayImport } from './harness/imports.ts';
import { filesOf } from './harness/tree.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TREE = filesOf(ROOT);
const TEXTS = TREE.filter((path) => !['.gz', '.mmdb', '.png', '.bin', '.zst'].includes(extname(path)));
const SOURCE_CODE = TREE.filter((path) => path.startsWith('src/') && path.endsWith('.ts'));
const PRODUCT = SOURCE_CODE.filter((path) => !path.endsWith('.test.ts'));

/** The ATT&CK analytics this project implements, with strategy and technique. */
const OBJECTS = new Map(IMPLEMENTED.map((row) => [row.id, row]));

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('imports', () => {
  const graph = new Map(PRODUCT.map((path) => [path, importsOf(path, read(path))]));

  test('go in one direction only', () => {
    const wrong = [...graph].flatMap(([from, imports]) =>
      imports.filter((to) => !mayImport(from, to)).map((to) => `${from} (${layerOf(from)}) → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('lead to files that exist', () => {
    const lost = [...graph].flatMap(([from, imports]) =>
      imports.filter((to) => !existsSync(join(ROOT, to))).map((to) => `${from} → ${to}`),
    );
    expect(lost).toEqual([]);
  });

  test('form no cycle, type imports included', () => {
    expect(importCycles(graph)).toEqual([]);
  });
});

describe.each([
  { list: 'src/sources/index.ts', name: 'SOURCES', id: /\bid:\s*'([^']+)'/ },
  { list: 'src/analytics/index.ts', name: 'ANALYTICS', id: /\battack:\s*'([^']+)'/ },
])('the list $name', ({ list, name, id }) => {
  const folder = dirname(list);
  const folders = foldersIn(folder);
  const text = existsSync(join(ROOT, list)) ? read(list) : '';

  test.skipIf(text === '')('names every plug-in folder, once and sorted', () => {
    const imported = [...text.matchAll(/from '\.\/([^'/]+)\/index\.ts'/g)].map((match) => match[1]);
    expect(imported).toEqual(folders);
    const names =
      (new RegExp(`${name}\\b[^=]*=\\s*\\[([^\\]]*)\\]`).exec(text)?.[1] ?? '').match(/\w+/g) ?? [];
    expect(names).toHaveLength(folders.length);
    expect(names).toEqual([...names].sort());
  });

  test.skipIf(folders.length === 0)('has folders named as their plug-in', () => {
    const ids = folders.map((plugin) => id.exec(read(`${folder}/${plugin}/index.ts`))?.[1]?.toLowerCase());
    expect(ids).toEqual(folders);
  });
});

describe('every plug-in folder', () => {
  test('of a source is complete', () => {
    const needed = ['index.ts', 'index.test.ts', 'operations.ts', 'README.md', 'samples', 'expected'];
    expect(missing('src/sources', needed)).toEqual([]);
    expect(
      foldersIn('src/sources').filter((id) => filesIn(`src/sources/${id}/samples`).length === 0),
    ).toEqual([]);
  });

  test('of an analytic is complete', () => {
    expect(
      missing('src/analytics', ['index.ts', 'index.test.ts', 'README.md', 'take.ts', 'fires', 'silent']),
    ).toEqual([]);
  });

  test('of an analytic has at least as many silent timelines as firing ones', () => {
    const counts = foldersIn('src/analytics').map((id) => {
      const [fires, silent] = ['fires', 'silent'].map(
        (kind) => filesIn(`src/analytics/${id}/${kind}`).length,
      );
      return { id, fires: fires ?? 0, silent: silent ?? 0 };
    });
    expect(counts.filter(({ fires, silent }) => fires === 0 || silent < fires)).toEqual([]);
  });

  test('of an analytic is of an ATT&CK analytic, its strategy and technique, and has our take', () => {
    const declared = foldersIn('src/analytics').map((id) => {
      const text = read(`src/analytics/${id}/index.ts`);
      const [technique, strategy] = ['technique', 'strategy'].map(
        (name) => new RegExp(`\\b${name}:\\s*'([^']+)'`).exec(text)?.[1],
      );
      return { id: id.toUpperCase(), technique, strategy, take: /^ {2}take,$/m.test(text) };
    });
    const expected = declared.map(({ id }) => {
      const row = OBJECTS.get(id);
      return { id, technique: row?.technique.id, strategy: row?.strategy.id, take: true };
    });
    expect(declared).toEqual(expected);
  });
});

describe('every file', () => {
  test.each([
    ['writes to the console', /\bconsole\.(?:log|info|warn|error|debug|trace|dir|table)\b/],
    ['uses any', /\bas any\b|:\s*any\b|<any>|\bany\[\]/],
    ['silences the compiler', /@ts-(?:ignore|nocheck|expect-error)/],
    ['evaluates text as code', /\beval\(|\bnew Function\(/],
  ])('of the product: none %s', (_, forbidden) => {
    expect(PRODUCT.filter((path) => forbidden.test(codeOf(read(path))))).toEqual([]);
  });

  test('of the product is at most 300 lines, tables of data excepted', () => {
    const tables = /\/(?:operations|[\w-]*(?:table|data|families))(?:\/[\w-]+|-[\w-]+)?\.ts$/;
    const long = PRODUCT.filter((path) => !tables.test(path) && read(path).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  test('of the product opens by saying what it is for', () => {
    const opening = /^(?:#!.*\n\s*)?(?:import [^;]*;\s*)*\/\*\*/;
    expect(PRODUCT.filter((path) => !opening.test(read(path)))).toEqual([]);
  });

  test('is free of paths and hosts of one machine', () => {
    const home =
      /(?<![\w.:/~-])\/(?:work|root|Users)\/[\w.]|(?<![\w.:/~-])\/home\/(?!user\b|ec2-user\b|ubuntu\b|runner\b)\w/;
    // Terraform's provider names its own registry in its user agent.
    const registry = /\bregistry\.(?!terraform\.)[\w-]+\.(?:org|com|io|net)\b/;
    expect(TEXTS.filter((path) => home.test(read(path)) || registry.test(read(path)))).toEqual([]);
  });
});

describe('packages', () => {
  test('are named in exact versions', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read('package.json'));
    const all = Object.entries<string>({ ...dependencies, ...devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('are locked without naming a registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  test('are locked for every platform, or npm ci refuses the lock file', () => {
    const locked: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(
      read('package-lock.json'),
    ).packages;
    const optional = Object.values(locked).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(optional.filter((name) => !Object.hasOwn(locked, `node_modules/${name}`))).toEqual([]);
  });
});

/** Without comments, so that a rule may be spoken of. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function foldersIn(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, path, entry.name, 'index.ts')))
    .map((entry) => entry.name)
    .sort();
}

function filesIn(path: string): string[] {
  return existsSync(join(ROOT, path)) ? readdirSync(join(ROOT, path)).sort() : [];
}

function missing(folder: string, needed: readonly string[]): string[] {
  const paths = foldersIn(folder).flatMap((id) => needed.map((name) => `${folder}/${id}/${name}`));
  return paths.filter((path) => !existsSync(join(ROOT, path)));
}
