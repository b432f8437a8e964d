/**
 * A System Log record, shaped as Okta writes it. Builds one record from a caller and an act; decides nothing about
 * who does what. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */

import { isKnownProxy, networkAt, spotOf } from '../address-book.ts';
import type { Random } from '../random.ts';

export interface OktaParty {
  readonly id: string;
  readonly type: string;
  readonly alternateId: string;
  readonly displayName: string;
  readonly detailEntry?: Readonly<Record<string, string>>;
  readonly changeDetails?: {
    readonly from: Readonly<Record<string, string>>;
    readonly to: Readonly<Record<string, string>>;
  };
}

/** Who calls, from where, in which session or with which token. */
export interface OktaCaller {
  readonly actor: OktaParty;
  readonly ip: string;
  readonly agent: string;
  /** `externalSessionId`; a call with a token has one of its own that lasts for the request. */
  readonly session?: string;
  readonly token?: string;
}

export interface OktaAct {
  readonly type: string;
  readonly targets?: readonly OktaParty[];
  /** SUCCESS unless said; ALLOW and CHALLENGE are answers of policies. */
  readonly result?: string;
  readonly reason?: string;
  readonly debug?: Readonly<Record<string, string>>;
  readonly authentication?: Readonly<Record<string, unknown>>;
  readonly severity?: string;
}

export interface OktaRecord {
  readonly uuid: string;
  readonly eventType: string;
  readonly published: string;
  readonly [field: string]: unknown;
}

export function oktaRecord(random: Random, at: number, by: OktaCaller, act: OktaAct): OktaRecord {
  const network = networkAt(by.ip);
  const place = placeOf(by.ip);
  const session = by.session ?? `trs${random.base62(22)}`;
  const request = random.base62(22);
  return {
    actor: { ...by.actor, detailEntry: null },
    client: {
      userAgent: { rawUserAgent: by.agent, ...programOf(by.agent) },
      zone: 'null',
      device: deviceOf(by.agent),
      id: null,
      ipAddress: by.ip,
      geographicalContext: place,
    },
    device: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      rootSessionId: session,
      externalSessionId: session,
      ...act.authentication,
    },
    displayMessage: act.type,
    eventType: act.type,
    outcome: { result: act.result ?? 'SUCCESS', reason: act.reason ?? null },
    published: new Date(at).toISOString(),
    securityContext: {
      asNumber: network?.holder?.asn ?? null,
      asOrg: network?.holder?.name ?? null,
      isp: network?.holder?.name ?? null,
      domain: null,
      isProxy: isKnownProxy(network),
    },
    severity: act.severity ?? (act.result === 'FAILURE' ? 'WARN' : 'INFO'),
    debugContext: { debugData: { requestId: request, threatSuspected: 'false', ...act.debug } },
    legacyEventType: null,
    transaction: {
      type: 'WEB',
      id: request,
      detail: by.token === undefined ? {} : { requestApiTokenId: by.token },
    },
    uuid: random.uuid(),
    version: '0',
    request: { ipChain: [{ ip: by.ip, geographicalContext: place, version: 'V4', source: null }] },
    target: act.targets ?? null,
  };
}

function placeOf(ip: string) {
  const { city, country, latitude, longitude } = spotOf(networkAt(ip));
  return { city, state: null, country, postalCode: null, geolocation: { lat: latitude, lon: longitude } };
}

function programOf(agent: string): { readonly os: string; readonly browser: string } {
  const os = /iPhone/.test(agent)
    ? 'iOS'
    : /Android/.test(agent)
      ? 'Android'
      : /Macintosh/.test(agent)
        ? 'Mac OS X'
        : /Windows/.test(agent)
          ? 'Windows 10'
          : /Linux/.test(agent)
            ? 'Linux'
            : 'Unknown';
  const browser = /Firefox/.test(agent)
    ? 'FIREFOX'
    : /Chrome/.test(agent)
      ? 'CHROME'
      : /Safari/.test(agent)
        ? 'SAFARI'
        : 'UNKNOWN';
  return { os, browser };
}

function deviceOf(agent: string): string {
  if (/iPhone|Android/.test(agent)) return 'Mobile';
  return agent.startsWith('Mozilla') ? 'Computer' : 'Unknown';
}
