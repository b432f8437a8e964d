/**
 * A new identity provider, or one whose certificate or domain changed, and who signs in through it then. Providers are
 * told apart by whatever id both records carry: the provider's id or name, its issuer, the domain, the pool.
 */

import { fact, isRisky } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { after, DAY, type Deed, doubtEvidence, follow, isDeedsPlace, keepDeed, recallDeed } from './deeds.ts';
import type { Context } from './parameters.ts';
import { isAwayFromAll, strangePlace, wasThereBefore } from './places.ts';
import type { SettingOf } from './scopes.ts';
import { standingEvidence } from './standing.ts';

const NEW = 'identity provider added';
const DOMAIN = 'federation of a domain changed';
/** How long after a domain was handed over its users are looked at wherever they come from. */
const FRESH = 3 * DAY;
const KEPT: Readonly<Partial<Record<SettingOf['change'], string>>> = {
  'identity-provider-added': NEW,
  'domain-federation-changed': DOMAIN,
  'signing-certificate-changed': 'signing certificate changed',
  'certificate-authority-trusted': 'certificate authority trusted',
};

export function rememberIssuer(event: Event, row: SettingOf, at: Context, doubt: number): void {
  const what = KEPT[row.change];
  if (what === undefined) return;
  const { details, targets } = event;
  const said = [
    ...targets.flatMap(({ uid, name }) => [uid, name]),
    ...['name', 'domain', 'issuer', 'providerName', 'identityProvider'].map((name) => details[name]),
  ];
  // The issuer of one domain can name users of the others.
  if (what === DOMAIN) said.push(tenantOf(event));
  const keys = [...new Set(said.map(issuerKey).filter((key) => key !== undefined))];
  keepDeed(event, at, keys, what, doubt, at.parameters.newTrustWindow * DAY);
}

const SAID = ['identityProvider', 'samlProvider', 'connection', 'issuer', 'samlIssuer', 'audience'] as const;

export function judgeIssuerUse(event: Event, at: Context): readonly Judgement[] {
  if (!at.recall.knows('issuer')) return NONE;
  if (event.outcome === 'failure' || event.client.networkKind === 'service') return NONE;
  for (const key of issuersOf(event)) {
    const deed = recallDeed(at.recall, key);
    if (deed === undefined || deed.time > event.time) continue;
    const judged = deed.what === NEW ? judgeNew(event, key, deed, at) : judgeChanged(event, deed, at);
    if (judged.length > 0) return judged;
  }
  return NONE;
}

function tenantOf({ provider, scope }: Event): string {
  return `federated ${provider === 'microsoft-365' ? 'entra' : provider} ${scope}`;
}

const PASSWORD = /password/i;
const VOUCHED = /federat|saml|assertion|wsfed/i;

function issuersOf(event: Event): string[] {
  const { details, principal } = event;
  const { authMethod = '', incomingTokenType = '' } = details;
  const said: unknown[] = [];
  for (const name of SAID) if (details[name] !== undefined) said.push(details[name]);
  if (principal.uid.includes('Pools/')) said.push(principal.uid);
  if (VOUCHED.test(`${authMethod} ${incomingTokenType}`)) said.push(tenantOf(event));
  const domain = domainOf(principal.name);
  // Signed in with a password of the directory's own: no issuer vouched for the user.
  const own = PASSWORD.test(String(authMethod));
  if (domain !== undefined && !own) said.push(domain);
  return said.map(issuerKey).filter((key) => key !== undefined);
}

function domainOf(name: string): string | undefined {
  const at = name.lastIndexOf('@');
  return at < 0 ? undefined : name.slice(at + 1).toLowerCase();
}

const POOL = /(?:workloadidentity|workforce)pools\/[^/]+/;
const PREFIX = /^(?:okta|entra|google|pingone|duo|auth0|onelogin|jumpcloud|keycloak):/;
const LEAST = 3;

function issuerKey(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const plain = said.toLowerCase().replace(PREFIX, '');
  const id = POOL.exec(plain)?.[0] ?? plain;
  return id.length < LEAST ? undefined : `issuer ${id}`;
}

/** The first sign-in through it; later ones only from where it was added, or into accounts that open others. */
function judgeNew(event: Event, key: string, deed: Deed, at: Context): Judgement[] {
  const first = deed.followed === '' || deed.followed === event.uid;
  follow(at.recall, key, deed, event, deed.time + at.parameters.newTrustWindow * DAY);
  const same = isDoersPlace(event, deed, at);
  const standing = standingEvidence(event, event.principal, at);
  if (!first && !same && standing.length === 0) return [];
  const issuer = key.slice('issuer '.length);
  const evidence = [
    fact(
      event,
      'new-issuer',
      'vouched for by a new issuer',
      `${issuer}, added ${after(event, deed)} before by ${deed.byName}`,
      'issuers in use for long',
      [deed.event],
    ),
    fact(event, 'issuer-used', 'somebody signed in through it', event.principal.name, 'nobody yet', [
      deed.event,
    ]),
    ...placeEvidence(event, deed, same, at),
    ...standing,
  ];
  return [
    {
      detection: 'new-issuer-signed-in',
      evidence,
      foldBy: issuer,
      summary: summarise(event, `signed in through ${issuer}, which ${deed.byName} had added,`),
    },
  ];
}

/** Everybody signs in through it: only who comes from the changer's place, or by a hidden path, is of interest. */
function judgeChanged(event: Event, deed: Deed, at: Context): Judgement[] {
  const same = isDoersPlace(event, deed, at);
  const hidden =
    isRisky(event.client) && !wasThereBefore(event, at, deed.time) && event.time - deed.time <= DAY;
  const fresh = deed.what === DOMAIN && event.time - deed.time <= FRESH;
  if (!same && !hidden && !(fresh && isAwayFromAll(event, at, deed.time))) return [];
  const evidence = [
    fact(
      event,
      'certificate-replaced',
      deed.what,
      `${after(event, deed)} before, by ${deed.byName}`,
      'an issuer that stays as it is',
      [deed.event],
    ),
    fact(event, 'issuer-used', 'signed in through it', event.principal.name, 'from a place known of them', [
      deed.event,
    ]),
    ...placeEvidence(event, deed, same, at),
    ...standingEvidence(event, event.principal, at),
  ];
  return [{ detection: 'changed-issuer-signed-in', evidence, foldBy: deed.event }];
}

function placeEvidence(event: Event, deed: Deed, same: boolean, at: Context): Evidence[] {
  return [
    ...(same
      ? [
          fact(
            event,
            'creator-signs-in',
            'from where the change was made',
            event.client.ip ?? event.client.network ?? '',
            `another place than that of ${deed.byName}`,
            [deed.event],
          ),
        ]
      : []),
    ...doubtEvidence(event, deed),
    ...strangePlace(event, at, deed.time),
  ];
}

/** Where the user was never seen before; an office is the place of both, and says nothing. */
function isDoersPlace(event: Event, deed: Deed, at: Context): boolean {
  const { trusted } = event.client;
  return trusted !== true && !wasThereBefore(event, at, deed.time) && isDeedsPlace(deed, event.client);
}
