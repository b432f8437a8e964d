import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Ip, parseIp } from '../lib/ip.ts';
import { decodeAsnTable, encodeAsnTable } from './asn-table.ts';
import { asnDatabase, NO_DATABASES, openAddressDatabases, packageFolder } from './databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'credtrail-databases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

test('without any database every fact is unknown', () => {
  expect(NO_DATABASES.find(ip('192.0.2.1'))).toEqual({});
  expect(openAddressDatabases({ bundled: false })).toMatchObject({ sources: [], notes: [] });
});

test('a file that is missing or no database is a note, not an error', () => {
  const damaged = join(folder, 'damaged.mmdb');
  writeFileSync(damaged, 'not a database');
  const opened = openAddressDatabases({ files: [join(folder, 'absent.mmdb'), damaged], bundled: false });
  expect(opened.notes).toHaveLength(2);
  expect(opened.notes[0]).toContain('absent.mmdb');
  expect(opened.find(ip('1.1.1.1'))).toEqual({});
});

test('a package that is not installed has no folder', () => {
  expect(packageFolder('@example/no-such-package')).toBeUndefined();
});

test('every bundled database either answers or is accounted for in a note', () => {
  const opened = openAddressDatabases();
  expect(opened.sources.length + opened.notes.length).toBe(2);
  for (const source of opened.sources) expect(source).toMatch(/, 2\S+$/);
});

test('addresses of no public place are what the user’s own file says they are', () => {
  const own = join(folder, 'own.csv');
  writeFileSync(own, 'first,last,asn,organisation,country\n10.0.0.0,10.0.255.255,64500,Example Works,IE\n');
  const opened = openAddressDatabases({ files: [own] });
  expect(opened.find(ip('10.0.0.1'))).toMatchObject({ asn: 64500, asOrg: 'Example Works', country: 'IE' });
  expect(opened.find(ip('10.1.0.1'))).toEqual({});
});

test('addresses of no public place have no facts, whatever a bundled database says of them', () => {
  const opened = openAddressDatabases();
  for (const address of ['10.0.0.1', '192.0.2.1', '203.0.113.1', '2001:db8::1', '127.0.0.1']) {
    expect(opened.find(ip(address))).toEqual({});
  }
});

test('a holder without a name has a number only', () => {
  const row = { first: ip('192.0.2.0'), last: ip('192.0.2.255'), asn: 64500, organisation: '' };
  const table = decodeAsnTable(encodeAsnTable([row], '1'));
  expect(table && asnDatabase(table).find(ip('192.0.2.1'))).toEqual({ asn: 64500 });
});
