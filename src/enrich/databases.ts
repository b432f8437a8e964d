/**
 * Opens what is at hand about internet addresses: the user's own MaxMind DB files first, then the packages that
 * come along. Nothing here is needed: what is missing or unreadable leaves facts unknown and says so in a note.
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatIp, type Ip, isDocumentation, isPrivate } from '../lib/ip.ts';
import { readAddressCsv } from './address-csv.ts';
import type { AddressFacts } from './address-facts.ts';
import { type AsnTable, decodeAsnTable } from './asn-table.ts';
import { type AddressFile, readMmdb } from './mmdb.ts';

export interface AddressDatabases {
  /** Of addresses of no public place only the user's own files know anything. */
  find(ip: Ip): AddressFacts;
  /** What answers, in order of precedence, for the run's report. */
  readonly sources: readonly string[];
  /** What is missing or unreadable and what that leaves unknown, in sentences. */
  readonly notes: readonly string[];
}

export interface DatabaseOptions {
  /** The user's own .mmdb and .csv files; of two that know a fact the earlier wins. */
  readonly files?: readonly string[];
  /** Whether to use the packages that come along; true unless told. */
  readonly bundled?: boolean;
}

export const NO_DATABASES: AddressDatabases = { find: () => ({}), sources: [], notes: [] };

export function openAddressDatabases({ files = [], bundled = true }: DatabaseOptions = {}): AddressDatabases {
  const notes: string[] = [];
  const own = files.map((file) => openOwn(file, notes)).filter((file) => file !== undefined);
  const all = bundled ? [...own, ...openBundled(notes)] : own;
  return {
    find: (ip) => combine(isPrivate(ip) || isDocumentation(ip) ? own : all, ip),
    sources: all.map((each) => each.title),
    notes,
  };
}

/** Reads a compiled table of networks as one more database. */
export function asnDatabase(table: AsnTable): AddressDatabase {
  return {
    title: `${ASN_TITLE}, ${table.version}`,
    find: (ip) => {
      const found = table.find(ip);
      if (found === undefined) return {};
      return found.organisation === '' ? { asn: found.asn } : { asn: found.asn, asOrg: found.organisation };
    },
  };
}

export interface AddressDatabase {
  readonly title: string;
  find(ip: Ip): AddressFacts;
}

export const ASN_PACKAGE = '@ip-location-db/asn';
const ASN_TITLE = 'networks of RouteViews, NRO and DB-IP';
const COUNTRY_PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';
const COUNTRY_FILE = 'geo-whois-asn-country.mmdb';

/** Where the build puts the compiled table: beside the compiled sources, or under `dist` for sources themselves. */
const ASN_FILES = ['../../data/asn.bin', '../../dist/data/asn.bin'];

/** Folder of an installed package, undefined when it is not there: both packages may be left out. */
export function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function openBundled(notes: string[]): AddressDatabase[] {
  const folder = packageFolder(COUNTRY_PACKAGE);
  const country = folder === undefined ? undefined : openMmdb(join(folder, COUNTRY_FILE), notes);
  if (folder === undefined) notes.push(`${COUNTRY_PACKAGE} is not installed: countries stay unknown.`);
  return [openAsnTable(notes), country].filter((database) => database !== undefined);
}

function openAsnTable(notes: string[]): AddressDatabase | undefined {
  const path = ASN_FILES.map((file) => fileURLToPath(new URL(file, import.meta.url))).find((file) =>
    existsSync(file),
  );
  const table = path === undefined ? undefined : decodeAsnTable(readFileSync(path));
  if (table !== undefined) return asnDatabase(table);
  notes.push(
    path === undefined
      ? 'The table of networks has not been built: network numbers stay unknown.'
      : 'The table of networks was built by another version: network numbers stay unknown until the next build.',
  );
  return undefined;
}

function openOwn(path: string, notes: string[]): AddressDatabase | undefined {
  if (!path.toLowerCase().endsWith('.csv')) return openMmdb(path, notes);
  return tryOpen(path, notes, () => readAddressCsv(readFileSync(path, 'utf8'), basename(path)));
}

function openMmdb(path: string, notes: string[]): AddressDatabase | undefined {
  return tryOpen(path, notes, () => byText(readMmdb(readFileSync(path))));
}

function tryOpen(path: string, notes: string[], open: () => AddressDatabase): AddressDatabase | undefined {
  try {
    return open();
  } catch (cause) {
    notes.push(
      `${path} cannot be read as an address database: ${cause instanceof Error ? cause.message : 'unknown reason'}.`,
    );
    return undefined;
  }
}

function byText({ title, find }: AddressFile): AddressDatabase {
  return { title, find: (ip) => find(formatIp(ip)) };
}

/** Fact by fact the first database that knows it; number and name of a network only from the same one. */
function combine(databases: readonly AddressDatabase[], ip: Ip): AddressFacts {
  let known: AddressFacts = {};
  for (const database of databases) {
    const { asn, asOrg, ...place } = database.find(ip);
    if (known.asn === undefined && asn !== undefined) {
      known = { ...known, asn, ...(asOrg === undefined ? {} : { asOrg }) };
    }
    // A location belongs to the country of its own database.
    if (known.country === undefined) known = { ...known, ...place };
  }
  return known;
}
