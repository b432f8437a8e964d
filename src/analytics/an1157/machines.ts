/** Passwords of machines and exported key material: secrets that open things outside the cloud’s own log. */

import { fact } from '../../contract/evidence.ts';
import { atOwnPlace, habitEvidence, inUsualPlace, isHabit } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { manyEvidence } from './many.ts';
import { oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSecret, type Secret } from './parameters.ts';
import { tally } from './tally.ts';

const MACHINE_PASSWORDS: ReadonlySet<string> = new Set([
  'ec2:GetPasswordData',
  'lightsail:GetInstanceAccessDetails',
]);

const KEY_MATERIAL: ReadonlyMap<string, { readonly secret: Secret; readonly said: string }> = new Map([
  ['acm:ExportCertificate', { secret: 'certificate', said: 'certificate exported with its private key' }],
  ['lightsail:DownloadDefaultKeyPair', { secret: 'key', said: 'private key of the region downloaded' }],
  [
    'kms:ImportKeyMaterial',
    { secret: 'key', said: 'key material brought in, of which its maker has a copy' },
  ],
]);

/** Local administrators' passwords (LAPS) and keys of encrypted disks (BitLocker, FileVault) among them. */
const OF_DEVICES: ReadonlySet<unknown> = new Set(['machine-password', 'disk-key']);

export function isMachineSecret({ operation, provider, details }: Event): boolean {
  return provider === 'aws' ? MACHINE_PASSWORDS.has(operation) : OF_DEVICES.has(details['secretType']);
}

export function judgeMachinePassword(event: Event, at: Context): readonly Judgement[] {
  if (!isMachineSecret(event)) return NONE;
  const secret = event.provider === 'aws' ? 'password' : event.details['secretType'];
  if (!isWatchedSecret(at, secret)) return NONE;
  const counted = tally(at.recall, {
    key: `machines ${event.principal.uid}`,
    things: event.targets.map(({ uid }) => uid),
    time: event.time,
    event: event.uid,
    many: at.parameters.manyMachines,
  });
  const many = counted.reached !== undefined;
  if (!many && event.provider !== 'aws') return judgeOne(event, at);
  if (!many && (!at.surprise.of('what').never || atOwnPlace(event, at.surprise))) return [];
  const evidence = [
    ...(many
      ? manyEvidence(
          event,
          counted,
          'machine-passwords',
          'passwords of many machines within an hour',
          `${counted.count} machines asked for`,
        )
      : pathOf(event, at)),
    ...habitEvidence(event, at.surprise, 'machine'),
  ];
  return [
    {
      detection: 'password-data-retrieved',
      evidence,
      foldBy: event.principal.uid,
      ...(many
        ? {
            summary: summarise(
              event,
              `asked for the passwords of at least ${counted.count} machines within an hour,`,
            ),
          }
        : {}),
    },
  ];
}

/** One device is the help desk's work, on most days, or its owner's. */
function judgeOne(event: Event, at: Context): Judgement[] {
  const expected = at.context.isHelpdesk(event.principal) || isHabit(event, at.recall);
  if ((expected && inUsualPlace(at.surprise)) || event.details['selfService'] === true) return [];
  const device = event.subject?.name ?? event.targets[0]?.name ?? event.targets[0]?.uid ?? 'a device';
  const evidence = [
    fact(
      event,
      'device-secret',
      'secret of a device in the open',
      `${event.details['secretType']} of ${device}`,
      'looked up by the helpdesk',
    ),
    ...pathOf(event, at),
    ...oddities(event, at, 'device'),
  ];
  return [{ detection: 'password-data-retrieved', evidence, foldBy: event.principal.uid }];
}

export function isKeyMaterial(event: Event): boolean {
  return KEY_MATERIAL.has(event.operation);
}

export function judgeKeyMaterial(event: Event, at: Context): readonly Judgement[] {
  const material = KEY_MATERIAL.get(event.operation);
  if (material === undefined || !at.parameters.secretType.includes(material.secret)) return NONE;
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const object = event.targets[0]?.name ?? event.targets[0]?.uid;
  const evidence = [
    fact(
      event,
      'key-material',
      'key material in the open',
      object === undefined ? material.said : `${material.said}: ${object}`,
      'keys stay where they were made',
    ),
    ...pathOf(event, at),
    ...habitEvidence(event, at.surprise, 'key'),
  ];
  return [{ detection: 'key-material-exported', evidence, foldBy: event.principal.uid }];
}
