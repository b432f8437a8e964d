/**
 * Remembers whom identity blocks of role sessions told of. Those of one session differ in the key, which the console
 * makes anew for every request, and in the service that calls on its behalf; the same principal and session then are
 * the same objects, which costs whoever packs them less.
 */

import type { Principal, Session } from '../../model/event.ts';
import type { IdentityBlock, SessionContext } from './identity-block.ts';
import { isLong } from './memory-bound.ts';

export interface Who {
  readonly principal: Principal;
  readonly session: Session | undefined;
}

/** What `identify`, one fixed function that of a role session looks at what is compared here, says of the block. */
export function rememberedWho(block: IdentityBlock, identify: (block: IdentityBlock) => Who): Who {
  const id = block.principalId;
  if (id === undefined || block.type !== 'AssumedRole') return identify(block);
  const last = sessions.get(id);
  if (last !== undefined && isSameSession(last.block, block)) return last.who;
  const who = identify(block);
  if (isLong([...Object.values(block), ...Object.values(block.session)])) return who;
  if (sessions.size >= MOST_SESSIONS) sessions.clear();
  sessions.set(id, { block, who });
  return who;
}

/** By principal id, which of a role names the session, too. */
const sessions = new Map<string, { readonly block: IdentityBlock; readonly who: Who }>();
const MOST_SESSIONS = 8_192;

function isSameSession(a: IdentityBlock, b: IdentityBlock): boolean {
  return (
    a.arn === b.arn &&
    a.accountId === b.accountId &&
    a.onBehalfOf === b.onBehalfOf &&
    a.scopeType === b.scopeType &&
    a.scopeHolder === b.scopeHolder &&
    isSameContext(a.session, b.session)
  );
}

/** Whether there was a second factor is no part of what is remembered. */
function isSameContext(a: SessionContext, b: SessionContext): boolean {
  return (
    a === b ||
    (a.created === b.created &&
      a.sourceIdentity === b.sourceIdentity &&
      a.issuerArn === b.issuerArn &&
      a.issuerName === b.issuerName &&
      a.delivery === b.delivery &&
      a.federatedProvider === b.federatedProvider &&
      a.scopeType === b.scopeType &&
      a.scopeHolder === b.scopeHolder)
  );
}
