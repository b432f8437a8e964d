/**
 * Claims of the token that was presented, as Azure's activity log and Key Vault copy them into their records: who, with
 * which token, in which session, on which workload. Names of claims are short or the full URI, as the product has it.
 */

import { textAt } from '../../lib/json.ts';
import type { Credential, Principal, Session } from '../../model/event.ts';
import { isGuid, sessionUid, tokenUid } from './credential.ts';
import { applicationPrincipal, managedIdentityPrincipal, userPrincipal } from './principal.ts';
import { workloadOfResource } from './resource.ts';

export interface TokenHolder {
  readonly principal: Principal | undefined;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
  /** The client program, which for people is not themselves. */
  readonly appId: string | undefined;
  /** The address the token was issued to. */
  readonly issuedTo: string | undefined;
  readonly tenant: string | undefined;
}

const MICROSOFT = 'http://schemas.microsoft.com';
const XMLSOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const NAMES = {
  oid: [`${MICROSOFT}/identity/claims/objectidentifier`, 'oid'],
  upn: [`${XMLSOAP}/upn`, 'upn', `${XMLSOAP}/name`, 'unique_name', `${XMLSOAP}/emailaddress`],
  tenant: [`${MICROSOFT}/identity/claims/tenantid`, 'tid'],
  scope: [`${MICROSOFT}/identity/claims/scope`, 'scp'],
  methods: [`${MICROSOFT}/claims/authnmethodsreferences`, 'amr'],
  session: [`${MICROSOFT}/identity/claims/sid`, 'sid'],
} as const;

/** For `record.derived`: claims repeat with each call made with one token, so this is remembered by their bytes. */
export function readClaims(claims: unknown): TokenHolder {
  const find = (names: readonly string[]): string | undefined => {
    for (const name of names) {
      const found = textAt(claims, name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const identity = textAt(claims, 'xms_mirid');
  const uti = textAt(claims, 'uti');
  const sid = find(NAMES.session);
  const principal = principalOf({
    id: find(NAMES.oid),
    login: loginOf(find(NAMES.upn) ?? textAt(claims, 'name')),
    displayName: textAt(claims, 'name') ?? textAt(claims, 'app_displayname'),
    appId: textAt(claims, 'appid') ?? textAt(claims, 'azp'),
    tenant: find(NAMES.tenant)?.toLowerCase(),
    type: textAt(claims, 'idtyp'),
    isDelegated: find(NAMES.scope) !== undefined,
    identity,
  });
  const methods = find(NAMES.methods);
  return {
    principal,
    credential:
      uti === undefined ? undefined : { uid: tokenUid(uti), kind: 'session-token', mfa: mfaOf(methods) },
    session: sessionOf(sid, uti, principal, claims),
    appId: textAt(claims, 'appid') ?? textAt(claims, 'azp'),
    issuedTo: textAt(claims, 'ipaddr'),
    tenant: find(NAMES.tenant)?.toLowerCase(),
  };
}

interface Said {
  readonly id: string | undefined;
  readonly login: string | undefined;
  readonly displayName: string | undefined;
  readonly appId: string | undefined;
  readonly tenant: string | undefined;
  readonly type: string | undefined;
  readonly isDelegated: boolean;
  readonly identity: string | undefined;
}

function principalOf(said: Said): Principal | undefined {
  const { id, login, appId, displayName, tenant, identity } = said;
  if (identity !== undefined) {
    const name = identity.slice(identity.lastIndexOf('/') + 1);
    return managedIdentityPrincipal({ id, appId, displayName: name, tenant });
  }
  const isPerson = login !== undefined || said.type === 'user' || (said.isDelegated && said.type !== 'app');
  if (isPerson) return userPrincipal({ id, upn: login, displayName, tenant });
  return applicationPrincipal({ id, appId, displayName: displayName ?? appId, tenant });
}

/** Guests carry where they come from before their address (`live.com#ada@example.com`), or in it (`ada_example.org#EXT#@…`). */
export function loginOf(text: string | undefined): string | undefined {
  const login = text?.replace(/^[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}#(?=[^#]+@)/, '').toLowerCase();
  return login !== undefined && /^[^@\s]{1,120}@[^@\s]{1,255}$/.test(login) ? login : undefined;
}

/** `pwd,mfa`, `["pwd","mfa"]`; nothing said of how an application proved itself. */
function mfaOf(methods: string | undefined): boolean | undefined {
  return methods === undefined ? undefined : /\b(?:mfa|ngcmfa|hwk|fido)\b/.test(methods);
}

function sessionOf(
  sid: string | undefined,
  uti: string | undefined,
  principal: Principal | undefined,
  claims: unknown,
): Session | undefined {
  const workload =
    workloadOfResource(textAt(claims, 'xms_az_rid')) ?? workloadOfResource(textAt(claims, 'xms_mirid'));
  const uid = sid === undefined ? workload && uti && tokenUid(uti) : sessionUid(sid);
  if (uid === undefined || uid === '') return undefined;
  const issued = Number(textAt(claims, 'iat') ?? Number.NaN) * 1000;
  return {
    uid,
    name: principal?.name ?? uid,
    issuedAt: sid === undefined && Number.isFinite(issued) ? issued : undefined,
    onBehalfOf: undefined,
    workload,
  };
}

/** Who called by the name alone that a record gives beside the claims: a login, or an object id of an application. */
export function callerNamed(name: string | undefined, tenant: string | undefined): Principal | undefined {
  if (name === undefined) return undefined;
  const login = loginOf(name);
  if (login !== undefined) return userPrincipal({ upn: login, tenant });
  if (isGuid(name)) return applicationPrincipal({ id: name, tenant });
  return /^Microsoft\.[\w. ]{1,80}$/.test(name)
    ? applicationPrincipal({ displayName: name, tenant })
    : undefined;
}
