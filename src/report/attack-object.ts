/**
 * One ATT&CK object for a person at a terminal, and for programs. MITRE's words are shown as they are, under their
 * licence; what we think of an analytic is elsewhere (`credtrail analytics`), so that nobody mistakes one for the other.
 */

import type { Entry } from '../attack/entry.ts';
import type { Implemented } from '../attack/implemented.ts';
import { wordOf } from '../attack/kinds.ts';
import { licenceNote } from '../attack/licence.ts';
import type { RelationGroup } from '../attack/net.ts';
import type { ObjectPage } from '../attack/show.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { counted } from './words.ts';

export interface ObjectOptions extends PageOptions {
  /** Every related object; otherwise the first of each group. */
  readonly all: boolean;
}

const RELATED_SHOWN = 8;

export function renderObject(shown: ObjectPage, options: ObjectOptions): string {
  const page = createPage(options);
  const { entry, release } = shown;
  page.section(`${entry.attack ?? entry.id} ${entry.name}`);
  writeFacts(page, shown);
  if (shown.description !== '') {
    page.section('MITRE’s description');
    writeProse(page, shown.description);
  }
  writeLogSources(page, shown);
  writeMutableElements(page, shown);
  writeGroups(page, 'Relations', shown.relations, options.all);
  writeGroups(page, 'Where it leads', shown.leadsTo, options.all);
  writeReferences(page, shown);
  writeEditions(page, shown);
  page.section('Licence');
  page.text(licenceNote(release.copyright));
  return page.toString();
}

/** Without any import: what our own table knows. */
export function renderImplemented(row: Implemented, howTo: string, options: PageOptions): string {
  const page = createPage(options);
  page.section(`${row.id} ${row.name}`);
  page.labelled('Kind', `analytic for ${row.platform}`);
  page.labelled('STIX id', row.stixId);
  page.labelled('Version', `${row.version}, modified ${row.modified}`);
  page.labelled('Written for', `ATT&CK ${row.release}`);
  page.labelled('Raw hash', row.rawHash);
  page.labelled('Strategy', `${row.strategy.id} ${row.strategy.name}`);
  page.labelled('Technique', `${row.technique.id} ${row.technique.name}`);
  page.blank();
  page.text(
    `This is all that is known without an imported ATT&CK release. For MITRE’s text and relations, ${howTo}`,
  );
  page.text(`Our own take on it: credtrail analytics ${row.id}`);
  return page.toString();
}

export function objectJson(shown: ObjectPage, source: unknown) {
  const { entry, release } = shown;
  return {
    release: { domain: release.domain, version: release.version },
    ...entryJson(entry),
    url: shown.url ?? null,
    description: shown.description,
    logSources: shown.logSources.map(({ name, channel, component }) => ({
      name,
      channel,
      dataComponent: component === undefined ? null : relatedJson(component),
    })),
    mutableElements: shown.mutableElements,
    relations: shown.relations.map(groupJson),
    leadsTo: shown.leadsTo.map(groupJson),
    references: shown.references,
    editions: shown.editions.map(({ release: { domain, version }, entry: edition }) => ({
      release: { domain, version },
      version: edition.version ?? null,
      modified: edition.modified ?? null,
      status: edition.status,
      rawHash: edition.hash,
    })),
    source,
    licence: licenceNote(release.copyright),
  };
}

/** What lists say of an object; every key always there. */
export function entryJson(entry: Entry) {
  return {
    id: entry.attack ?? null,
    stixId: entry.id,
    type: wordOf(entry.type),
    name: entry.name,
    status: entry.status,
    version: entry.version ?? null,
    created: entry.created ?? null,
    modified: entry.modified ?? null,
    domains: entry.domains,
    platforms: entry.platforms,
    tactics: entry.tactics,
    aliases: entry.aliases,
    rawHash: entry.hash,
  };
}

function writeFacts(page: Page, { entry, release, others, url, relations }: ObjectPage): void {
  const list = (label: string, values: readonly string[]): void => {
    if (values.length > 0) page.labelled(label, values.join(', '));
  };
  page.labelled('Kind', wordOf(entry.type));
  page.labelled('Release', `${release.domain} ${release.version}`);
  const successor = relations.find(({ title }) => title.startsWith('Replaced by'))?.entries[0];
  page.labelled('Status', successor === undefined ? entry.status : `${entry.status} by ${named(successor)}`);
  if (entry.version !== undefined) page.labelled('Version', entry.version);
  if (entry.created !== undefined) page.labelled('Created', entry.created);
  if (entry.modified !== undefined) page.labelled('Modified', entry.modified);
  list('Platforms', entry.platforms);
  list('Tactics', entry.tactics);
  list('Domains', entry.domains);
  list(
    'Aliases',
    entry.aliases.filter((alias) => alias !== entry.name),
  );
  page.labelled('STIX id', entry.id);
  page.labelled('Raw hash', entry.hash);
  if (url !== undefined) page.labelled('Page', url);
  for (const other of others)
    page.labelled('Same id', `${wordOf(other.type)} ${other.name} (${other.status}): ${other.id}`);
}

function writeProse(page: Page, text: string): void {
  for (const line of text.split('\n')) {
    if (line.trim() === '') page.blank();
    else page.text(line, 2);
  }
}

function writeLogSources(page: Page, { logSources }: ObjectPage): void {
  if (logSources.length === 0) return;
  page.section('Log sources');
  for (const { name, channel, component } of logSources) {
    page.text(`- ${name}: ${channel}`, 2, 4);
    if (component !== undefined) page.text(named(component), 4);
  }
}

function writeMutableElements(page: Page, { mutableElements }: ObjectPage): void {
  if (mutableElements.length === 0) return;
  page.section('Mutable elements');
  for (const { field, description } of mutableElements) page.text(`- ${field}: ${description}`, 2, 4);
}

function writeGroups(page: Page, title: string, groups: readonly RelationGroup[], all: boolean): void {
  if (groups.length === 0) return;
  page.section(title);
  for (const group of groups) {
    const shown = all ? group.entries : group.entries.slice(0, RELATED_SHOWN);
    page.text(`${group.title} (${group.entries.length})`);
    for (const entry of shown) page.text(`- ${named(entry)}${standing(entry)}`, 2, 4);
    const rest = group.entries.length - shown.length;
    if (rest > 0) page.text(`… and ${rest} more: --all`, 2);
  }
}

function writeReferences(page: Page, { references }: ObjectPage): void {
  if (references.length === 0) return;
  page.section(`References (${counted(references.length, 'entry', 'entries')} of MITRE’s)`);
  for (const { number, source, description, url } of references) {
    page.text(`[${number}] ${description ?? source}`, 0, 4);
    if (url !== undefined) page.text(url, 4);
  }
}

function writeEditions(page: Page, { editions }: ObjectPage): void {
  page.section('Releases it appears in');
  for (const { release, entry } of editions) {
    const version = entry.version === undefined ? '' : `, version ${entry.version}`;
    page.text(
      `- ${release.domain} ${release.version}${version}, modified ${entry.modified ?? 'never'}`,
      2,
      4,
    );
    page.text(`raw hash ${entry.hash}${standing(entry)}`, 4);
  }
}

function named(entry: Entry): string {
  const platform = entry.type === 'x-mitre-analytic' ? ` (${entry.platforms.join(', ')})` : '';
  return `${entry.attack ?? entry.id} ${entry.name}${platform}`;
}

function standing({ status }: Entry): string {
  return status === 'current' ? '' : ` (${status})`;
}

function groupJson({ title, entries }: RelationGroup) {
  return { relation: title, objects: entries.map(relatedJson) };
}

function relatedJson({ attack, id, type, name, status, platforms }: Entry) {
  return { id: attack ?? null, stixId: id, type: wordOf(type), name, status, platforms };
}
