/** Keys that open machines: key pairs made or imported, and keys pushed onto running machines. */

import type { Json } from '../../contract/analytic.ts';
import { fact } from '../../contract/evidence.ts';
import { atOwnPlace, habitEvidence, pathEvidence } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { callerEvidence, isExpected } from './caller.ts';
import type { Kind } from './kinds.ts';
import type { Context } from './parameters.ts';

const TOGETHER = 10 * 60_000;
const MOST_REMEMBERED = 64;

export function judgePushedKey(event: Event, kind: Kind, at: Context): Judgement[] {
  const pushes = remember(event, at);
  if (isExpected(event, at)) return [];
  const [machine] = event.targets;
  const evidence = [
    fact(
      event,
      'key-on-machine',
      kind === 'machine password' ? 'password set on a running machine' : 'key placed on a running machine',
      `${machine?.uid ?? 'a machine'}${user(event)}`,
      'keys installed when the machine is built, or sessions through the session manager',
    ),
    ...(kind === 'project-wide key'
      ? [fact(event, 'every-machine', 'every machine takes it', machine?.uid ?? '', 'one machine at a time')]
      : []),
    ...(pushes.length >= at.parameters.manyMachines ? [several(event, pushes, at)] : []),
    ...pathEvidence(event),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  const on =
    pushes.length > 1 ? `${pushes.length} machines within ten minutes,` : (machine?.uid ?? 'a machine');
  return [
    {
      detection: 'ssh-key-placed',
      evidence,
      foldBy: `${event.principal.uid}|pushed`,
      ...summariseDone(
        event,
        kind === 'machine password'
          ? `set a password on ${on}`
          : `pushed an SSH key${user(event)} onto ${kind === 'project-wide key' ? 'every machine of' : ''} ${on}`.replace(
              / {2,}/g,
              ' ',
            ),
      ),
    },
  ];
}

/** A key pair opens nothing until a machine starts with it: only an unusual maker is worth a word. */
export function judgeKeyPair(event: Event, at: Context): Judgement[] {
  const act = at.surprise.of('what');
  if (isExpected(event, at) || (atOwnPlace(event, at.surprise) && !(act.never && act.bits > 0))) return [];
  const evidence = [...callerEvidence(event, at), ...habitEvidence(event, at.surprise, 'kind of holder')];
  return [{ detection: 'ssh-key-placed', evidence, foldBy: `${event.principal.uid}|key pair` }];
}

interface Push {
  readonly machine: string;
  readonly time: number;
  readonly event: string;
}

/** The principal's pushes of the last minutes, one per machine, with this one. */
function remember(event: Event, at: Context): Push[] {
  const key = `push ${event.principal.uid}`;
  const machine = event.targets[0]?.uid ?? '';
  const before = pushesOf(at.recall.get(key)).filter(
    (push) => push.machine !== machine && event.time - push.time <= TOGETHER,
  );
  const pushes = [...before, { machine, time: event.time, event: event.uid }].slice(-MOST_REMEMBERED);
  at.recall.set(
    key,
    pushes.map((push) => [push.machine, push.time, push.event]),
    event.time + TOGETHER,
  );
  return pushes;
}

function pushesOf(remembered: Json | undefined): Push[] {
  if (!Array.isArray(remembered)) return [];
  return remembered.flatMap((entry: Json): Push[] => {
    if (!Array.isArray(entry)) return [];
    const [machine, time, event] = entry;
    return typeof machine === 'string' && typeof time === 'number' && typeof event === 'string'
      ? [{ machine, time, event }]
      : [];
  });
}

function several(event: Event, pushes: readonly Push[], at: Context): Evidence {
  return fact(
    event,
    'several-machines',
    'keys placed on several machines',
    `${pushes.length} machines within ten minutes`,
    `fewer than ${at.parameters.manyMachines}`,
    pushes.map((push) => push.event).filter((uid) => uid !== event.uid),
  );
}

function user({ details }: Event): string {
  return typeof details['osUser'] === 'string' ? ` for ${details['osUser']}` : '';
}
