/**
 * Takes stock of the lasting credentials that logs tell of: who made each, for whom, and where it has been used since.
 * Sessions and tokens, which end by themselves, are left to `credtrail trail`.
 */

import type { Credential, CredentialKind, Event, Principal } from '../model/event.ts';
import type { CredentialEntry, CredentialReport, CredentialState } from '../report/credentials.ts';
import { type Assessed, doubtsAbout, pointsOf } from './credential-risk.ts';
import { type EventsRequest, eventsInOrder } from './events.ts';
import type { FileOutcome } from './reading-messages.ts';

const DAY = 24 * 3_600_000;
/** Kept in all; logs of larger organisations hold thousands. */
const MOST_CREDENTIALS = 200_000;
/** Kept per credential. */
const MOST_PLACES = 32;

const LASTING: ReadonlySet<CredentialKind> = new Set([
  'access-key',
  'api-key',
  'certificate',
  'federated-credential',
  'password',
  'service-credential',
  'signing-key',
  'ssh-key',
]);

export async function takeStock(
  request: EventsRequest,
): Promise<{ report: CredentialReport; outcomes: readonly FileOutcome[] }> {
  const { taker, outcomes } = await eventsInOrder(request, async () => createStock());
  return { report: taker.report(), outcomes };
}

interface Known {
  readonly uid: string;
  kind: CredentialKind;
  owner: Principal;
  creator: Principal | undefined;
  created: number | undefined;
  firstUse: number | undefined;
  lastUse: number | undefined;
  uses: number;
  readonly networks: Set<string>;
  readonly countries: Set<string>;
  readonly agents: Set<string>;
  said: 'active' | 'inactive' | 'deleted' | undefined;
  ended: number | undefined;
}

/** Events must come in the order of time. */
export function createStock() {
  const known = new Map<string, Known>();
  let asOf: number | undefined;
  let omitted = 0;
  const knownAs = (uid: string, kind: CredentialKind, owner: Principal): Known | undefined => {
    const found = known.get(uid);
    if (found !== undefined) return found;
    if (known.size >= MOST_CREDENTIALS) {
      omitted++;
      return undefined;
    }
    const entry = begin(uid, kind, owner);
    known.set(uid, entry);
    return entry;
  };
  return {
    take(event: Event): void {
      if (asOf === undefined || event.time > asOf) asOf = event.time;
      if (event.credential !== undefined && isLasting(event.credential))
        noteUse(knownAs(event.credential.uid, event.credential.kind, event.principal), event);
      if (event.outcome !== 'success') return;
      for (const { uid, kind, holder } of event.issued)
        if (uid !== '' && LASTING.has(kind)) noteMaking(knownAs(uid, kind, holder), kind, holder, event);
      noteState(event, knownAs);
    },
    report(): CredentialReport {
      const now = asOf ?? 0;
      const ranked = [...known.values()]
        .map((entry) => assessed(entry, now))
        .map((entry) => ({ entry, points: pointsOf(entry) }))
        .sort(
          (a, b) =>
            b.points - a.points || b.entry.ageDays - a.entry.ageDays || (a.entry.uid < b.entry.uid ? -1 : 1),
        );
      const credentials = ranked.map(
        ({ entry }): CredentialEntry => ({ ...entry, notes: doubtsAbout(entry).map(({ note }) => note) }),
      );
      return { asOf, credentials, omitted };
    },
  };
}

function isLasting({ uid, kind }: Credential): boolean {
  return uid !== '' && LASTING.has(kind);
}

function begin(uid: string, kind: CredentialKind, owner: Principal): Known {
  return {
    uid,
    kind,
    owner,
    creator: undefined,
    created: undefined,
    firstUse: undefined,
    lastUse: undefined,
    uses: 0,
    networks: new Set(),
    countries: new Set(),
    agents: new Set(),
    said: undefined,
    ended: undefined,
  };
}

function noteUse(entry: Known | undefined, { time, client }: Event): void {
  if (entry === undefined) return;
  entry.uses++;
  entry.firstUse ??= time;
  entry.lastUse = time;
  // A call the provider makes for its holder says nothing of where the credential is.
  if (client.networkKind === 'service') return;
  add(entry.networks, client.network);
  add(entry.countries, client.country);
  add(entry.agents, client.agent);
}

function add(values: Set<string>, value: string | undefined): void {
  if (value !== undefined && values.size < MOST_PLACES) values.add(value);
}

/** What is made under an id that had ended is a new one: a password set again. */
function noteMaking(entry: Known | undefined, kind: CredentialKind, holder: Principal, event: Event): void {
  if (entry === undefined) return;
  const revived = event.action === 'credential.reset' && kind !== 'password';
  entry.kind = kind;
  entry.owner = holder;
  entry.said = 'active';
  entry.ended = undefined;
  if (revived) return;
  entry.creator = event.principal;
  entry.created = event.time;
}

/** Sources say what a call made of a credential in `credential` and `credentialState`. */
function noteState(
  { details, subject, principal, time }: Event,
  knownAs: (uid: string, kind: CredentialKind, owner: Principal) => Known | undefined,
): void {
  const uid = details['credential'];
  const state = details['credentialState'];
  if (typeof uid !== 'string' || (state !== 'active' && state !== 'inactive' && state !== 'deleted')) return;
  const entry = knownAs(uid, 'unknown', subject ?? principal);
  if (entry === undefined) return;
  entry.said = state;
  entry.ended = state === 'active' ? undefined : time;
}

function assessed(entry: Known, now: number): Assessed {
  const { created, firstUse, lastUse, ended } = entry;
  const since = (time: number | undefined): number =>
    time === undefined ? 0 : Math.max(0, Math.floor((now - time) / DAY));
  return {
    uid: entry.uid,
    kind: entry.kind,
    owner: entry.owner,
    creator: entry.creator,
    created,
    firstUse,
    lastUse,
    uses: entry.uses,
    networks: [...entry.networks],
    countries: [...entry.countries],
    agents: [...entry.agents],
    state: stateOf(entry),
    ended,
    ageDays: since((entry.kind === 'password' ? created : undefined) ?? earliest(created, firstUse) ?? ended),
    idleDays: since(lastUse ?? created ?? ended),
  };
}

function stateOf({ said, uses }: Known): CredentialState {
  if (said === 'inactive' || said === 'deleted') return said;
  return uses === 0 ? 'unused' : 'active';
}

/** A key used before the record of its making is older than that record; a password then was another. */
function earliest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
