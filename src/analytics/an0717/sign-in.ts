/**
 * A federated session without a sign-in before it. Where a person's sessions have always come out of the identity
 * provider's portal or log, one that did not was asked for by somebody who makes assertions themselves. Says nothing
 * where sign-ins are not logged for everybody, or have just stopped being logged.
 */

import { fact, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import { emailOf } from '../../lineage/people.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const REMEMBER = 90 * 86_400_000;
/** Sessions of everybody from which it says something that one has no sign-in. */
const ENOUGH = 20;
/** In so many sessions at most one may lack it, of everybody's and of the person's own. */
const ALMOST_ALL = 20;
/** Sessions with a sign-in after the last without one that was another person's: the log is there, and is whole. */
const STREAK = 3;

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
export function judgeUnannounced(event: Event, at: Context): Judgement[] {
  if (!at.fresh.credential || at.again || event.credential === undefined) return [];
  const node = at.lineage.node(event.credential.uid);
  const email = node === undefined ? undefined : emailOf(node.holder);
  if (node?.mint === undefined || email === undefined || !FEDERATED.has(node.mint.operation)) return [];
  const everybody = `sign-ins ${node.mint.operation}`;
  const all = tallyOf(at, everybody);
  const own = tallyOf(at, `${everybody} ${email}`);
  const { opened, used } = openedBy(node, at);
  if (used) return [];
  const signedIn = opened.parent !== undefined;
  at.recall.set(everybody, counted(all, signedIn, email), event.time + REMEMBER);
  at.recall.set(`${everybody} ${email}`, counted(own, signedIn, email), event.time + REMEMBER);
  if (signedIn || !isRule(all, ENOUGH) || !isRule(own, 1)) return [];
  if (all.whose !== email && all.without > 0 && all.streak < STREAK) return [];
  const evidence: Evidence[] = [
    fact(
      event,
      'no-sign-in',
      'no sign-in before the session',
      `${node.mint.operation} of ${email}, no session at the identity provider in the 12 h before`,
      `${own.signedIn} of ${own.signedIn + own.without} earlier sessions of the person had one, ${all.signedIn} of ${all.signedIn + all.without} of everybody`,
      [node.mint.event],
    ),
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

/** The credential that the mint gave out: a console session has one of its own below it, and is judged with it. */
function openedBy(node: CredentialNode, at: Context): { opened: CredentialNode; used: boolean } {
  const parent = node.parent === undefined ? undefined : at.lineage.node(node.parent);
  const console = parent?.mint !== undefined && parent.mint.event === node.mint?.event;
  return console ? { opened: parent, used: parent.uses > 0 } : { opened: node, used: false };
}

function isRule({ signedIn, without }: Tally, least: number): boolean {
  return signedIn >= least && signedIn >= ALMOST_ALL * without;
}

function tallyOf(at: Context, key: string): Tally {
  const kept = at.recall.get(key);
  const [signedIn, without, streak, whose] = Array.isArray(kept) ? kept : [];
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
