/**
 * Address blocks that many people share: where a token was asked for through one does not tell where its holder sits.
 * Whether a block is one is asked of the event under judgement and of its principal's peers alone, so what was seen is
 * kept in the analytic's memory: an exit of the office is one of the cloud's federated users, too.
 */

import type { Client, Event, NetworkKind } from '../model/event.ts';
import type { Recall, SurpriseView } from './analytic.ts';
import { isSharedExit } from './evidence.ts';

const REMEMBER = 30 * 86_400_000;

/** Networks that say where a machine stands, not where whoever uses it sits: clouds, declared ones, VPN exits. */
export function isRelay({ trusted, networkKind }: Client): boolean {
  return trusted === true || (networkKind !== undefined && RELAYS.has(networkKind));
}

const RELAYS: ReadonlySet<NetworkKind> = new Set<NetworkKind>(['declared', 'vpn', 'cloud', 'private']);

/** To be told of the sign-ins and first uses whose places are compared later. True where the block is an exit. */
export function rememberExit(event: Event, recall: Recall, surprise: SurpriseView): boolean {
  if (wasSharedExit(event.client, recall)) return true;
  if (!isSharedExit(surprise)) return false;
  recall.set(exitKey(event.client), true, event.time + REMEMBER);
  return true;
}

/** The event came through one, as its principal's peers do or others did. */
export function isExit(event: Event, recall: Recall, surprise: SurpriseView): boolean {
  return isSharedExit(surprise) || wasSharedExit(event.client, recall);
}

/** Several peers were seen at this address block, some time or other. */
export function wasSharedExit(client: Pick<Client, 'prefix'>, recall: Recall): boolean {
  return client.prefix !== undefined && recall.get(exitKey(client)) !== undefined;
}

function exitKey({ prefix }: Pick<Client, 'prefix'>): string {
  return `exit ${prefix ?? ''}`;
}
