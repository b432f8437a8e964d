/**
 * What was done to an account, an application or the sign-on, kept until what follows tells what it was for: who did
 * it, when, from where, and how odd it was by itself. Approved changes and declared automation are not kept: they
 * explain what follows, too.
 */

import type { Json, Recall } from '../../contract/analytic.ts';
import { fact } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { spanText } from '../../lib/span.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';
import { isAwayFromAll } from './places.ts';

export interface Deed {
  readonly event: string;
  readonly time: number;
  readonly by: string;
  readonly byName: string;
  /** In the words of a finding: `password reset`, `secret added`. */
  readonly what: string;
  readonly ip: string;
  readonly network: string;
  readonly prefix: string;
  readonly agent: string;
  /** Bits of what was unlike its doer: place, program, act. */
  readonly doubt: number;
  /** Event that first followed on it. */
  readonly followed: string;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Keeps the deed under each key, unless something speaks for it that speaks for its consequences as well. */
export function keepDeed(
  event: Event,
  at: Context,
  keys: readonly string[],
  what: string,
  doubt: number,
  life: number,
): void {
  if (event.outcome !== 'success' || keys.length === 0 || isExcused(event, at, doubt)) return;
  const { principal, client } = event;
  const deed: Deed = {
    event: event.uid,
    time: event.time,
    by: principal.uid,
    byName: principal.name,
    what,
    ip: client.ip ?? '',
    network: client.network ?? '',
    prefix: client.prefix ?? '',
    agent: client.agent ?? '',
    doubt,
    followed: '',
  };
  for (const key of keys) at.recall.set(key, { ...deed }, event.time + life);
}

/** A ticket approves what its owner does, not what is done in their name from elsewhere. */
function isExcused(event: Event, at: Context, doubt: number): boolean {
  if (doubt >= THRESHOLDS.suspiciousDeed.bits || isAwayFromAll(event, at, event.time - DAY)) return false;
  return (
    at.context.automation(event.principal) !== undefined || at.context.changes(event).matching.length > 0
  );
}

export function recallDeed(recall: Recall, key: string): Deed | undefined {
  const known = recall.get(key);
  if (!isRecord(known)) return undefined;
  const { event, time, by, byName, what, ip, network, prefix, agent, doubt, followed } = known;
  if (typeof time !== 'number' || typeof event !== 'string' || typeof by !== 'string') return undefined;
  return {
    event,
    time,
    by,
    byName: text(byName),
    what: text(what),
    ip: text(ip),
    network: text(network),
    prefix: text(prefix),
    agent: text(agent),
    doubt: typeof doubt === 'number' ? doubt : 0,
    followed: text(followed),
  };
}

/** Notes what followed first; only the first is a first use. */
export function follow(recall: Recall, key: string, deed: Deed, event: Event, until: number): void {
  if (deed.followed === '') recall.set(key, { ...deed, followed: event.uid }, until);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Same address; or same network and not one of a cloud or hoster that thousands share. Two homes are customers of one
 * operator as often as not: elsewhere in its network is the doer's place only where the deed was doubtful by itself.
 */
export function isDeedsPlace(deed: Deed, { ip, network, networkKind, prefix, asn }: Client): boolean {
  if (deed.ip !== '' && deed.ip === ip) return true;
  const shared = networkKind === 'cloud' || networkKind === 'hosting';
  if (shared || deed.network === '' || deed.network !== network) return false;
  return network !== `AS${asn}` || deed.prefix === prefix || deed.doubt >= THRESHOLDS.doubtfulDeed.bits;
}

export function doubtEvidence(event: Event, deed: Deed): Evidence[] {
  if (deed.doubt < THRESHOLDS.doubtfulDeed.bits) return [];
  const observed = `${deed.what} by ${deed.byName} from ${deed.ip === '' ? 'an unknown address' : deed.ip}`;
  return [
    fact(
      event,
      deed.doubt >= THRESHOLDS.suspiciousDeed.bits ? 'suspicious-mint' : 'doubtful-mint',
      'what preceded was out of the ordinary',
      observed,
      'the usual place, program and work of whoever did it',
      [deed.event],
    ),
  ];
}

export function after(event: Event, deed: Pick<Deed, 'time'>): string {
  return spanText(event.time - deed.time);
}
