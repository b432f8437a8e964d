/** When intruders come: by night or in working hours, early enough to finish. */

import { DAY, HOUR, MINUTE, SECOND } from '../rhythm.ts';
import type { Staging } from '../stage.ts';

/**
 * A moment to begin, with `days` left for what follows: in the night for who is in a hurry, in working hours of the
 * victim for who is not.
 */
export function drawMoment(staging: Staging, days: number, zone = 0): number {
  const own = staging.random.fork('moment');
  const last = Math.max(staging.firstDay, staging.endDay - days);
  const day = own.between(staging.firstDay, Math.max(staging.firstDay, last - 1));
  const hour = staging.stealthy ? own.between(9, 15) - zone : own.between(0, 23);
  return staging.start + day * DAY + hour * HOUR + own.between(0, 59) * MINUTE + own.between(0, 59) * SECOND;
}

/**
 * A moment on a working day while the victim's session of the morning is open: in the middle of the day for who is
 * careful, towards the evening for who is not.
 */
export function drawWorkingMoment(staging: Staging, days: number, zone: number): number {
  const own = staging.random.fork('working moment');
  const last = Math.max(staging.firstDay, staging.endDay - days - 1);
  const midnight = (day: number) => staging.start + day * DAY;
  const isWorkday = (day: number) => ![0, 6].includes(new Date(midnight(day)).getUTCDay());
  const choices = Array.from({ length: last - staging.firstDay + 1 }, (_, n) => staging.firstDay + n);
  const workdays = choices.filter(isWorkday);
  const day = workdays.length > 0 ? own.pick(workdays) : staging.firstDay;
  const hour = (staging.stealthy ? own.between(10, 15) : own.between(14, 20)) - zone;
  return midnight(day) + hour * HOUR + own.between(0, 59) * MINUTE + own.between(0, 59_999);
}

export function dayIndexOf(staging: Staging, at: number): number {
  return Math.floor((at - staging.start) / DAY);
}
