/**
 * A federated session without a sign-in before it. Where a person's sessions have always come out of the identity
 * provider's portal or log, one that did not was asked for by somebody who makes assertions themselves. Says nothing
 * where sign-ins are not logged for everybody, or have just stopped being logged.
 */

import { fact, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode, Mint } from '../../lineage/credential-node.ts';
import { emailOf } from '../../lineage/people.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const REMEMBER = 90 * 86_400_000;
/** From the click on the application to the session. */
const CLOSE = 10 * 60_000;
/** Clocks of two providers differ by so much. */
const SKEW = 2 * 60_000;
/** How applications are called that lead to a cloud. */
const APPLICATIONS = [
  ['aws', /\b(?:aws|amazon)\b/i],
  ['google', /\b(?:google|gcp)\b/i],
] as const;

const FEDERATED: ReadonlySet<string> = new Set([
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:ExchangeToken',
]);

interface Tally {
  readonly signedIn: number;
  readonly without: number;
  /** Of everybody: sessions with a sign-in since the last without, and whose that was. */
  readonly streak: number;
  readonly whose: string;
}

/** Judged at the session's first use: the two records are written in the same second, in either order. */
export function judgeUnannounced(event: Event, at: Context): readonly Judgement[] {
  if (event.action === 'signin') rememberSignOn(event, at);
  if (!at.fresh.credential || at.again || event.credential === undefined) return NONE;
  const node = at.lineage.node(event.credential.uid);
  if (node?.mint === undefined || !FEDERATED.has(node.mint.operation)) return NONE;
  const email = emailOf(node.holder);
  if (email === undefined) return NONE;
  const { opened, used } = openedBy(node, at);
  if (used) return NONE;
  const seen = precedentOf(opened, email, at);
  const noSession = lacks('session', seen, node.mint, email, event, at);
  const noSignOn = lacks('sign-on', seen, node.mint, email, event, at);
  const lacking = noSession ?? noSignOn;
  if (lacking === undefined) return NONE;
  const evidence: Evidence[] = [
    lacking,
    ...together(
      [
        surprising(event, 'place', placeSurprise(at.surprise.of('where'), event.client)),
        surprising(event, 'program', at.surprise.of('with')),
      ],
      isRisky(event.client),
    ),
  ];
  return [{ detection: 'session-without-sign-in', evidence, foldBy: opened.uid }];
}

/** What may come before a session, the closer the more it says; each habit is counted by itself. */
type Precedent = 'sign-on' | 'session' | 'none';
const WORDS = {
  'sign-on': 'no request at the portal and no sign-on to the application in the 10 min before',
  session: 'no session at the identity provider in the 12 h before',
} as const;

function precedentOf(opened: CredentialNode, email: string, at: Context): Precedent {
  if (opened.parent === undefined) return 'none';
  const time = opened.mint?.time ?? 0;
  if (at.lineage.node(opened.parent)?.holder.uid.includes(':identitystore/') === true) return 'sign-on';
  const cloud = opened.mint?.operation === 'sts:ExchangeToken' ? 'google' : 'aws';
  const last = at.recall.get(`sign-on ${cloud} ${email}`);
  const wait = typeof last === 'number' ? time - last : Number.NaN;
  return wait >= -SKEW && wait <= CLOSE ? 'sign-on' : 'session';
}

/** A session at the identity provider lasts all day; the click on the application comes with each session it opens. */
function rememberSignOn({ details, principal, outcome, time }: Event, at: Context): void {
  const { application } = details;
  if (outcome !== 'success' || typeof application !== 'string') return;
  const email = emailOf(principal);
  if (email === undefined) return;
  for (const [cloud, name] of APPLICATIONS)
    if (name.test(application)) at.recall.set(`sign-on ${cloud} ${email}`, time, time + 2 * CLOSE);
}

/** Counts the session; evidence where it breaks the rule that all others keep. */
function lacks(
  precedent: keyof typeof WORDS,
  seen: Precedent,
  mint: Mint,
  email: string,
  event: Event,
  at: Context,
): Evidence | undefined {
  const key = `${precedent} ${mint.operation}`;
  const ownKey = `${key} ${email}`;
  const all = tallyOf(at, key);
  const own = tallyOf(at, ownKey);
  const announced = seen === 'sign-on' || seen === precedent;
  at.recall.set(key, counted(all, announced, email), event.time + REMEMBER);
  at.recall.set(ownKey, counted(own, announced, email), event.time + REMEMBER);
  const { signInOfAll, signInOfPerson, signInStreak } = THRESHOLDS;
  if (announced || !isRule(all, signInOfAll) || !isRule(own, signInOfPerson)) return undefined;
  if (all.whose !== email && all.without > 0 && all.streak < signInStreak.sessions) return undefined;
  return fact(
    event,
    'no-sign-in',
    'no sign-in before the session',
    `${mint.operation} of ${email}, ${WORDS[precedent]}`,
    `${own.signedIn} of ${own.signedIn + own.without} earlier sessions of the person had one, ${all.signedIn} of ${all.signedIn + all.without} of everybody`,
    [mint.event],
  );
}

/** The credential that the mint gave out: a console session has one of its own below it, and is judged with it. */
function openedBy(node: CredentialNode, at: Context): { opened: CredentialNode; used: boolean } {
  const parent = node.parent === undefined ? undefined : at.lineage.node(node.parent);
  const console = parent?.mint !== undefined && parent.mint.event === node.mint?.event;
  return console ? { opened: parent, used: parent.uses > 0 } : { opened: node, used: false };
}

function isRule(
  { signedIn, without }: Tally,
  least: { readonly sessions: number; readonly sessionsPerMissing: number },
): boolean {
  return signedIn >= least.sessions && signedIn >= least.sessionsPerMissing * without;
}

const NO_TALLY: Tally = { signedIn: 0, without: 0, streak: 0, whose: '' };

function tallyOf(at: Context, key: string): Tally {
  const kept = at.recall.get(key);
  if (!Array.isArray(kept)) return NO_TALLY;
  const [signedIn, without, streak, whose] = kept;
  return {
    signedIn: Number(signedIn ?? 0),
    without: Number(without ?? 0),
    streak: Number(streak ?? 0),
    whose: String(whose ?? ''),
  };
}

function counted(
  { signedIn, without, streak, whose }: Tally,
  announced: boolean,
  email: string,
): [number, number, number, string] {
  return announced ? [signedIn + 1, without, streak + 1, whose] : [signedIn, without + 1, 0, email];
}
