/**
 * Remembers whom identity blocks told of. Blocks of one session differ in the key alone, which the console makes anew
 * for every request; the same principal and session then are the same objects, which costs whoever packs them less.
 */

import type { Principal, Session } from '../../model/event.ts';
import type { IdentityBlock } from './identity-block.ts';
import { isLong } from './memory-bound.ts';

export interface Who {
  readonly principal: Principal;
  readonly session: Session | undefined;
}

/** What `identify`, one fixed function that does not look at the key, says of the block. */
export function rememberedWho(block: IdentityBlock, identify: (block: IdentityBlock) => Who): Who {
  const id = block.principalId;
  if (id === undefined) return identify(block);
  const last = remembered.get(id);
  if (last !== undefined && isSameButKey(last.block, block)) return last.who;
  const who = identify(block);
  if (isLong(Object.values(block))) return who;
  if (remembered.size >= MOST_SESSIONS) remembered.clear();
  remembered.set(id, { block, who });
  return who;
}

/** By principal id, which of a role names the session, too. */
const remembered = new Map<string, { readonly block: IdentityBlock; readonly who: Who }>();
const MOST_SESSIONS = 8_192;

function isSameButKey(a: IdentityBlock, b: IdentityBlock): boolean {
  return (
    a.arn === b.arn &&
    a.created === b.created &&
    a.type === b.type &&
    a.accountId === b.accountId &&
    a.userName === b.userName &&
    a.invokedBy === b.invokedBy &&
    a.identityProvider === b.identityProvider &&
    a.credentialId === b.credentialId &&
    a.onBehalfOf === b.onBehalfOf &&
    a.identityStore === b.identityStore &&
    a.sourceIdentity === b.sourceIdentity &&
    a.issuerArn === b.issuerArn &&
    a.issuerName === b.issuerName &&
    a.delivery === b.delivery &&
    a.federatedProvider === b.federatedProvider &&
    a.scopeType === b.scopeType &&
    a.scopeHolder === b.scopeHolder &&
    a.innerScopeType === b.innerScopeType &&
    a.innerScopeHolder === b.innerScopeHolder
  );
}
