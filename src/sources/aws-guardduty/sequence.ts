/** Attack sequences (Extended Threat Detection): one finding about several actors, told in a structure of its own. */

import { at, listAt, textAt } from '../../lib/json.ts';
import { keyHolder } from '../../vendor/aws/key-holder.ts';
import type { About, Account } from './resource.ts';

const MOST_ACTORS = 10;

/** Everybody the sequence names by credential or user; empty when the finding is no sequence. */
export function actorsOf(service: unknown, account: Account): readonly About[] {
  const abouts: About[] = [];
  for (const actor of listAt(service, 'detection', 'sequence', 'actors').slice(0, MOST_ACTORS)) {
    const user = at(actor, 'user');
    const uid = textAt(user, 'uid');
    const { principal, credential, session } = keyHolder({
      accessKeyId: textAt(user, 'credentialUid'),
      principalId: uid,
      name: textAt(user, 'name'),
      type: textAt(user, 'type'),
      account: textAt(user, 'account', 'uid') ?? account.id,
      partition: account.partition,
    });
    if (principal !== undefined) abouts.push({ principal, credential, session });
  }
  return abouts;
}

/** The first address in the sequence's endpoints. */
export function sequenceAddress(service: unknown): string | undefined {
  for (const endpoint of listAt(service, 'detection', 'sequence', 'endpoints').slice(0, MOST_ACTORS)) {
    const ip = textAt(endpoint, 'ip');
    if (ip !== undefined) return ip;
  }
  return undefined;
}
