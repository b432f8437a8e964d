/**
 * The files a configuration refers to: address lists, ticket exports, address databases. Each is read once,
 * through the function given; one that cannot be read or used is a problem of the entry that names it.
 */

import { dirname, resolve } from 'node:path';
import type { Change } from '../contract/context.ts';
import { readAddressCsv } from '../enrich/address-csv.ts';
import { at } from '../lib/json.ts';
import { decodeUtf8 } from '../lib/utf8.ts';
import { cidrComplaint, findAll } from './check.ts';
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

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PROBLEMS_PER_FILE = 20;
/** Opens the metadata section, which the format places in the last 128 KiB. */
const MMDB_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const MMDB_TAIL = 128 * 1024;

export function readIncluded(document: ConfigDocument, file: string, readFile: ReadFile): Included {
  const problems: ConfigProblem[] = [];
  const warnings: ConfigProblem[] = [];
  const open = (path: Path, name: string): Uint8Array | undefined => {
    const read = readWhole(resolvePath(file, name), readFile);
    if (typeof read !== 'string') return read;
    const fix = 'check the path (it is relative to this file) and its permissions';
    problems.push(document.place({ path, at: 'value', message: read, fix }));
    return undefined;
  };
  const openText = (path: Path, name: string): string | undefined => {
    const bytes = open(path, name);
    const text = bytes && decodeUtf8(bytes);
    if (bytes && text === undefined) {
      problems.push(
        document.place({
          path,
          at: 'value',
          message: 'this file is not UTF-8 text',
          fix: 'save it as UTF-8',
        }),
      );
    }
    return text;
  };
  const cidrs = eachFile(document, 'networks.*.file', ({ path, name, index }) => {
    const text = openText(path, name);
    if (text === undefined) return undefined;
    const list = readCidrs(text);
    problems.push(...clip(list.wrong.map((wrong) => placed(wrong, resolvePath(file, name), path))));
    return [index, list.cidrs] as const;
  });
  const changes = eachFile(document, 'changes.*.file', ({ path, name, index }) => {
    const text = openText(path, name);
    if (text === undefined) return undefined;
    const tickets = readTickets(text, ticketOptions(at(document.value, 'changes', index)));
    const place = (complaint: TicketComplaint) => placed(complaint, resolvePath(file, name), path);
    problems.push(...tickets.errors.map(place));
    warnings.push(...clip(tickets.unusable.map(place)));
    return [index, tickets.changes] as const;
  });
  for (const kind of ['asn', 'country', 'city']) {
    eachFile(document, `addressData.${kind}`, ({ path, name }) => {
      const bytes = open(path, name);
      const fault = bytes && faultOfDatabase(bytes, name);
      if (fault !== undefined) problems.push(document.place({ path, at: 'value', ...fault }));
      return undefined;
    });
  }
  return { cidrs: new Map(cidrs), changes: new Map(changes), problems, warnings };
}

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

function readWhole(path: string, readFile: ReadFile): Uint8Array | string {
  try {
    const bytes = readFile(path);
    return bytes.length > MOST_BYTES * (path.endsWith('.mmdb') ? 16 : 1) ? 'this file is too large' : bytes;
  } catch (error) {
    return `this file cannot be read: ${reason(error)}`;
  }
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
