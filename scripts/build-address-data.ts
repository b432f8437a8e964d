/**
 * Compiles the table of networks (`dist/data/asn.bin`) from the CSV files of `@ip-location-db/asn`. Does nothing
 * when the table is there in the package's version, or when the package is not installed.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAsnCsv } from '../src/enrich/asn-csv.ts';
import { decodeAsnTable, encodeAsnTable } from '../src/enrich/asn-table.ts';
import { ASN_PACKAGE, packageFolder } from '../src/enrich/databases.ts';
import { textAt } from '../src/lib/json.ts';

/** This file runs as `dist/scripts/build-address-data.js`. */
const OUTPUT = fileURLToPath(new URL('../data/asn.bin', import.meta.url));

const folder = packageFolder(ASN_PACKAGE);
if (folder !== undefined) build(folder);

function build(folder: string): void {
  const version = textAt(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), 'version') ?? '';
  if (existsSync(OUTPUT) && decodeAsnTable(readFileSync(OUTPUT))?.version === version) return;
  const table = encodeAsnTable(rows(folder), version);
  mkdirSync(dirname(OUTPUT), { recursive: true });
  // Written beside and moved, so that a run that starts meanwhile never reads half a table.
  const unfinished = `${OUTPUT}.${process.pid}`;
  writeFileSync(unfinished, table);
  renameSync(unfinished, OUTPUT);
}

function* rows(folder: string) {
  for (const file of ['asn-ipv4.csv', 'asn-ipv6.csv'])
    yield* parseAsnCsv(readFileSync(join(folder, file), 'utf8'));
}
