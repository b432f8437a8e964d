/**
 * Joins what a person did at their identity provider to the sessions this opened elsewhere, where no id is logged on
 * both sides: by the person's e-mail address and the time, an application's sign-on before any other. What arrives
 * late is weighed again, so the order of records decides nothing. Joins nobody without an address, and no machines.
 */

import type { Event, Issued, Principal, Provider } from '../model/event.ts';
import type { CredentialNode } from './credential-node.ts';
import type { Lineage, MutableNode } from './forest.ts';
import type { Opened, Person, Sighting } from './sightings.ts';

/** Identity providers, and how far up: a session opens sessions of lower layers only. Clouds are the lowest. */
const LAYERS: Partial<Readonly<Record<Provider, number>>> = {
  okta: 2,
  auth0: 2,
  onelogin: 2,
  duo: 2,
  'ping-one': 2,
  jumpcloud: 2,
  keycloak: 2,
  entra: 1,
  'microsoft-365': 1,
  'google-workspace': 1,
};

/** How applications are called that lead to a provider, in the words of those who set them up. */
const LEADS_TO: Partial<Readonly<Record<Provider, RegExp>>> = {
  aws: /\b(?:aws|amazon)\b/i,
  gcp: /\b(?:google|gcp)\b/i,
  azure: /\b(?:azure|microsoft|entra|office)\b/i,
  entra: /\b(?:azure|microsoft|entra|office)\b/i,
  'microsoft-365': /\b(?:azure|microsoft|entra|office)\b/i,
  'google-workspace': /\bgoogle\b/i,
};

/** The longest a sign-in is taken to last where its end is not logged. */
const SESSION_HORIZON = 12 * 3_600_000;
/** From the click on an application to the session it opens. */
const SIGN_ON_HORIZON = 10 * 60_000;
/** Clocks of two providers differ by so much. */
const SKEW = 2 * 60_000;
const MOST_SIGHTINGS = 12;
const MOST_OPENED = 16;
const MOST_PEOPLE = 20_000;

/** Learns a successful sign-in at an identity provider; the credentials whose parent came late. */
export function learnSignIn(lineage: Lineage, event: Event): string[] {
  const layer = layerOf(event.provider);
  const email = emailOf(event.principal);
  const uid = sessionOf(event);
  if (layer === 0 || email === undefined || uid === undefined) return [];
  const person = personOf(lineage, email);
  const said = event.details['application'];
  const application = typeof said === 'string' ? said : undefined;
  keepSighting(person, { uid, time: event.time, layer, application });
  lineage.seesSignIns = true;
  return person.opened.flatMap((opened) => adopt(lineage, person, opened));
}

/** Learns that a credential was issued to a person who presented none that is logged. */
export function learnOpened(lineage: Lineage, event: Event, issued: Issued): string[] {
  const email = emailOf(issued.holder) ?? emailOf(event.principal);
  if (email === undefined || issued.uid === '') return [];
  return open(lineage, email, { uid: issued.uid, time: event.time, provider: event.provider });
}

/** The credential through which a person's session was opened takes its place in looking for where it began. */
export function openThrough(lineage: Lineage, email: string, session: string, through: Opened): string[] {
  const person = personOf(lineage, email);
  person.opened = person.opened.filter(({ uid }) => uid !== session);
  const node = lineage.nodes.get(session);
  const linked = node !== undefined && setParent(lineage, node, through.uid) && node.uses > 0;
  return [...(linked ? [session] : []), ...open(lineage, email, through)];
}

/** Whether a sign-in that opened this session may still be on its way. */
export function awaitsSignIn({ seesSignIns }: Lineage, { parent, holder }: CredentialNode): boolean {
  return seesSignIns && parent === undefined && emailOf(holder) !== undefined;
}

/** The address of a person; undefined for whoever is none, or is not named by one. */
export function emailOf({ kind, name }: Pick<Principal, 'kind' | 'name'>): string | undefined {
  if (kind !== 'user' && kind !== 'federated-user') return undefined;
  return name.includes('@') && !/[\s:/]/.test(name) ? name.toLowerCase() : undefined;
}

function open(lineage: Lineage, email: string, opened: Opened): string[] {
  const person = personOf(lineage, email);
  const before = person.opened.find(({ uid }) => uid === opened.uid);
  if (before !== undefined && before.time >= opened.time) return [];
  person.opened = newest([...person.opened.filter((each) => each !== before), opened], MOST_OPENED);
  return adopt(lineage, person, opened);
}

function layerOf(provider: Provider): number {
  return LAYERS[provider] ?? 0;
}

function sessionOf({ issued, session, credential }: Event): string | undefined {
  const begun = issued.find(({ kind }) => kind === 'console-session' || kind === 'session-token');
  return begun?.uid || (session?.uid ?? credential?.uid);
}

function personOf({ people }: Lineage, email: string): Person {
  const person = people.get(email) ?? { sightings: [], opened: [] };
  people.delete(email); // re-inserted last: whoever was idle longest comes first
  people.set(email, person);
  if (people.size > MOST_PEOPLE) {
    const [idlest] = people.keys();
    if (idlest !== undefined) people.delete(idlest);
  }
  return person;
}

/** Of a session's beginnings the earliest, of its sign-ons to one application the latest. */
function keepSighting(person: Person, sighting: Sighting): void {
  const { uid, application, time } = sighting;
  const before = person.sightings.find((each) => each.uid === uid && each.application === application);
  if (before !== undefined && (application === undefined ? before.time <= time : before.time >= time)) return;
  person.sightings = newest(
    [...person.sightings.filter((each) => each !== before), sighting],
    MOST_SIGHTINGS,
  );
}

function newest<T extends { readonly time: number }>(all: T[], most: number): T[] {
  return all.length <= most ? all : all.sort((a, b) => a.time - b.time).slice(-most);
}

function adopt(lineage: Lineage, person: Person, opened: Opened): string[] {
  const node = lineage.nodes.get(opened.uid);
  const parent = bestOf(person.sightings, opened);
  if (node === undefined || parent === undefined || !setParent(lineage, node, parent)) return [];
  return node.uses > 0 ? [node.uid] : [];
}

/** A sign-on to where the session was opened, minutes before; else the latest sign-in that may still have lasted. */
function bestOf(sightings: readonly Sighting[], { time, provider, uid }: Opened): string | undefined {
  const layer = layerOf(provider);
  let best: Sighting | undefined;
  let bestFits = false;
  for (const each of sightings) {
    const age = time - each.time;
    if (each.layer <= layer || each.uid === uid || age < -SKEW || age > SESSION_HORIZON) continue;
    const fits = age <= SIGN_ON_HORIZON && LEADS_TO[provider]?.test(each.application ?? '') === true;
    if (best !== undefined && (bestFits === fits ? !isLater(each, best) : bestFits)) continue;
    best = each;
    bestFits = fits;
  }
  return best?.uid;
}

function isLater(a: Sighting, b: Sighting): boolean {
  return a.time > b.time || (a.time === b.time && a.uid < b.uid);
}

/** False when it had that parent already, or would descend from itself. */
function setParent({ nodes, childrenOf }: Lineage, node: MutableNode, parent: string): boolean {
  if (node.parent === parent) return false;
  const seen = new Set<string>();
  for (let next: string | undefined = parent; next !== undefined; next = nodes.get(next)?.parent) {
    if (next === node.uid || seen.has(next)) return false;
    seen.add(next);
  }
  const left = childrenOf.get(node.parent ?? '')?.filter((child) => child !== node.uid) ?? [];
  if (node.parent !== undefined && left.length > 0) childrenOf.set(node.parent, left);
  else if (node.parent !== undefined) childrenOf.delete(node.parent);
  node.parent = parent;
  const siblings = childrenOf.get(parent);
  if (siblings === undefined) childrenOf.set(parent, [node.uid]);
  else siblings.push(node.uid);
  return true;
}
