/**
 * Keys that are only looked up: API keys, publishing profiles, cluster credentials. Keys of storage and secrets of vaults
 * are AN1157's; programs that look their keys up day by day are left alone.
 */

import { fact } from '../../contract/evidence.ts';
import { habitEvidence, isNew } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { callerEvidence, isExpected } from './caller.ts';
import type { Context } from './parameters.ts';

const KINDS: Readonly<Record<string, string>> = {
  'api-token': 'API key',
  password: 'publishing credential',
  certificate: 'cluster credential',
  'ssh-key': 'SSH key',
};

export function isKeyRead({ action, provider, details }: Event): boolean {
  const cloud = provider === 'gcp' || provider === 'azure';
  return cloud && action === 'credential.read' && Object.hasOwn(KINDS, String(details['secretType']));
}

export function judgeKeyRead(event: Event, at: Context): Judgement[] {
  if (!isKeyRead(event) || event.access === 'service' || isExpected(event, at)) return [];
  // Without a history nothing is unusual, and looking up a key is no news.
  const unusual = isNew(at.surprise, 'what') || isNew(at.surprise, 'where') || isNew(at.surprise, 'with');
  if (!unusual) return [];
  const kind = KINDS[String(event.details['secretType'])] ?? 'key';
  const [target] = event.targets;
  const evidence = [
    fact(
      event,
      'standing-key',
      'works until it is replaced',
      `${kind} of ${target?.uid ?? 'a resource'}`,
      'tokens that end by themselves',
    ),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'resource'),
  ];
  const what = `read the ${kind} of ${target?.name ?? target?.uid ?? 'a resource'}`;
  return [
    {
      detection: 'standing-key-read',
      evidence,
      foldBy: `${event.principal.uid}|${kind}`,
      ...summariseDone(event, what),
    },
  ];
}
