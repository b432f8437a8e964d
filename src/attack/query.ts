/** Lists of objects: by filters, and by words ranked. The words of a search must all be found, somewhere. */

import { textAt } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Entry, Status } from './entry.ts';
import { rankOf } from './kinds.ts';
import { rawReader, readEntries } from './read-release.ts';
import type { Release } from './store.ts';

export interface Filters {
  /** STIX types; empty for all. */
  readonly types: readonly string[];
  /** Compared without regard to case. */
  readonly platform?: string;
  /** Short name or name, `credential-access`. */
  readonly tactic?: string;
  readonly status?: Status;
}

export interface Hit {
  readonly entry: Entry;
  readonly score: number;
  /** Where the first of the words stands in the description, with its surroundings. */
  readonly excerpt: string;
}

/** What stands for the object's own: an id, its name, another name, its description. */
const WEIGHTS = { id: 100, wholeName: 60, nameWord: 20, namePart: 8, alias: 12, description: 1 } as const;
const EXCERPT_BEFORE = 40;
const EXCERPT = 160;

export function listObjects(release: Release, filters: Filters): Entry[] {
  return readEntries(release)
    .filter((entry) => passes(entry, filters))
    .sort(
      (a, b) =>
        rankOf(a.type) - rankOf(b.type) ||
        compare(a.attack ?? '~', b.attack ?? '~') ||
        compare(a.name, b.name),
    );
}

export function passes({ type, platforms, tactics, status }: Entry, filters: Filters): boolean {
  const same = (wanted: string) => (each: string) => each.toLowerCase() === wanted.toLowerCase();
  if (filters.types.length > 0 && !filters.types.includes(type)) return false;
  if (filters.status !== undefined && status !== filters.status) return false;
  if (filters.platform !== undefined && !platforms.some(same(filters.platform))) return false;
  return filters.tactic === undefined || tactics.some(same(tacticKey(filters.tactic)));
}

/** Throws UsageError for a platform or tactic that no object of the releases has. */
export function checkFilters(releases: readonly Release[], { platform, tactic }: Filters): void {
  if (platform === undefined && tactic === undefined) return;
  const entries = releases.flatMap(readEntries);
  const platforms = entries.flatMap((each) => each.platforms);
  const tactics = entries.flatMap((each) => each.tactics);
  if (platform !== undefined) checkWord('--platform', platform, platforms);
  if (tactic !== undefined) checkWord('--tactic', tacticKey(tactic), tactics);
}

function checkWord(option: string, word: string, known: readonly string[]): void {
  const choices = [...new Set(known)].sort();
  if (choices.some((each) => each.toLowerCase() === word.toLowerCase())) return;
  const close = nearest(word, choices);
  throw new UsageError(
    `${option} '${word}' is not in the release`,
    close === undefined ? `choose from ${choices.join(', ')}` : `did you mean ${close}?`,
  );
}

function tacticKey(words: string): string {
  return words.trim().replaceAll(/\s+/g, '-');
}

/** Best first; current objects before the others at the same score. */
export function searchObjects(release: Release, words: readonly string[], filters: Filters): Hit[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const source = rawReader(release);
  return readEntries(release)
    .filter((entry) => passes(entry, filters))
    .flatMap((entry) => hitOf(entry, source(entry), wanted) ?? [])
    .sort(
      (a, b) =>
        b.score - a.score || rankOf(a.entry.type) - rankOf(b.entry.type) || compare(a.entry.id, b.entry.id),
    );
}

function hitOf(entry: Entry, source: string, words: readonly string[]): Hit | undefined {
  // Most objects hold none of the words: their source need not be parsed to know.
  const plain = source.toLowerCase();
  if (!words.every((word) => plain.includes(JSON.stringify(word).slice(1, -1)))) return undefined;
  const description = textAt(JSON.parse(source), 'description') ?? '';
  const lower = description.toLowerCase();
  let score = entry.name.toLowerCase() === words.join(' ') ? WEIGHTS.wholeName : 0;
  for (const word of words) {
    const found = scoreOf(entry, lower, word);
    if (found === 0) return undefined;
    score += found;
  }
  const excerpt = excerptOf(description, lower, words);
  return { entry, score: entry.status === 'current' ? score : score / 4, excerpt };
}

function scoreOf({ attack, id, name, aliases }: Entry, description: string, word: string): number {
  const own = name.toLowerCase();
  let score = attack?.toLowerCase() === word || id === word ? WEIGHTS.id : 0;
  if (wordsOf(own).includes(word)) score += WEIGHTS.nameWord;
  else if (own.includes(word)) score += WEIGHTS.namePart;
  if (aliases.some((alias) => alias.toLowerCase().includes(word))) score += WEIGHTS.alias;
  const times = description.split(word).length - 1;
  return score + (times === 0 ? 0 : WEIGHTS.description * (1 + Math.log2(times)));
}

function excerptOf(description: string, lower: string, words: readonly string[]): string {
  const first = Math.max(
    0,
    Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0), lower.length),
  );
  const start = first === lower.length ? 0 : Math.max(0, first - EXCERPT_BEFORE);
  const cut = description
    .slice(start, start + EXCERPT)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${cut}${start + EXCERPT < description.length ? '…' : ''}`;
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}.]+/u);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
