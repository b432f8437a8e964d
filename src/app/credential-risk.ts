/** What about a lasting credential deserves a look, in words and points. A few plain rules: it judges no behaviour. */

import type { CredentialEntry } from '../report/credentials.ts';

export type Assessed = Omit<CredentialEntry, 'notes'>;

interface Doubt {
  readonly points: number;
  readonly note: string;
}

/** Rotation within three months is what most standards ask for. */
const OLD_DAYS = 90;
const IDLE_DAYS = 45;
/** A credential made so lately is not unused, only new. */
const NEW_DAYS = 7;
const SEVERAL = 3;

/** The weightiest first. */
export function doubtsAbout(entry: Assessed): readonly Doubt[] {
  const found = [...afterEnd(entry), ...(isEnded(entry) ? [] : standing(entry))];
  return found.sort((a, b) => b.points - a.points);
}

export function pointsOf(entry: Assessed): number {
  return doubtsAbout(entry).reduce((sum, { points }) => sum + points, 0);
}

function isEnded({ state }: Assessed): boolean {
  return state === 'deleted' || state === 'inactive';
}

function afterEnd({ state, ended, lastUse }: Assessed): Doubt[] {
  if (ended === undefined || lastUse === undefined || lastUse <= ended) return [];
  return [
    { points: 20, note: `presented again after it was ${state === 'deleted' ? 'deleted' : 'suspended'}` },
  ];
}

function standing(entry: Assessed): Doubt[] {
  const { kind, owner, creator, state, ageDays, idleDays, networks, countries } = entry;
  const found: Doubt[] = [];
  // A password is used with a second factor and by nobody but people; keys are used by whoever has them.
  const isKey = kind !== 'password';
  if (owner.kind === 'root' && isKey) found.push({ points: 8, note: 'a key of the root user' });
  const other = creator !== undefined && creator.uid !== owner.uid;
  if (other && isPerson(owner.kind)) found.push({ points: 4, note: `made by another: ${creator.name}` });
  if (state === 'unused' && ageDays >= NEW_DAYS)
    found.push({ points: 4, note: `never used in ${ageDays} days` });
  else if (idleDays >= IDLE_DAYS) found.push({ points: 4, note: `not used for ${idleDays} days` });
  if (isKey && countries.length > 1)
    found.push({ points: 3, note: `used from ${countries.length} countries` });
  if (isKey && networks.length >= SEVERAL)
    found.push({ points: 3, note: `used from ${networks.length} networks` });
  else if (isKey && networks.length > 1)
    found.push({ points: 1, note: `used from ${networks.length} networks` });
  if (isKey && ageDays >= OLD_DAYS) found.push({ points: 3, note: `${ageDays} days old` });
  return found;
}

function isPerson(kind: CredentialEntry['owner']['kind']): boolean {
  return kind === 'user' || kind === 'federated-user' || kind === 'root';
}
