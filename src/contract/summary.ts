/** The sentence a finding opens with: who did what, with which program, from where. Facts of the event, no weights. */

import { describeClient } from '../enrich/describe.ts';
import type { Event, Principal } from '../model/event.ts';

/** `deed` is a verb with its object: `set a console password for bob`; with a time after it, it ends in a comma. A refusal is told last. */
export function summarise(event: Event, deed: string): string {
  const { principal, client, region, outcome, error } = event;
  const agent = client.agent === undefined || client.agent === 'unknown' ? '' : ` with ${client.agent}`;
  const place = `from ${describeClient(client)}${region === undefined ? '' : ` in ${region}`}`;
  const refused = outcome === 'failure' ? ` and was refused (${error ?? 'failed'})` : '';
  return `${who(principal)} ${deed}${agent} ${place}${refused}.`;
}

/** For deeds that a refused call is not: nothing then, and the engine tells of the attempt. */
export function summariseDone(event: Event, deed: string): { readonly summary?: string } {
  return event.outcome === 'success' ? { summary: summarise(event, deed) } : {};
}

function who({ kind, scope, name }: Principal): string {
  if (kind === 'unknown' && name === 'unknown')
    return `Somebody${scope === '' ? '' : ` of account ${scope}`}`;
  const words = kind === 'root' ? `root of ${scope}` : `${kind.replace('-', ' ')} ${name}`;
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
