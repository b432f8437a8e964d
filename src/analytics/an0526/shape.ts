/** The shape of a session: how it is named, how long it lives, how deep its chain of roles is. */

import type { Json } from '../../contract/analytic.ts';
import { fact } from '../../contract/evidence.ts';
import { textsOf } from '../../contract/remembered.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const MOST_PATTERNS = 12;
const REMEMBER = 90 * 86_400_000;

interface Habit {
  readonly requests: number;
  readonly longest: number;
  readonly deepest: number;
  readonly patterns: readonly string[];
}

/** Evidence of a new shape; remembers the present one. */
export function judgeShape(event: Event, at: Context): readonly Evidence[] {
  const key = `shape ${event.principal.uid}`;
  const habit = readHabit(at.recall.get(key));
  const pattern = namePattern(event.details['sessionName']);
  const seconds = event.details['durationSeconds'];
  const duration = typeof seconds === 'number' ? seconds : 0;
  const depth = depthOf(event, at);
  const isKnown = pattern === '' || habit.patterns.includes(pattern);
  if (!at.again) {
    const patterns = isKnown ? habit.patterns : [...habit.patterns, pattern].slice(-MOST_PATTERNS);
    at.recall.set(
      key,
      [habit.requests + 1, Math.max(habit.longest, duration), Math.max(habit.deepest, depth), patterns],
      event.time + REMEMBER,
    );
  }
  if (habit.requests < THRESHOLDS.enoughUses.uses) return NOTHING;
  if (isKnown && duration <= habit.longest && depth <= habit.deepest) return NOTHING;
  const found: Evidence[] = [];
  if (!isKnown && habit.patterns.length < MOST_PATTERNS) {
    found.push(
      fact(
        event,
        'new-session-name',
        'session named in a new way',
        String(event.details['sessionName']),
        `names like ${habit.patterns.slice(0, 3).join(', ')}`,
      ),
    );
  }
  if (duration > habit.longest && duration > THRESHOLDS.sessionLife.seconds) {
    found.push(
      fact(
        event,
        'longer-session',
        'longer life than ever asked for',
        `${duration} s`,
        `at most ${habit.longest} s in ${habit.requests} requests`,
      ),
    );
  }
  if (depth > habit.deepest) {
    found.push(
      fact(
        event,
        'deeper-chain',
        'deeper chain of roles',
        `${depth + 1} credentials deep`,
        `at most ${habit.deepest + 1} in ${habit.requests} requests`,
      ),
    );
  }
  return found;
}

const NOTHING: readonly Evidence[] = [];

/** Role upon role; in Google Cloud a request may name the accounts between, which never mint anything themselves. */
function depthOf({ credential, issued }: Event, at: Context): number {
  const named =
    issued[0]?.uid.startsWith('gcp:delegated:') === true ? issued[0].uid.split('>').length - 2 : 0;
  let depth = 0;
  let node = credential === undefined ? undefined : at.lineage.node(credential.uid);
  while (node?.mint !== undefined && depth < DEEPEST && CHAINS.test(node.mint.operation)) {
    depth++;
    node = node.parent === undefined ? undefined : at.lineage.node(node.parent);
  }
  return Math.max(depth, named);
}

/** As far as a trail is followed. */
const DEEPEST = 24;
/** Trades of one token for another; what lies before them is how somebody signed in. */
const CHAINS = /^(?:sts:(?:AssumeRole|AssumeRoot|GetFederationToken|GetSessionToken)|iamcredentials:\w+)$/;

const NO_HABIT: Habit = { requests: 0, longest: 0, deepest: 0, patterns: [] };

function readHabit(kept: Json | undefined): Habit {
  if (!Array.isArray(kept)) return NO_HABIT;
  return {
    requests: Number(kept[0]),
    longest: Number(kept[1]),
    deepest: Number(kept[2]),
    patterns: textsOf(kept[3]),
  };
}

/**
 * `botocore-session-1712345678` → `botocore-session-9`, `alice@example.com` → `a@a.a`: what stays the same when a
 * tool names its next session.
 */
export function namePattern(name: unknown): string {
  if (typeof name !== 'string') return '';
  if (name.includes('@')) return 'a@a';
  return name
    .slice(0, 64)
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '9')
    .replace(/\d+/g, '9');
}
