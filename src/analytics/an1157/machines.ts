/** Passwords of machines and exported key material: secrets that open things outside the cloud’s own log. */

import { fact } from '../../contract/evidence.ts';
import { habitEvidence, inUsualPlace, isHabit, isNew, pathEvidence } from '../../contract/habit.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context, Secret } from './parameters.ts';
import { farBeyond, usual } from './secrets.ts';
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

export function judgeMachinePassword(event: Event, at: Context): Judgement[] {
  if (!MACHINE_PASSWORDS.has(event.operation) || !at.parameters.secretType.includes('password')) return [];
  const counted = tally(at.recall, {
    key: `machines ${event.principal.uid}`,
    things: event.targets.map(({ uid }) => uid),
    time: event.time,
    event: event.uid,
    many: at.parameters.manyMachines,
  });
  const many = counted.reached !== undefined;
  if (!many && (!isNew(at.surprise, 'what') || inUsualPlace(at.surprise))) return [];
  const evidence = [
    ...(many
      ? [
          fact(
            event,
            'machine-passwords',
            'passwords of many machines within an hour',
            `${counted.count} machines asked for`,
            usual(counted),
            counted.events.filter((uid) => uid !== event.uid),
          ),
          ...farBeyond(event, counted),
        ]
      : pathEvidence(event)),
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

export function isKeyMaterial(event: Event): boolean {
  return KEY_MATERIAL.has(event.operation);
}

export function judgeKeyMaterial(event: Event, at: Context): Judgement[] {
  const material = KEY_MATERIAL.get(event.operation);
  if (material === undefined || !at.parameters.secretType.includes(material.secret)) return [];
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
    ...(at.context.automation(event.principal) === undefined ? pathEvidence(event) : []),
    ...habitEvidence(event, at.surprise, 'key'),
  ];
  return [{ detection: 'key-material-exported', evidence, foldBy: event.principal.uid }];
}
