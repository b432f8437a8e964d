/** What the commands of `credtrail attack` share: the library's place, the object or release asked for, filters, output. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import { STATUSES } from '../attack/entry.ts';
import { KINDS, typesNamed } from '../attack/kinds.ts';
import {
  type Found,
  find,
  HOW_TO_IMPORT,
  type Library,
  openLibrary,
  releaseNamed,
  unknownObject,
} from '../attack/library.ts';
import type { Filters } from '../attack/query.ts';
import type { Release } from '../attack/store.ts';
import { terminalSafeJson } from '../lib/terminal.ts';
import { UsageError } from '../model/usage-error.ts';
import { readChoice } from './inputs.ts';
import type { Words } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import type { Terminal } from './terminal.ts';

export type Verb = (rest: readonly string[], words: Words, terminal: Terminal) => number;

/** `--library`, else CREDTRAIL_ATTACK, else where programs keep a user's data on this system. */
export function libraryFolder(words: Words): string {
  const asked = words.text('library') ?? process.env['CREDTRAIL_ATTACK'];
  return asked === undefined || asked === '' ? join(dataFolder(), 'credtrail', 'attack') : asked;
}

/** The library with at least one release. */
export function filledLibrary(words: Words): Library {
  const library = openLibrary(libraryFolder(words));
  if (library.releases.length > 0) return library;
  throw new UsageError(`no ATT&CK release is imported in ${library.folder}`, HOW_TO_IMPORT);
}

/** `--release`, else the newest. */
export function chosenRelease(library: Library, words: Words): Release {
  const asked = words.text('release');
  const [newest] = library.releases;
  if (asked !== undefined || newest === undefined) return releaseNamed(library, asked ?? '');
  return newest;
}

export function findOrSay(library: Library, id: string, words: Words): Found {
  const asked = words.text('release');
  const release = asked === undefined ? undefined : releaseNamed(library, asked);
  const found = find(library, id, release);
  if (found === undefined) throw unknownObject(library, id, release);
  return found;
}

export function onlyId(rest: readonly string[], verb: string): string {
  const [id, another] = rest;
  if (id === undefined || another !== undefined)
    throw new UsageError(`attack ${verb} takes one id`, `for example: credtrail attack ${verb} AN1470`);
  return id;
}

export function readFilters(words: Words): Filters {
  const status = readChoice('--status', words.text('status'), STATUSES);
  const [platform, tactic] = [words.text('platform'), words.text('tactic')];
  return {
    types: words.texts('type').flatMap(readType),
    ...(platform === undefined ? {} : { platform }),
    ...(tactic === undefined ? {} : { tactic }),
    ...(status === undefined ? {} : { status }),
  };
}

/** Only the form asked for is made. */
export function write(words: Words, terminal: Terminal, json: () => unknown, table: () => string): void {
  const format = readChoice('--format', words.text('format'), ['table', 'json']) ?? 'table';
  const text = format === 'json' ? `${terminalSafeJson(json(), 2)}\n` : table();
  writeResult(terminal, readOutput(words), text);
}

function readType(word: string): readonly string[] {
  const types = typesNamed(word);
  if (types.length > 0) return types;
  throw new UsageError(
    `--type '${word}' is not known`,
    `choose from ${[...KINDS.map((kind) => kind.word), 'software'].join(', ')}`,
  );
}

function dataFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  const asked = env['XDG_DATA_HOME'];
  return asked === undefined || asked === '' ? join(homedir(), '.local', 'share') : asked;
}
