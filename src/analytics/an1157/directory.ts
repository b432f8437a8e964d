/**
 * One act in two logs: Microsoft 365's unified log repeats what the directory's own says, without place and in whole
 * seconds. Where the directory's log is read, its record is judged, once; where it is not, the repeated one has to do.
 */

import type { Event } from '../../model/event.ts';
import { DAY } from './deeds.ts';
import type { Context } from './parameters.ts';

/** Quiet for so long, the directory's log is taken to have stopped. */
const REMEMBER = 7 * DAY;

/** To be told of acts, not of sign-ins: the two are exported apart. */
export function rememberDirectory({ provider, scope, time }: Event, { recall }: Context): void {
  if (provider === 'entra') recall.set(keyOf(scope), true, time + REMEMBER);
}

/** Whether the directory's own log tells of this act as well. */
export function isTold({ provider, operation, action, scope }: Event, { recall }: Context): boolean {
  if (provider !== 'microsoft-365' || action === 'signin' || !operation.startsWith('entra:')) return false;
  return recall.get(keyOf(scope)) !== undefined;
}

function keyOf(scope: string): string {
  return `directory ${scope}`;
}
