/**
 * The vendors' records a finding rests on, found again in the files by the uids of their events and read again by place.
 * Bounded by the finding, not by the logs: nothing else of the files is kept.
 */

import type { RawRecord } from '../input/file-log.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import { raw } from '../input/raw.ts';
import { createReader } from '../input/read.ts';
import { earliestEventBy } from '../input/time-hint.ts';
import type { Finding } from '../model/finding.ts';
import type { FoundRecord } from '../report/evidence-package.ts';
import { SOURCES } from '../sources/index.ts';

export interface Gathered {
  /** In the order in which the finding names their events. */
  readonly records: readonly FoundRecord[];
  /** Events whose record is in none of the files. */
  readonly missing: readonly string[];
}

export async function gatherEvidence(
  finding: Finding,
  files: readonly InputFile[],
  limits: Limits,
): Promise<Gathered> {
  const uids = eventsOf(finding);
  const places = await findPlaces(new Set(uids), nearest(files, finding), limits);
  const found = new Map<string, FoundRecord>();
  for (const [file, wanted] of byFile(places)) {
    const records = await raw(
      file,
      wanted.map(({ ordinal }) => ordinal),
      SOURCES,
      limits,
    );
    for (const { event, source, ordinal } of wanted) {
      const record = records.get(ordinal);
      if (record !== undefined) found.set(event, { event, source, file: file.path, ...recordOf(record) });
    }
  }
  return {
    records: uids.flatMap((uid) => found.get(uid) ?? []),
    missing: uids.filter((uid) => !found.has(uid)),
  };
}

/** What it was decided by, what its evidence names, and the calls that issued its credentials. */
function eventsOf({ eventUids, evidence, trail }: Finding): readonly string[] {
  const mints = trail.flatMap(({ mint }) => mint?.event ?? []);
  return [...new Set([...eventUids, ...evidence.flatMap(({ events }) => events), ...mints])];
}

interface FoundPlace {
  readonly event: string;
  readonly source: string;
  readonly file: InputFile;
  readonly ordinal: number;
}

/** The first place of each; a record that was delivered twice says the same twice. */
async function findPlaces(
  uids: ReadonlySet<string>,
  files: readonly InputFile[],
  limits: Limits,
): Promise<readonly FoundPlace[]> {
  const reader = createReader(SOURCES, limits);
  const places = new Map<string, FoundPlace>();
  for (const [index, file] of files.entries()) {
    if (places.size === uids.size) break;
    await reader.readFile(file, index, {
      event({ uid, source, place }) {
        if (uids.has(uid) && !places.has(uid))
          places.set(uid, { event: uid, source, file, ordinal: place.record });
      },
      problem() {},
    });
  }
  return [...places.values()];
}

/** Files of the finding's days first: most need not be opened. */
function nearest(files: readonly InputFile[], { time }: Finding): readonly InputFile[] {
  const distance = ({ path }: InputFile): number => Math.abs((earliestEventBy(path) ?? time) - time);
  return files.toSorted((a, b) => distance(a) - distance(b) || (a.path < b.path ? -1 : 1));
}

function byFile(places: readonly FoundPlace[]): ReadonlyMap<InputFile, readonly FoundPlace[]> {
  const groups = new Map<InputFile, FoundPlace[]>();
  for (const place of places) {
    const group = groups.get(place.file) ?? [];
    group.push(place);
    groups.set(place.file, group);
  }
  return groups;
}

function recordOf({ ordinal, bytes, verbatim }: RawRecord) {
  return { ordinal, bytes, verbatim };
}
