/**
 * From what the user named (files, folders, globs, `-`) to the files to read, each once and in a fixed order.
 * Looks at names and kinds only; no file is opened.
 */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileGlob, expandBraces, hasGlob, spellOutClasses } from '../lib/glob.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';
import { describeFailure, type InputFile, STANDARD_INPUT } from './input-file.ts';

export interface InputList {
  readonly files: readonly InputFile[];
  readonly problems: readonly Problem[];
}

export interface Entry {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Equal for two paths that lead to the same thing. */
  readonly id: string;
}

/** The little of a file system that listing needs. Both may throw. */
export interface Disk {
  names(folder: string): readonly string[];
  /** Follows symbolic links. */
  entry(path: string): Entry;
}

export interface ListOptions {
  readonly baseline?: boolean;
  readonly disk?: Disk;
}

export function listInputs(paths: readonly string[], options: ListOptions = {}): InputList {
  const listing = new Listing(options.disk ?? DISK, options.baseline ?? false);
  for (const path of paths) listing.add(path);
  return { files: listing.files, problems: listing.problems };
}

const DISK: Disk = {
  names: (folder) => readdirSync(folder),
  entry(path) {
    const found = statSync(path, { bigint: true });
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: Number(found.size), id: `${found.dev}:${found.ino}` };
  },
};

class Listing {
  readonly files: InputFile[] = [];
  readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();
  /** The glob at hand has led to something. */
  private matched = false;
  private readonly disk: Disk;
  private readonly baseline: boolean;

  constructor(disk: Disk, baseline: boolean) {
    this.disk = disk;
    this.baseline = baseline;
  }

  /** Something the user named: taken as it is if it exists, as a glob otherwise. */
  add(path: string): void {
    if (path === STANDARD_INPUT) {
      this.take(path, { kind: 'other', size: 0, id: STANDARD_INPUT });
      return;
    }
    const entry = this.tryEntry(path);
    if (entry !== undefined) this.visit(path, entry, []);
    else if (!hasGlob(spellOutClasses(path))) this.fail(path, () => this.disk.entry(path));
    else this.expand(path);
  }

  private expand(pattern: string): void {
    this.matched = false;
    try {
      // Brackets may be a class of characters or part of a name.
      const patterns = new Set([pattern, spellOutClasses(pattern)].flatMap(expandBraces));
      for (const alternative of patterns) {
        const rooted = alternative.startsWith('/');
        const segments = alternative
          .split('/')
          .filter((part, i, all) => part !== '' && !(part === '**' && all[i - 1] === '**'));
        this.match(rooted ? '/' : '', segments, []);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.report(pattern, 'unreadable', 'the braces of the glob have too many alternatives');
    }
    if (!this.matched) this.report(pattern, 'unreadable', 'no file or folder matches');
  }

  /** `**` stands for any number of folders; the trail of folder ids keeps links from leading round in circles. */
  private match(base: string, segments: readonly string[], trail: readonly string[]): void {
    const [segment, ...rest] = segments;
    if (segment === undefined) {
      const path = base === '' ? '.' : base;
      const entry = this.tryEntry(path);
      if (entry === undefined) return;
      this.matched = true;
      this.visit(path, entry, []);
      return;
    }
    if (segment === '**') {
      this.match(base, rest, trail);
      for (const name of this.names(base)) {
        const path = join(base, name);
        const entry = this.tryEntry(path);
        if (entry?.kind !== 'folder' || trail.includes(entry.id)) continue;
        this.match(path, segments, [...trail, entry.id]);
      }
      return;
    }
    const matches = compileGlob(segment);
    const names = hasGlob(segment) ? this.names(base).filter(matches) : [segment];
    for (const name of names) this.match(join(base, name), rest, trail);
  }

  private visit(path: string, entry: Entry, trail: readonly string[]): void {
    if (entry.kind === 'folder' && trail.includes(entry.id)) {
      this.report(path, 'link-loop', 'the link leads back to a folder it lies in');
    } else if (entry.kind !== 'folder') {
      if (entry.kind === 'other' && trail.length > 0)
        this.report(path, 'unreadable', 'it is not a regular file');
      else this.take(path, entry);
    } else if (!this.seen.has(entry.id)) {
      this.seen.add(entry.id);
      const names = this.fail(path, () => this.disk.names(path)) ?? [];
      for (const name of [...names].sort()) {
        const inside = join(path, name);
        const found = this.fail(inside, () => this.disk.entry(inside));
        if (found !== undefined) this.visit(inside, found, [...trail, entry.id]);
      }
    }
  }

  private take(path: string, entry: Entry): void {
    if (this.seen.has(entry.id)) return;
    this.seen.add(entry.id);
    this.files.push({ path, size: entry.kind === 'file' ? entry.size : 0, baseline: this.baseline });
  }

  private names(folder: string): readonly string[] {
    try {
      return [...this.disk.names(folder === '' ? '.' : folder)].sort();
    } catch {
      return [];
    }
  }

  private tryEntry(path: string): Entry | undefined {
    try {
      return this.disk.entry(path === '' ? '.' : path);
    } catch {
      return undefined;
    }
  }

  /** What `look` finds, or a problem. */
  private fail<T>(path: string, look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
      this.report(path, isLoop ? 'link-loop' : 'unreadable', describeFailure(error));
      return undefined;
    }
  }

  private report(path: string, code: ProblemCode, message: string): void {
    this.problems.push({ source: '', file: path, place: '', code, message });
  }
}
