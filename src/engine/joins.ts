/**
 * What ties a finding to others of the same intrusion: credentials of its trail, the people concerned, an address that
 * is not the organisation's. Refuses what many share: a role is joined only from one network, a help desk or a
 * pipeline at its ordinary work only by whom or what it worked on, an address only where nobody is at home.
 */

import type { Baseline } from '../baseline/baseline.ts';
import { FEATURE } from '../baseline/features.ts';
import { organisationWith } from '../baseline/query.ts';
import type { LineageView } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import { THRESHOLDS } from '../contract/thresholds.ts';
import type { CredentialNode } from '../lineage/credential-node.ts';
import { emailOf } from '../lineage/people.ts';
import type { Event, Principal, PrincipalKind } from '../model/event.ts';
import type { Finding, TrailStep } from '../model/finding.ts';
import { credentialOf, type Weighed } from './weigh.ts';

/** Of a step of a trail, what joins. */
type Link = Pick<TrailStep, 'credential' | 'principal'>;

/** Of a finding, who acts in it. */
interface Acts {
  readonly principal: Finding['principal'];
  readonly trail: readonly Link[];
}

const DAY = 24 * 3_600_000;

/** Two findings further apart than this are joined only through others between them. */
export const INCIDENT_WINDOW = 2 * DAY;
/** By the first word of a join: a credential is the same weeks later; people rest at weekends, and so do their accounts. */
const WINDOWS: Readonly<Record<string, number>> = {
  credential: 14 * DAY,
  person: 5 * DAY,
  principal: 5 * DAY,
};
/** Beyond this nothing is joined any more. */
export const LONGEST_WINDOW = 14 * DAY;

export function windowOf(join: string): number {
  return WINDOWS[join.slice(0, join.indexOf(' '))] ?? INCIDENT_WINDOW;
}

/** Joins of one doer: a trail's credential, or the address. Other joins may be somebody else about the same person. */
export function isTight(join: string): boolean {
  return join.startsWith('credential ') || join.startsWith('address ');
}

/** The people who act in a finding: the caller, and who stands behind it by its trail. */
export function actorJoins({ principal, trail }: Acts): ReadonlySet<string> {
  const joins: string[] = [];
  addActors(joins, principal, ownTrail(trail));
  return new Set(joins);
}

/** Some may be named twice. */
export function joinsOf(
  weighed: Pick<Weighed, 'judgement' | 'event'>,
  lineage: Pick<LineageView, 'node' | 'ancestors'>,
  context: Context,
  baseline: Baseline,
): readonly string[] {
  const { event, judgement } = weighed;
  const { principal, subject } = event;
  const address = foreignAddress(event, baseline);
  const joins: string[] = [];
  for (const { uid, holder } of event.issued) {
    joins.push(`credential ${uid}`);
    if (PEOPLE.has(holder.kind)) addConcerned(joins, holder);
  }
  if (address !== undefined) joins.push(address);
  if (subject !== undefined && isOwn(subject, event)) addConcerned(joins, subject);
  const hands = address !== undefined || !sharesHands(principal, context);
  if (hands) addHands(joins, event, credentialOf(weighed), lineage);
  const own = hands && joins.some(isShared) ? joins.filter((join) => !isShared(join)) : joins;
  return judgement.joins === undefined ? own : [...own, ...judgement.joins];
}

/** Whose hands it was: the credentials they hold, the caller, who stands behind it. */
function addHands(
  joins: string[],
  { principal, client, session }: Event,
  credential: { readonly uid: string } | undefined,
  lineage: Pick<LineageView, 'node' | 'ancestors'>,
): void {
  const own = credential === undefined ? [] : ownTrail(linksOf(credential.uid, lineage));
  for (const link of own) joins.push(`credential ${link.credential.uid}`);
  if (credential !== undefined && own.length === 0) joins.push(`credential ${credential.uid}`);
  addActors(joins, principal, own);
  if (PEOPLE.has(principal.kind)) addConcerned(joins, principal);
  if (MACHINES.has(principal.kind)) joins.push(`role ${principal.uid} from ${client.network ?? ''}`);
  const behind = session?.onBehalfOf;
  if (behind !== undefined && isPersonal(behind)) joins.push(`person ${behind.toLowerCase()}`);
}

const PEOPLE: ReadonlySet<PrincipalKind> = new Set<PrincipalKind>(['user', 'federated-user', 'root']);
const MACHINES: ReadonlySet<PrincipalKind> = new Set<PrincipalKind>([
  'role',
  'service-account',
  'managed-identity',
  'application',
  'host',
]);

/** One id for all tokens of an attached service account; nothing; nobody. */
function isShared(join: string): boolean {
  return join === 'credential ' || join.startsWith('credential gcp:attached:');
}

/** Secrets that one person sets for another: what lies before them is the work of whoever set them. */
const HANDED_OUT: ReadonlySet<string> = new Set(['password', 'recovery-code', 'mfa-device']);

function ownTrail(trail: readonly Link[]): readonly Link[] {
  const handed = trail.findLastIndex(({ credential }) => HANDED_OUT.has(credential.kind));
  return handed <= 0 ? trail : trail.slice(handed);
}

/** The trail without what is only told: where its credentials were used. */
function linksOf(uid: string, lineage: Pick<LineageView, 'node' | 'ancestors'>): readonly Link[] {
  const node = lineage.node(uid);
  if (node === undefined) return [];
  const links = lineage.ancestors(uid).map(linkOf).reverse();
  links.push(linkOf(node));
  return links;
}

function linkOf(node: CredentialNode): Link {
  return { credential: node, principal: node.holder };
}

function addActors(joins: string[], caller: Link['principal'], own: readonly Link[]): void {
  addActor(joins, caller);
  for (const { principal } of own) addActor(joins, principal);
}

function addActor(joins: string[], actor: Link['principal']): void {
  if (!PEOPLE.has(actor.kind)) return;
  joins.push(`principal ${actor.uid}`);
  const email = emailOf(actor);
  if (email !== undefined) joins.push(`person ${email}`);
}

/** The account a token is for is shared by all who may ask for it; one whose key was made is what it is about. */
function isOwn({ kind }: Principal, { action }: Event): boolean {
  return PEOPLE.has(kind) || (MACHINES.has(kind) && kind !== 'role' && action !== 'token.mint');
}

/** What was done to somebody and what they do next belong together, but not for as long as what one person does. */
function addConcerned(joins: string[], principal: Principal): void {
  joins.push(`about ${principal.uid}`);
  const email = emailOf(principal);
  if (email !== undefined) joins.push(`about ${email}`);
}

function isPersonal(name: string): boolean {
  return name.includes('@') && !/[\s:/]|\.gserviceaccount\.com$/.test(name);
}

/** Whose many acts have nothing to do with one another. */
function sharesHands(principal: Principal, context: Context): boolean {
  return context.automation(principal) !== undefined || context.isHelpdesk(principal);
}

/** An address the organisation's own people work from joins the unrelated; so do the provider's. */
function foreignAddress({ client, time }: Event, baseline: Baseline): string | undefined {
  const { networkKind, trusted, ip, prefix } = client;
  if (trusted === true || ip === undefined || networkKind === undefined || !FOREIGN.has(networkKind))
    return undefined;
  const [seen] = prefix === undefined ? [0] : organisationWith(baseline, FEATURE.prefix, prefix, time);
  return seen >= THRESHOLDS.ownAddress.principalDays ? undefined : `address ${ip}`;
}

const FOREIGN: ReadonlySet<string> = new Set(['internet', 'hosting', 'vpn', 'tor', 'unknown']);
