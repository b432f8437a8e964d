/** Who acts in a timeline: a few words become a principal with the uid its provider would give it. */

import { z } from 'zod';
import type { Principal, PrincipalKind } from '../../model/event.ts';

export const SCOPE = '111122223333';
const KIND = z.custom<PrincipalKind>((value) => typeof value === 'string');

/**
 * `user/alice` → IAM user alice; `role/x`, `root`, `federated-user/x`, `service/x`, `account/x` likewise;
 * `person/developer/alice` → alice behind the role developer. Of other providers than AWS: kind and name, and
 * `user/okta:00u1=ana@example.com` where the uid is not made of the name.
 */
export function principalOf(text: string, scope = SCOPE, provider = 'aws'): Principal {
  if (provider !== 'aws') return principalElsewhere(text, scope, provider);
  const [, role, person] = /^person\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (role !== undefined && person !== undefined) {
    const uid = `arn:aws:iam::${scope}:role/${role}/${person}`;
    return { uid, kind: 'federated-user', name: person, scope };
  }
  const slash = text.indexOf('/');
  const kind = KIND.parse(slash < 0 ? text : text.slice(0, slash));
  const name = slash < 0 ? text : text.slice(slash + 1);
  const uid =
    kind === 'service' ? name : `arn:aws:iam::${scope}:${kind === 'root' ? 'root' : `${kind}/${name}`}`;
  return { uid, kind, name, scope };
}

/** Prefixes of uids that are not the provider's name. */
export const PREFIXES: Readonly<Record<string, string>> = {
  gcp: 'google',
  'google-workspace': 'google',
  'microsoft-365': 'entra',
  azure: 'entra',
  'ping-one': 'pingone',
};

function principalElsewhere(text: string, scope: string, provider: string): Principal {
  const slash = text.indexOf('/');
  const kind = KIND.parse(slash < 0 ? 'user' : text.slice(0, slash));
  const said = text.slice(slash + 1);
  const named = said.indexOf('=');
  const name = said.slice(named + 1);
  const uid = named < 0 ? `${PREFIXES[provider] ?? provider}:${name}` : said.slice(0, named);
  return { uid, kind, name, scope };
}
