/**
 * What changed in ATT&CK, for a person and for programs: releases against each other, and our analytics against
 * releases. Removed words stand in [-…-], added ones in {+…+}; of long texts only the surroundings of a change are shown.
 */

import type { Change, ReleaseDiff } from '../attack/diff.ts';
import type { Drift, Held } from '../attack/drift.ts';
import type { Entry } from '../attack/entry.ts';
import { pluralOf, rankOf, wordOf } from '../attack/kinds.ts';
import { licenceNote } from '../attack/licence.ts';
import { isObject } from '../lib/json.ts';
import { clip } from '../lib/text.ts';
import type { TextPart } from '../lib/word-diff.ts';
import { entryJson } from './attack-object.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { counted, grouped } from './words.ts';

/** Characters of unchanged text on either side of a change. */
const SURROUNDINGS = 60;
const VALUE_SHOWN = 200;
/** Entries of one list told one by one; JSON has all. */
const ENTRIES_SHOWN = 40;

type ListChange = Extract<Change, { readonly kind: 'list' }>;

export function renderDiff(diff: ReleaseDiff, options: PageOptions): string {
  const page = createPage(options);
  const { before, after, added, removed, changed, relationships } = diff;
  page.text(`From ${before.domain} ${before.version} to ${after.domain} ${after.version}:`);
  page.labelled('Added', countKinds(added));
  page.labelled('Removed', countKinds(removed));
  page.labelled('Changed', countKinds(changed.map((each) => each.after)));
  const { added: more, removed: fewer, changed: other } = relationships;
  page.labelled('Relations', `${grouped(more)} added, ${grouped(fewer)} removed, ${grouped(other)} changed`);
  writeEntries(page, 'Added', added);
  writeEntries(page, 'Removed', removed);
  if (changed.length > 0) page.section('Changed');
  for (const { after: entry, changes } of changed) {
    page.text(entryWords(entry));
    writeChanges(page, changes);
    page.blank();
  }
  page.section('Licence');
  page.text(licenceNote(after.copyright));
  return page.toString();
}

export function diffJson({ before, after, added, removed, changed, relationships }: ReleaseDiff) {
  return {
    before: { domain: before.domain, version: before.version, digest: before.digest },
    after: { domain: after.domain, version: after.version, digest: after.digest },
    added: added.map(entryJson),
    removed: removed.map(entryJson),
    changed: changed.map((each) => ({
      before: entryJson(each.before),
      after: entryJson(each.after),
      changes: each.changes.map(changeJson),
    })),
    relationships,
    licence: licenceNote(after.copyright),
  };
}

export function renderDrift(drifts: readonly Drift[], options: PageOptions): string {
  const page = createPage(options);
  for (const { analytic, held, drifted } of drifts) {
    page.text(
      `${analytic.id} (${analytic.technique.id} ${analytic.technique.name}): ${verdict(held, drifted)}`,
    );
    page.text(`written for ATT&CK ${analytic.release}, raw hash ${analytic.rawHash}`, 2);
    for (const each of held) writeHeld(page, each);
  }
  const copyright = drifts.flatMap(({ held }) => held)[0]?.release.copyright;
  if (copyright !== undefined) {
    page.blank();
    page.text(licenceNote(copyright));
  }
  return page.toString();
}

export function driftJson(drifts: readonly Drift[]) {
  const copyright = drifts.flatMap(({ held }) => held)[0]?.release.copyright ?? '';
  return {
    analytics: drifts.map(({ analytic, held, drifted }) => ({
      id: analytic.id,
      stixId: analytic.stixId,
      version: analytic.version,
      release: analytic.release,
      rawHash: analytic.rawHash,
      drifted,
      releases: held.map(({ release, standing, older, entry, changes }) => ({
        release: { domain: release.domain, version: release.version },
        standing,
        older,
        version: entry?.version ?? null,
        modified: entry?.modified ?? null,
        rawHash: entry?.hash ?? null,
        changes: changes?.map(changeJson) ?? null,
      })),
    })),
    licence: licenceNote(copyright),
  };
}

function verdict(held: readonly Held[], drifted: boolean): string {
  if (drifted) return 'DRIFTED';
  if (held.length === 0) return 'no release imported to hold it against';
  return held.some(({ older }) => !older)
    ? 'unchanged'
    : 'unchanged as far as known; only older releases are imported';
}

function writeHeld(page: Page, { release, standing, older, entry, changes }: Held): void {
  const version = entry?.version === undefined ? '' : `, version ${entry.version}`;
  const age = older && standing !== 'same' ? ' (an older text; no drift)' : '';
  page.text(`- ${release.version}: ${standing}${version}${age}`, 2, 4);
  if (standing !== 'same' && entry !== undefined) page.text(`raw hash ${entry.hash}`, 4);
  if (!older && changes !== undefined) writeChanges(page, changes);
}

function writeEntries(page: Page, title: string, entries: readonly Entry[]): void {
  if (entries.length === 0) return;
  page.section(title);
  for (const entry of entries) page.text(`- ${entryWords(entry)}`, 0, 2);
}

function writeChanges(page: Page, changes: readonly Change[]): void {
  if (changes.length === 0) page.text('- only the order of its members changed', 2, 4);
  for (const change of changes) {
    switch (change.kind) {
      case 'text':
        page.text(`- ${change.path}: ${marked(change.parts)}`, 2, 4);
        break;
      case 'value':
        page.text(`- ${change.path}: ${valueWords(change.before)} → ${valueWords(change.after)}`, 2, 4);
        break;
      case 'list':
        writeListChange(page, change);
        break;
    }
  }
}

function writeListChange(page: Page, { path, removed, added, reordered }: ListChange): void {
  if (reordered) page.text(`- ${path}: reordered`, 2, 4);
  if (removed.length + added.length > ENTRIES_SHOWN) {
    page.text(`- ${path}: ${grouped(removed.length)} removed, ${grouped(added.length)} added`, 2, 4);
    return;
  }
  const words = entryWordsOf([...removed, ...added]);
  for (const value of removed) page.text(`- ${path}: [-${words(value)}-]`, 2, 4);
  for (const value of added) page.text(`- ${path}: {+${words(value)}+}`, 2, 4);
}

/** Members of a list's objects in words; references to other objects only where nothing else tells them apart. */
function entryWordsOf(values: readonly unknown[]): (value: unknown) => string {
  const brief = (value: unknown): string => {
    if (!isObject(value)) return valueWords(value);
    const members = Object.entries(value).filter(([name]) => !name.endsWith('_ref'));
    return clip(members.map(([name, inner]) => `${name} ${plainWords(inner)}`).join(', '), VALUE_SHOWN);
  };
  return new Set(values.map(brief)).size === values.length ? brief : valueWords;
}

function plainWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function marked(parts: readonly TextPart[]): string {
  return parts
    .map(({ kind, text }, at) => {
      const flat = text.replaceAll(/\s+/g, ' ');
      if (kind === 'removed') return `[-${flat}-]`;
      if (kind === 'added') return `{+${flat}+}`;
      return shortened(flat, at === 0, at === parts.length - 1);
    })
    .join('');
}

/** The beginning matters after a change, the end before one. */
function shortened(text: string, first: boolean, last: boolean): string {
  const room = (first || last ? 1 : 2) * SURROUNDINGS;
  if (text.length <= room) return text;
  const start = first ? '' : text.slice(0, SURROUNDINGS);
  const end = last ? '' : text.slice(-SURROUNDINGS);
  return `${start}…${end}`;
}

function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  return clip(typeof value === 'string' ? value : JSON.stringify(value), VALUE_SHOWN);
}

function changeJson(change: Change) {
  switch (change.kind) {
    case 'text':
      return { kind: change.kind, path: change.path, parts: change.parts };
    case 'value':
      return {
        kind: change.kind,
        path: change.path,
        before: change.before ?? null,
        after: change.after ?? null,
      };
    case 'list':
      return {
        kind: change.kind,
        path: change.path,
        removed: change.removed,
        added: change.added,
        reordered: change.reordered,
      };
  }
}

function countKinds(entries: readonly Entry[]): string {
  if (entries.length === 0) return 'nothing';
  const counts = new Map<string, number>();
  for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  const words = [...counts]
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([type, count]) => `${grouped(count)} ${count === 1 ? wordOf(type) : pluralOf(type)}`);
  return `${counted(entries.length, 'object')}: ${words.join(', ')}`;
}

function entryWords({ attack, id, name, type, status }: Entry): string {
  return `${attack ?? id} ${name} (${wordOf(type)}${status === 'current' ? '' : `, ${status}`})`;
}
