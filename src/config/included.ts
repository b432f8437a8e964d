/**
 * The files a configuration refers to: address lists, ticket exports, address databases. Each is read once,
 * through the function given; one that cannot be read or used is a problem of the entry that names it.
 */

import { dirname, resolve } from 'node:path';
import type { Change } from '../contract/context.ts';
import { readAddressCsv } from '../enrich/address-csv.ts';
import { at } from '../lib/json.ts';
import { strictUtf8 } from '../lib/utf8.ts';
import { findAll } from './check.ts';
import { cidrComplaint } from './complaints.ts';
import type { ConfigDocument } from './document.ts';
import { type ConfigProblem, type Path, pathText, quoted } from './problem.ts';
import { readTickets, TICKET_FIELDS, type TicketComplaint, type TicketOptions } from './tickets.ts';

/** Reads a file whole; throws when it cannot. */
export type ReadFile = (path: string) => Uint8Array;

export interface Included {
  /** CIDRs of `networks[n].file`, by n. */
  readonly cidrs: ReadonlyMap<number, readonly string[]>;
  /** Changes of `changes[n].file`, by n. */
  readonly changes: ReadonlyMap<number, readonly Change[]>;
  readonly problems: readonly ConfigProblem[];
  /** Tickets that were passed over. */
  readonly warnings: readonly ConfigProblem[];
}

const MEBIBYTE = 1024 * 1024;
const MOST_BYTES = 64 * MEBIBYTE;
const MOST_DATABASE_BYTES = 1024 * MEBIBYTE;
const MOST_PROBLEMS_PER_FILE = 20;
/** Opens the metadata section, which the format places in the last 128 KiB. */
const MMDB_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const MMDB_TAIL = 128 * 1024;

export function readIncluded(document: ConfigDocument, file: string, readFile: ReadFile): Included {
  const problems: ConfigProblem[] = [];
  const warnings: ConfigProblem[] = [];
  const fault: Report = (path, message, fix) => {
    problems.push(document.place({ path, at: 'value', message, fix }));
  };
  const open = (named: NamedFile) => readWhole(resolvePath(file, named.name), named.path, readFile, fault);
  const openText = (named: NamedFile) => asText(open(named), named.path, fault);
  const placedIn = ({ path, name }: NamedFile) => {
    return (complaint: TicketComplaint) => placed(complaint, resolvePath(file, name), path);
  };

  const cidrs = eachFile(document, 'networks.*.file', (named) => {
    const text = openText(named);
    if (text === undefined) return undefined;
    const list = readCidrs(text);
    problems.push(...clip(list.wrong.map(placedIn(named))));
    return [named.index, list.cidrs] as const;
  });
  const changes = eachFile(document, 'changes.*.file', (named) => {
    const text = openText(named);
    if (text === undefined) return undefined;
    const tickets = readTickets(text, ticketOptions(at(document.value, 'changes', named.index)));
    problems.push(...tickets.errors.map(placedIn(named)));
    warnings.push(...clip(tickets.unusable.map(placedIn(named))));
    return [named.index, tickets.changes] as const;
  });
  for (const kind of ['asn', 'country', 'city']) {
    eachFile(document, `addressData.${kind}`, (named) => {
      const bytes = open(named);
      const wrong = bytes && faultOfDatabase(bytes, named.name);
      if (wrong) fault(named.path, wrong.message, wrong.fix);
      return undefined;
    });
  }
  return { cidrs: new Map(cidrs), changes: new Map(changes), problems, warnings };
}

/** Tells what is wrong with a file, at the entry that names it. */
type Report = (path: Path, message: string, fix: string) => void;

function faultOfDatabase(bytes: Uint8Array, name: string): { message: string; fix: string } | undefined {
  if (name.toLowerCase().endsWith('.csv')) {
    try {
      readAddressCsv(Buffer.from(bytes).toString(), name);
      return undefined;
    } catch (error) {
      const why = error instanceof Error ? error.message : 'it cannot be read';
      const message = `this is not a table of networks: ${why}`;
      return {
        message,
        fix: 'give rows of first,last,asn,organisation,country under a header of these names',
      };
    }
  }
  if (Buffer.from(bytes.subarray(-MMDB_TAIL)).lastIndexOf(MMDB_MARKER) >= 0) return undefined;
  return {
    message: 'this is not an address database',
    fix: 'give a MaxMind DB file (.mmdb), e.g. GeoLite2 or DB-IP Lite',
  };
}

/** Relative paths are relative to the configuration file. */
export function resolvePath(file: string, name: string): string {
  return resolve(dirname(file), name);
}

interface NamedFile {
  readonly path: Path;
  readonly name: string;
  /** Position of the entry in its list. */
  readonly index: number;
}

function eachFile<T>(
  document: ConfigDocument,
  place: string,
  read: (file: NamedFile) => T | undefined,
): readonly T[] {
  return findAll(document.value, place).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || value === '') return [];
    const result = read({ path, name: value, index: Number(path[1]) });
    return result === undefined ? [] : [result];
  });
}

function readWhole(file: string, path: Path, readFile: ReadFile, fault: Report): Uint8Array | undefined {
  try {
    const bytes = readFile(file);
    const most = file.endsWith('.mmdb') ? MOST_DATABASE_BYTES : MOST_BYTES;
    if (bytes.length <= most) return bytes;
    fault(path, 'this file is too large', `it may have ${most / MEBIBYTE} MiB`);
  } catch (error) {
    const fix = 'check the path (it is relative to this file) and its permissions';
    fault(path, `this file cannot be read: ${reason(error)}`, fix);
  }
  return undefined;
}

function asText(bytes: Uint8Array | undefined, path: Path, fault: Report): string | undefined {
  const text = bytes && strictUtf8(bytes);
  if (bytes && text === undefined) fault(path, 'this file is not UTF-8 text', 'save it as UTF-8');
  return text;
}

function reason(error: unknown): string {
  const code = at(error, 'code');
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  return typeof code === 'string' ? code : 'unknown reason';
}

function readCidrs(text: string): {
  readonly cidrs: readonly string[];
  readonly wrong: readonly TicketComplaint[];
} {
  const cidrs: string[] = [];
  const wrong: TicketComplaint[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const entry = line.replace(/[#;].*/, '').trim();
    if (entry === '') continue;
    const complaint = cidrComplaint(entry);
    if (complaint) wrong.push({ line: index + 1, value: quoted(entry), ...complaint });
    else cidrs.push(entry);
  }
  return { cidrs, wrong };
}

function ticketOptions(entry: unknown): TicketOptions {
  const columns = TICKET_FIELDS.map((field) => [field, at(entry, 'columns', field)]);
  const zone = at(entry, 'zone');
  return {
    columns: Object.fromEntries(columns.filter(([, name]) => typeof name === 'string' && name !== '')),
    zone: typeof zone === 'string' ? zone : undefined,
  };
}

function placed({ line, value, message, fix }: TicketComplaint, file: string, path: Path): ConfigProblem {
  return { file, line, column: 1, path: pathText(path), value, message, fix };
}

function clip(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const last = problems[MOST_PROBLEMS_PER_FILE];
  if (!last) return problems;
  const more = problems.length - MOST_PROBLEMS_PER_FILE;
  const message = `${more} more like these in this file`;
  return [...problems.slice(0, MOST_PROBLEMS_PER_FILE), { ...last, value: '', message }];
}
