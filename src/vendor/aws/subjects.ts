/** Finders of whose credential, factor or password a call concerns. */

import { textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { rootPrincipal, userByName } from './principal.ts';

export type FindSubject = (call: Call) => Principal | undefined;

/** The user an IAM request names; IAM takes the caller where it names none. */
export const iamUser: FindSubject = (call) => {
  const name = textAt(call.request, 'userName') ?? textAt(call.response, 'accessKey', 'userName');
  if (name === undefined) return call.principal;
  return own(call, name) ?? userByName(name, call.account, call.partition);
};

/** Sign-in and account events concern the caller. */
export const caller: FindSubject = (call) => call.principal;

/** Root of the account, whoever acts for it. */
export const accountRoot: FindSubject = (call) =>
  rootPrincipal(textAt(call.request, 'accountId') ?? call.account, call.partition);

/** Root of the account that AssumeRoot is asked for, by id or ARN. */
export const rootAskedFor: FindSubject = (call) => {
  const target = textAt(call.request, 'targetPrincipal') ?? '';
  const account = /\d{12}/.exec(target)?.[0];
  return account === undefined ? undefined : rootPrincipal(account, call.partition);
};

/** A user of the Identity Center directory; the uid is the one such users call under. */
export const directoryUser: FindSubject = (call) => {
  const userId = textAt(call.request, 'userId') ?? textAt(call.response, 'userId');
  if (userId === undefined) return undefined;
  const store = textAt(call.request, 'identityStoreId') ?? textAt(call.request, 'directoryId');
  const prefix =
    store === undefined
      ? ''
      : `arn:${call.partition}:identitystore::${call.account}:identitystore/${store}/user/`;
  const name = textAt(call.request, 'userName') ?? userId;
  return { uid: `${prefix}${userId}`, kind: 'user', name, scope: call.account };
};

/** A user of something that keeps its own: a user pool, a directory, a file transfer server. */
export function userOf(container: string, ...names: readonly string[]): FindSubject {
  return (call) => {
    const home = textAt(call.request, container);
    const name = names.map((key) => textAt(call.request, key)).find((found) => found !== undefined);
    // Cognito hides names and gives the lasting id beside them.
    const lasting = textAt(call.extra, 'sub') ?? name;
    if (home === undefined || lasting === undefined) return undefined;
    return { uid: `${home}/${lasting}`, kind: 'user', name: lasting, scope: call.account };
  };
}

/** Users under a path have an ARN that a name alone does not give: the caller's own is known. */
function own(call: Call, name: string): Principal | undefined {
  const { principal } = call;
  if (principal.scope !== call.account) return undefined;
  if (principal.kind === 'user' && principal.name === name) return principal;
  return principal.kind === 'root' && name === 'root' ? principal : undefined;
}
