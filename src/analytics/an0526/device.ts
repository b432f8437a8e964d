/**
 * A session belongs to the machine it was opened on: presented by another one, it was carried there. Only where the
 * provider names the device, and the place is new to the person as well: browsers of one machine do not all tell it.
 */

import { fact, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import type { Event, Provider } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isNeutral } from './client.ts';
import type { Context } from './parameters.ts';

/** Where a device is told: Entra names registered ones only, Okta marks each browser. */
const TOLD_BY: Partial<Readonly<Record<Provider, { detail: string; none: string | undefined }>>> = {
  entra: { detail: 'device', none: 'one that is not registered' },
  okta: { detail: 'dtHash', none: undefined },
};
const REMEMBER = 14 * 86_400_000;
/** Hashes say nothing to a reader. */
const SHOWN = 36;

/** Notes the device that a session was opened on. */
export function rememberDevice(event: Event, { recall }: Context): void {
  const { action, outcome, issued, details, provider } = event;
  const told = TOLD_BY[provider];
  if (told === undefined || action !== 'signin' || outcome !== 'success') return;
  const device = details[told.detail];
  if (typeof device !== 'string') return;
  for (const { uid } of issued)
    if (uid.includes(':session:')) recall.set(keyOf(uid), [device, event.uid], event.time + REMEMBER);
}

/** Evidence that the session presented was opened on another device. */
export function deviceEvidence(event: Event, at: Context): Evidence | undefined {
  const { credential, client, details, provider } = event;
  if (credential === undefined || !at.fresh.network) return undefined;
  const told = TOLD_BY[provider];
  if (told === undefined) return undefined;
  if (client.trusted === true || isNeutral(client)) return undefined;
  const opened = at.recall.get(keyOf(credential.uid));
  const device = details[told.detail] ?? told.none;
  if (!Array.isArray(opened) || device === undefined) return undefined;
  const [first, uid] = opened;
  const where = placeSurprise(at.surprise.of('where'), client);
  if (first === device || !where.never || where.bits < at.parameters.leastSurprise) return undefined;
  return fact(
    event,
    'another-device',
    'session opened on another device',
    String(device).slice(0, SHOWN),
    String(first).slice(0, SHOWN),
    [String(uid)],
  );
}

/** What the places say, with the device; a finding of its own where they say nothing. */
export function withDevice(event: Event, at: Context, placed: readonly Judgement[]): readonly Judgement[] {
  const device = deviceEvidence(event, at);
  if (device === undefined) return placed;
  const [first, ...others] = placed;
  if (first !== undefined) return [{ ...first, evidence: [...first.evidence, device] }, ...others];
  const surprises = [
    surprising(event, 'place new for the principal', placeSurprise(at.surprise.of('where'), event.client)),
    surprising(event, 'program new for the principal', at.surprise.of('with')),
  ];
  return [
    {
      detection: 'on-another-device',
      evidence: [device, ...together(surprises, true)],
      foldBy: event.credential?.uid ?? event.principal.uid,
    },
  ];
}

function keyOf(session: string): string {
  return `device ${session}`;
}
