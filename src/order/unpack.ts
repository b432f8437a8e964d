/** Reads events back out of the rows of a run. */

import type { Action } from '../model/action.ts';
import type { Access, Event, Outcome, Provider } from '../model/event.ts';
import { type RunRows, WIDTH } from './run.ts';
import { textReader } from './text-bytes.ts';
import type { Values } from './values.ts';

export interface Unpacker {
  /** `uid` is the row's own, decoded before. */
  event(row: number, uid: string): Event;
  uid(row: number): string;
}

export function unpacker({ cells, times, uids }: RunRows, values: Values): Unpacker {
  const cell = (at: number): number => cells[at] ?? 0;
  const event = (row: number, uid: string): Event => {
    const at = row * WIDTH;
    return {
      uid,
      time: times[row] ?? 0,
      source: values.text(cell(at)) ?? '',
      provider: values.text<Provider>(cell(at + 1)) ?? 'other',
      scope: values.text(cell(at + 2)) ?? '',
      region: values.text(cell(at + 3)),
      operation: values.text(cell(at + 4)) ?? '',
      action: values.text<Action>(cell(at + 5)) ?? 'use',
      outcome: values.text<Outcome>(cell(at + 6)) ?? 'success',
      error: values.text(cell(at + 7)),
      access: values.text<Access>(cell(at + 8)) ?? 'unknown',
      principal: values.principal(cell(at + 9)),
      credential: values.credential(cell(at + 10)),
      session: values.session(cell(at + 11)),
      client: values.client(cell(at + 12), cell(at + 13), cell(at + 14), cell(at + 15), cell(at + 16)),
      targets: values.targets(cell(at + 17), cell(at + 18)),
      issued: values.issued(cell(at + 19), cell(at + 20)),
      subject: cell(at + 21) === 0 ? undefined : values.principal(cell(at + 21)),
      details: values.details(cell(at + 22), cell(at + 23)),
      pair: values.text(cell(at + 24)),
      place: { file: cell(at + 25), record: cell(at + 26) },
    };
  };
  return { event, uid: textReader(uids) };
}
