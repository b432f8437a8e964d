/**
 * Do our analytics still implement the text they were written against? Each is held against every imported release by
 * raw hash: the same, changed, deprecated, revoked or gone. Older releases are told, too, but are no drift.
 */

import { type Change, diffObjects } from './diff.ts';
import type { Entry } from './entry.ts';
import { IMPLEMENTED, type Implemented } from './implemented.ts';
import { find, type Library } from './library.ts';
import { readRaw } from './read-release.ts';
import { compareVersions, type Release } from './store.ts';

export type Standing = 'same' | 'changed' | 'deprecated' | 'revoked' | 'gone';

export interface Held {
  readonly release: Release;
  readonly standing: Standing;
  /** Older than the release the analytic was written against: no drift, whatever its text. */
  readonly older: boolean;
  readonly entry?: Entry;
  /** Against the text it was written against, when an imported release holds that. */
  readonly changes?: readonly Change[];
}

export interface Drift {
  readonly analytic: Implemented;
  /** Newest first. */
  readonly held: readonly Held[];
  readonly drifted: boolean;
}

/** One entry for every analytic; `rows` are ours unless a test gives others. */
export function findDrift(library: Library, rows: readonly Implemented[] = IMPLEMENTED): Drift[] {
  const releases = library.releases.filter(({ domain }) => domain === 'enterprise-attack');
  return rows.map((analytic) => {
    const original = originalOf(library, analytic);
    const held = releases.map((release) => holdAgainst(library, release, analytic, original));
    return { analytic, held, drifted: held.some(({ standing, older }) => !older && standing !== 'same') };
  });
}

function holdAgainst(library: Library, release: Release, analytic: Implemented, original: unknown): Held {
  const older = compareVersions(release.version, analytic.release) < 0;
  const entry = find(library, analytic.stixId, release)?.entry;
  if (entry === undefined) return { release, older, standing: 'gone' };
  if (entry.hash === analytic.rawHash) return { release, older, standing: 'same', entry };
  const standing = entry.status === 'current' ? 'changed' : entry.status;
  if (original === undefined) return { release, older, standing, entry };
  const changes = diffObjects(original, parsed(release, entry));
  return { release, older, standing, entry, changes };
}

/** The object as it was when the analytic was written, from any release that has it. */
function originalOf(library: Library, { stixId, rawHash }: Implemented): unknown {
  for (const release of library.releases) {
    const entry = find(library, stixId, release)?.entry;
    if (entry?.hash === rawHash) return parsed(release, entry);
  }
  return undefined;
}

function parsed(release: Release, entry: Entry): unknown {
  return JSON.parse(readRaw(release, entry).toString('utf8'));
}
