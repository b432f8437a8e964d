/**
 * The inventory of `credtrail credentials`: every lasting credential the logs tell of, the doubtful first. Whoever read
 * the logs fills the shape below; here it is only written. It holds ids and names, never a secret.
 */

import { terminalSafeJson } from '../lib/terminal.ts';
import type { CredentialKind, PrincipalKind } from '../model/event.ts';
import { csvCell } from './csv.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { optionalTime } from './result-json.ts';
import { counted, isoTime, principalWords, readableTime } from './words.ts';

export interface CredentialReport {
  /** Epoch ms of the latest event read: ages are told as of then. Undefined when there was none. */
  readonly asOf: number | undefined;
  /** The doubtful first. */
  readonly credentials: readonly CredentialEntry[];
  /** Credentials beyond what is kept. */
  readonly omitted: number;
}

export const CREDENTIAL_STATES = ['active', 'unused', 'inactive', 'deleted'] as const;
/** `unused`: its making was seen, a use never; `active`: used, and nothing said that it ended. */
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

export interface CredentialEntry {
  readonly uid: string;
  readonly kind: CredentialKind;
  readonly owner: Holder;
  /** Undefined when its making was not seen. Times in epoch ms. */
  readonly creator: Holder | undefined;
  readonly created: number | undefined;
  readonly firstUse: number | undefined;
  readonly lastUse: number | undefined;
  readonly uses: number;
  /** First seen first. */
  readonly networks: readonly string[];
  readonly countries: readonly string[];
  readonly agents: readonly string[];
  readonly state: CredentialState;
  /** When it was suspended or deleted. */
  readonly ended: number | undefined;
  /** Since its making, else since its first use: then it is older than that. */
  readonly ageDays: number;
  /** Since its last use, else since its making. */
  readonly idleDays: number;
  /** Why it deserves a look, the weightiest first. */
  readonly notes: readonly string[];
}

export interface Holder {
  readonly uid: string;
  readonly kind: PrincipalKind;
  readonly name: string;
}

/** Entries shown on a page; the other formats hold all. */
const MOST_SHOWN = 100;

export function renderCredentials(report: CredentialReport, options: PageOptions): string {
  const page = createPage(options);
  const { credentials, asOf, omitted } = report;
  const until = asOf === undefined ? '' : ` as of ${readableTime(asOf)}`;
  page.text(`${counted(credentials.length, 'lasting credential')}${until}: ${statesOf(credentials)}`);
  page.blank();
  for (const entry of credentials.slice(0, MOST_SHOWN)) writeEntry(page, entry);
  const left = credentials.length - MOST_SHOWN;
  if (left > 0)
    page.text(`${counted(left, 'other')} of less weight: --format csv, json or ndjson holds all.`);
  if (omitted > 0) page.text(`${counted(omitted, 'further credential')} left out: there are too many.`);
  return page.toString();
}

function statesOf(credentials: readonly CredentialEntry[]): string {
  const parts = CREDENTIAL_STATES.map((state) => {
    const count = credentials.filter((entry) => entry.state === state).length;
    return count === 0 ? '' : `${count} ${state}`;
  }).filter((part) => part !== '');
  return parts.length === 0 ? 'none was seen being made or used.' : `${parts.join(', ')}.`;
}

function writeEntry(page: Page, entry: CredentialEntry): void {
  page.text(`${entry.kind} ${entry.uid} of ${principalWords(entry.owner)}`, 0, 2);
  page.labelled('State', stateWords(entry));
  page.labelled('Made', madeWords(entry));
  page.labelled('Used', usedWords(entry));
  if (entry.notes.length > 0) page.labelled('Look', entry.notes.join('; '));
  page.blank();
}

function stateWords({ state, ended, ageDays, created }: CredentialEntry): string {
  const since = ended === undefined ? '' : ` since ${readableTime(ended)}`;
  const age = `${created === undefined ? 'at least ' : ''}${counted(ageDays, 'day')} old`;
  return `${state}${since}, ${age}`;
}

function madeWords({ creator, created, owner }: CredentialEntry): string {
  if (created === undefined) return 'not seen';
  const by = creator === undefined || creator.uid === owner.uid ? 'its holder' : principalWords(creator);
  return `${readableTime(created)} by ${by}`;
}

function usedWords({ uses, firstUse, lastUse, networks, agents }: CredentialEntry): string {
  if (firstUse === undefined || lastUse === undefined) return 'never seen in use';
  const where = networks.length === 0 ? '' : ` from ${networks.join(', ')}`;
  const program = agents.length === 0 ? '' : ` with ${agents.join(', ')}`;
  return `${counted(uses, 'time')}, ${readableTime(firstUse)} to ${readableTime(lastUse)}${where}${program}`;
}

export function renderCredentialsJson({ asOf, credentials, omitted }: CredentialReport): string {
  const report = { asOf: optionalTime(asOf), omitted, credentials: credentials.map(entryJson) };
  return `${terminalSafeJson(report, 2)}\n`;
}

export function renderCredentialsNdjson({ credentials }: CredentialReport): string {
  return credentials.map((entry) => `${terminalSafeJson(entryJson(entry))}\n`).join('');
}

export function entryJson(entry: CredentialEntry) {
  const { uid, kind, owner, creator, uses, networks, countries, agents, state, ageDays, idleDays, notes } =
    entry;
  return {
    uid,
    kind,
    state,
    owner: holderJson(owner),
    creator: creator === undefined ? null : holderJson(creator),
    created: optionalTime(entry.created),
    firstUse: optionalTime(entry.firstUse),
    lastUse: optionalTime(entry.lastUse),
    ended: optionalTime(entry.ended),
    uses,
    networks,
    countries,
    agents,
    ageDays,
    idleDays,
    notes,
  };
}

function holderJson({ uid, kind, name }: Holder) {
  return { uid, kind, name };
}

/** The columns in order; docs/output.md describes each. */
export const CREDENTIAL_COLUMNS: Readonly<Record<string, (entry: CredentialEntry) => string | number>> = {
  uid: ({ uid }) => uid,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  ownerUid: ({ owner }) => owner.uid,
  ownerKind: ({ owner }) => owner.kind,
  ownerName: ({ owner }) => owner.name,
  creatorUid: ({ creator }) => creator?.uid ?? '',
  creatorName: ({ creator }) => creator?.name ?? '',
  created: ({ created }) => timeCell(created),
  firstUse: ({ firstUse }) => timeCell(firstUse),
  lastUse: ({ lastUse }) => timeCell(lastUse),
  ended: ({ ended }) => timeCell(ended),
  uses: ({ uses }) => uses,
  networks: ({ networks }) => networks.join(' | '),
  countries: ({ countries }) => countries.join(' '),
  agents: ({ agents }) => agents.join(' | '),
  ageDays: ({ ageDays }) => ageDays,
  idleDays: ({ idleDays }) => idleDays,
  notes: ({ notes }) => notes.join(' | '),
};

export function renderCredentialsCsv({ credentials }: CredentialReport): string {
  const columns = Object.values(CREDENTIAL_COLUMNS);
  const rows = credentials.map((entry) => columns.map((column) => csvCell(column(entry))));
  return [Object.keys(CREDENTIAL_COLUMNS), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function timeCell(time: number | undefined): string {
  return time === undefined ? '' : isoTime(time);
}
