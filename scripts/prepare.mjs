/**
 * Brings a checkout to the point where it can run: right Node, packages as locked, `dist/` newer than its
 * sources. Plain JavaScript without dependencies, because nothing is installed or compiled yet when it runs.
 * It writes to standard error only, and nothing at all when there is nothing to do.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What decides whether `dist/` is stale: everything the compilers or the address-data step read. */
const BUILD_INPUTS = [
  'src',
  'kernel',
  'scripts',
  'test/bench',
  'test/corpora',
  'test/eval',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const STAMP = join(ROOT, 'dist', '.built');
/** Run after the compiler, in this order; each says what stays undone when it fails. */
const BUILD_STEPS = [
  ['dist/scripts/build-address-data.js', 'the address data could not be built'],
  ['scripts/build-kernel.mjs', 'the reading kernel could not be built'],
  ['dist/scripts/bundle.js', 'the program could not be bundled'],
];

/** Exits with a sentence to the user when something cannot be prepared. */
export function prepare() {
  requireNode(process.versions.node, readJson('package.json').engines.node);
  if (!installed()) install();
  const fingerprint = buildFingerprint();
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== fingerprint) build(fingerprint);
}

/** Runs a program of this checkout inside this process, so that signals and the exit code are its own. */
export async function run(file, args) {
  const path = join(ROOT, file);
  if (!existsSync(path)) stop(`${file} does not exist in this checkout`);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}

/** A range of the form `>=MAJOR.MINOR` is all that package.json uses. */
export function nodeIsRecentEnough(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = range.replace('>=', '').split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Whether every locked package is there in the locked version; packages of other platforms are optional. */
export function packagesMatch(locked, present) {
  return Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

function requireNode(version, range) {
  if (nodeIsRecentEnough(version, range)) return;
  stop(
    `Node ${version} is too old: Credtrail needs Node ${range}. Install a current release and run this again.`,
  );
}

function installed() {
  // npm writes this file last, so an interrupted installation leaves none.
  const present = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(present)) return false;
  return packagesMatch(
    readJson('package-lock.json').packages,
    JSON.parse(readFileSync(present, 'utf8')).packages,
  );
}

function install() {
  say('installing packages (once, about a minute) …');
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? attempt(process.execPath, [npm, ...options])
    : attempt('npm', options, { shell: process.platform === 'win32' });
  if (result !== 0)
    stop('npm could not install the packages (its messages are above); with a network, run this again');
}

function build(fingerprint) {
  say('building …');
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  if (attempt(process.execPath, [compiler, '-p', 'tsconfig.build.json']) !== 0) stop('the build failed');
  for (const [step, fault] of BUILD_STEPS) {
    if (attempt(process.execPath, [join(ROOT, step)]) !== 0) stop(fault);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
}

function buildFingerprint() {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) {
    for (const { path, size, mtimeMs } of filesUnder(input)) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Sample data and tests are not compiled, so a change to them needs no build. */
const NOT_BUILT = new Set(['samples', 'expected', 'fires', 'silent']);

function filesUnder(path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [{ path, size: stat.size, mtimeMs: stat.mtimeMs }];
  return readdirSync(join(ROOT, path))
    .filter((name) => !NOT_BUILT.has(name) && !name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** The child's standard output goes to our standard error: standard output belongs to results. */
function attempt(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  if (error !== undefined) say(`${program}: ${error.message}`);
  return status ?? 1;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function say(message) {
  process.stderr.write(`credtrail: ${message}\n`);
}

function stop(message) {
  say(message);
  process.exit(2);
}
