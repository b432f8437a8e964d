/**
 * Which programs ask the metadata service on a host, and on the hosts like it: a few, the same every day. Kept per host
 * and per family (container image, or hosts of one naming pattern), each a short list, oldest first out.
 */

import type { Json } from '../../contract/analytic.ts';
import { textsOf } from '../../contract/remembered.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Context } from './parameters.ts';
import type { Program } from './programs.ts';

const DAY = 24 * 3_600_000;
const REMEMBER = 45 * DAY;
const MOST_PROGRAMS = 24;

export interface Familiarity {
  /** The host asks like this day by day. */
  readonly habit: boolean;
  /** The host has a history of a day at least, and neither it nor its peers know the program. */
  readonly foreign: boolean;
  /** Programs the host is known to run there, most usual first. */
  readonly usual: readonly string[];
}

interface Seen {
  readonly program: string;
  readonly first: number;
  readonly days: number;
  readonly last: number;
}

/** What is known of the program on this host before now; notes that it asked. */
export function familiarity(event: Event, program: Program, at: Context): Familiarity {
  const today = Math.floor(event.time / DAY);
  const hostKey = `programs ${event.principal.uid}`;
  const host = seenOf(at.recall.get(hostKey));
  const known = host.find((each) => each.program === program.path);
  const began = Math.min(...host.map(({ first }) => first));
  const peers = peersWith(event, program, at);
  const fresh = known === undefined || event.time - known.first < DAY;
  if (event.outcome === 'success') {
    if (known === undefined || known.last < today) {
      const days = (known?.days ?? 0) + 1;
      const seen = { program: program.path, first: known?.first ?? event.time, days, last: today };
      const others = host.filter((each) => each.program !== program.path);
      const kept = [...others, seen].slice(-MOST_PROGRAMS).map((each) => ({ ...each }));
      at.recall.set(hostKey, kept, event.time + REMEMBER);
    }
    notePeer(event, program, at);
  }
  return {
    habit: known !== undefined && known.days - (known.last === today ? 1 : 0) >= THRESHOLDS.habit.days,
    foreign: fresh && event.time - began >= DAY && peers < THRESHOLDS.familyProgram.hosts,
    usual: [...host]
      .filter((each) => each.program !== program.path)
      .sort((a, b) => b.days - a.days || (a.program < b.program ? -1 : 1))
      .slice(0, 3)
      .map((each) => each.program),
  };
}

function peersWith(event: Event, program: Program, at: Context): number {
  return hostsOf(event, program, at).filter((host) => host !== event.principal.uid).length;
}

function notePeer(event: Event, program: Program, at: Context): void {
  const hosts = hostsOf(event, program, at);
  if (hosts.length > THRESHOLDS.familyProgram.hosts || hosts.includes(event.principal.uid)) return;
  at.recall.set(peersKey(event, program), [...hosts, event.principal.uid], event.time + REMEMBER);
}

function hostsOf(event: Event, program: Program, at: Context): readonly string[] {
  return textsOf(at.recall.get(peersKey(event, program)));
}

function peersKey(event: Event, program: Program): string {
  return `peers ${familyOf(event)} ${program.path}`;
}

/** Containers of one image whatever its version; hosts named alike but for numbers and random parts. */
function familyOf({ details, principal }: Event): string {
  const { image } = { image: details['image'] };
  if (typeof image === 'string') return image.replace(/[:@][^/]*$/, '');
  const [host = ''] = principal.name.split('.');
  return host.replace(/[\da-f]*\d[\da-f]*/g, '#');
}

function seenOf(remembered: Json | undefined): Seen[] {
  if (!Array.isArray(remembered)) return [];
  return remembered.flatMap((entry: Json): Seen[] => {
    if (typeof entry !== 'object' || entry === null || !('program' in entry)) return [];
    const { program, first, days, last } = entry;
    return typeof program === 'string' &&
      typeof first === 'number' &&
      typeof days === 'number' &&
      typeof last === 'number'
      ? [{ program, first, days, last }]
      : [];
  });
}
