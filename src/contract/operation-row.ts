/**
 * What a row of a source's table of operations may say beside operation and action, and what that comes to for one
 * call. `Call` is the source's own view of a record; nothing here reads one.
 */

import { type Told, toldDetails } from '../lib/told-details.ts';
import type { Action } from '../model/action.ts';
import type { Details, Issued, Principal } from '../model/event.ts';
import type { Operation } from './source.ts';

/** Every call has a caller. */
export interface Called {
  readonly principal: Principal;
}

export type FindDetail<Call> = (call: Call) => string | number | boolean | undefined;
/** Name in the event → where it is found. */
export type FindDetails<Call> = Readonly<Record<string, FindDetail<Call>>>;
export type FindSubject<Call> = (call: Call) => Principal | undefined;
/** @param subject what the row's own finder gave */
export type FindIssued<Call> = (call: Call, subject: Principal | undefined) => readonly Issued[];

/** Where in a record what matters about an operation is found. All of it is optional. */
export interface RowFinders<Call> {
  /** What is true of every such call; not said of one that `decide` finds to be ordinary use. */
  readonly says?: Told;
  /** One by one, or several from one look. */
  readonly details?: FindDetails<Call> | ((call: Call) => Told);
  /** Whose credential, factor or right it is about. */
  readonly subject?: FindSubject<Call>;
  /** What a call that succeeded made; never asked where it was ordinary use. */
  readonly issues?: FindIssued<Call>;
  /** Where what was asked for decides what the call was. */
  readonly decide?: (call: Call) => Action;
}

export interface OperationRow<Call> extends Operation, RowFinders<Call> {}

/** Rows that differ in their name only: `rowsOf('storage', 'resource.access', ['objects.get', 'objects.list'])`. */
export function rowsOf<Extras extends object>(
  service: string,
  action: Action,
  names: readonly string[],
  extras: Extras,
): (Operation & Extras)[] {
  return names.map((name) => ({ operation: `${service}:${name}`, action, ...extras }));
}

/** Rows by the operation's name, as an event carries it. */
export function tableOf<Row extends Operation>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.operation, row]));
}

/** What the table says of one call. */
export interface Facts {
  readonly action: Action;
  readonly issued: readonly Issued[];
  readonly subject: Principal | undefined;
  readonly details: Details;
}

export const NO_ISSUED: readonly Issued[] = Object.freeze([]);
export const NO_DETAILS: Details = Object.freeze({});

/** Of an operation that is `use` and nothing more. */
export const PLAIN: Facts = Object.freeze(plainFacts(NO_DETAILS));

/** The same of a call of which something is known without its row. */
export function plainFacts(details: Details): Facts {
  return { action: 'use', issued: NO_ISSUED, subject: undefined, details };
}

/**
 * @param before details that what the row finds may overrule
 * @param after details that overrule it
 */
export function factsOf<Call extends Called>(
  row: OperationRow<Call>,
  call: Call,
  succeeded: boolean,
  before?: Told,
  after?: Told,
): Facts {
  const action = actionOf(row, call);
  const subject = row.subject?.(call);
  const says = action === 'use' && row.decide !== undefined ? undefined : row.says;
  return {
    action,
    issued: issuedBy(row, call, subject, action, succeeded),
    subject,
    details: toldDetails(before, says, found(row, call), ownership(call, subject), after),
  };
}

export function actionOf<Call>(row: OperationRow<Call>, call: Call): Action {
  return row.decide === undefined ? row.action : row.decide(call);
}

export function issuedBy<Call>(
  row: OperationRow<Call>,
  call: Call,
  subject: Principal | undefined,
  action: Action,
  succeeded: boolean,
): readonly Issued[] {
  if (row.issues === undefined || !succeeded || action === 'use') return NO_ISSUED;
  return row.issues(call, subject);
}

function found<Call>({ details }: OperationRow<Call>, call: Call): Told | undefined {
  if (details === undefined) return undefined;
  if (typeof details === 'function') return details(call);
  const told: Record<string, string | number | boolean | undefined> = {};
  for (const name in details) told[name] = details[name]?.(call);
  return told;
}

const OWN: Told = Object.freeze({ selfService: true });
const ANOTHERS: Told = Object.freeze({ selfService: false });

/** Whether whoever called did it to themselves. */
function ownership({ principal }: Called, subject: Principal | undefined): Told | undefined {
  if (subject === undefined) return undefined;
  return subject.uid === principal.uid ? OWN : ANOTHERS;
}
