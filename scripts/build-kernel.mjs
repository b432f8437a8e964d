/**
 * Compiles the reading kernel (`kernel/`, AssemblyScript) to `dist/data/kernel.wasm` when that is missing or older than
 * its sources. The build runs this as a program; vitest, whose tests run from the sources, before all tests.
 */

import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = join(ROOT, 'kernel');
const TARGET = join(ROOT, 'dist', 'data', 'kernel.wasm');
/** 64 KiB each: the tables of `kernel/index.ts`, the trees of the sources read, and room for the bytes. */
const PAGES = '320';
const OPTIONS = [
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd'],
  // Names of functions, for profiles.
  '--debug',
  ...['--initialMemory', PAGES, '--maximumMemory', PAGES],
];

export async function setup() {
  if (isFresh()) return;
  const { default: compiler } = await import('assemblyscript/asc');
  mkdirSync(dirname(TARGET), { recursive: true });
  // Renamed when it is whole: several processes may build at once.
  const made = `${TARGET}.${process.pid}`;
  const { error, stderr } = await compiler.main([join(SOURCES, 'index.ts'), '-o', made, ...OPTIONS]);
  if (error !== null) throw new Error(`the reading kernel does not compile: ${error.message}\n${stderr}`);
  renameSync(made, TARGET);
}

function isFresh() {
  const made = statSync(TARGET, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const inputs = [fileURLToPath(import.meta.url), ...readdirSync(SOURCES).map((name) => join(SOURCES, name))];
  return inputs.every((path) => statSync(path).mtimeMs < made);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
