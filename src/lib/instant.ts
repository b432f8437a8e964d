/**
 * A point in time as a person writes it: ISO 8601 with its zone, or a date alone for the whole UTC day. A time
 * without a zone is refused, because the same text would mean different moments on different machines.
 */

export type Instant = { readonly time: number } | { readonly fault: string };

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?( ?[Zz]|[+-]\d\d:?\d\d)?)?$/;
const DAY = 86_400_000;

export interface InstantOptions {
  /** Which end of the day a date alone stands for. */
  readonly edge: 'start' | 'end';
  /** Zone of times that carry none, e.g. `+01:00` or `Z`; without it such times are refused. */
  readonly zone?: string;
}

/** Epoch ms, or what is wrong with the text in words that complete "this is …". */
export function parseInstant(text: string, { edge, zone }: InstantOptions): Instant {
  const parts = FORM.exec(text.trim());
  if (!parts) return { fault: 'not an ISO 8601 time or date' };
  const [, year = '', month = '', date = '', hour, minute = '0', second = '0', fraction = '', ownZone] =
    parts;
  const day = calendarDay(Number(year), Number(month), Number(date));
  if (day === undefined) return { fault: 'a date that does not exist' };
  const offset = parseZone(ownZone?.trim() ?? zone ?? (hour === undefined ? 'Z' : undefined));
  if (offset === undefined)
    return { fault: ownZone ? 'a time with an impossible zone' : 'a time without a zone' };
  if (hour === undefined) return { time: day - offset + (edge === 'end' ? DAY - 1 : 0) };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { fault: 'a time of day that does not exist' };
  }
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return { time: day + seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset };
}

/** Milliseconds east of UTC; undefined for what is not a zone offset. */
export function parseZone(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^z$/i.test(text)) return 0;
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, sign, hours = '', minutes = ''] = parts;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Epoch ms of midnight UTC; undefined where the calendar has no such day. */
function calendarDay(year: number, month: number, date: number): number | undefined {
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, date);
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date;
  return exists ? midnight.getTime() : undefined;
}
