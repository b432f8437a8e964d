/**
 * Who imports whom, read from the text of the files, and the directions that are allowed. Type imports count:
 * a cycle of types is still two files that cannot be understood apart.
 */

import { posix } from 'node:path';

const BELOW_CONTRACT = ['model', 'lib', 'attack', 'lineage', 'baseline', 'enrich'];
const CONTRACT_AND_BELOW = [...BELOW_CONTRACT, 'contract'];

/** Layer → the layers it may import beside itself. */
const ALLOWED = new Map<string, readonly string[]>([
  ['model', []],
  ['lib', ['model']],
  ['attack', ['model', 'lib']],
  ['lineage', ['model', 'lib']],
  ['baseline', ['model', 'lib']],
  ['enrich', ['model', 'lib']],
  ['contract', BELOW_CONTRACT],
  ['vendor', CONTRACT_AND_BELOW],
  ['source', [...CONTRACT_AND_BELOW, 'vendor']],
  ['analytic', CONTRACT_AND_BELOW],
  ['input', CONTRACT_AND_BELOW],
  ['config', CONTRACT_AND_BELOW],
  ['sources', ['source', 'contract']],
  ['analytics', ['analytic', 'contract']],
  ['engine', CONTRACT_AND_BELOW],
  ['report', ['model', 'lib', 'attack']],
  ['order', ['model', 'lib']],
  ['state', [...CONTRACT_AND_BELOW, 'engine']],
  ['simulate', ['model', 'lib']],
  [
    'app',
    [
      ...CONTRACT_AND_BELOW,
      'input',
      'config',
      'sources',
      'analytics',
      'order',
      'engine',
      'state',
      'report',
      'simulate',
    ],
  ],
  // It lists plug-ins and checks the context file by itself; the machinery it reaches through app alone.
  [
    'cli',
    [
      'app',
      'report',
      'sources',
      'analytics',
      'simulate',
      'config',
      'input',
      'contract',
      'attack',
      'model',
      'lib',
    ],
  ],
  ['package', ['app', 'report', 'contract', 'model', 'sources', 'analytics']],
]);

/** `src/engine/order.ts` → `engine`; a plug-in's own folder is `source` or `analytic`, the list beside it `sources` or `analytics`. */
export function layerOf(path: string): string {
  const [, folder = '', plugin] = path.split('/');
  if (plugin === undefined) return folder === 'index.ts' ? 'package' : 'app';
  if (folder === 'sources' || folder === 'analytics')
    return plugin === 'index.ts' ? folder : folder.replace(/s$/, '');
  return folder;
}

export function mayImport(from: string, to: string): boolean {
  const [lower, upper] = [layerOf(to), layerOf(from)];
  if (lower !== upper) return ALLOWED.get(upper)?.includes(lower) ?? false;
  const isPlugin = upper === 'source' || upper === 'analytic';
  return !isPlugin || posix.dirname(from).split('/')[2] === to.split('/')[2];
}

/** Paths from the root of the files that a file's text imports, in order, without packages. */
export function importsOf(path: string, text: string): string[] {
  const specifiers = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'(\.[^']+)'/gm);
  const paths = [...specifiers].map((match) => posix.join(posix.dirname(path), match[1] ?? ''));
  return [...new Set(paths)];
}

/** One line per cycle: `a.ts → b.ts → a.ts`. */
export function importCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(path);
    if (seenAt >= 0) cycles.push([...way.slice(seenAt), path].join(' → '));
    if (seenAt >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
