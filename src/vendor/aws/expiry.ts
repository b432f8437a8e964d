/** When an issued credential ends: STS writes it as `Oct 2, 2019, 11:12:29 PM`, others in ISO or as a number. */

import { at, numberAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';

/** Epoch ms of an expiry however written; undefined when it is none. */
export function parseExpiry(value: unknown): number | undefined {
  if (typeof value === 'string') return parseIsoTime(value) ?? parseUsTime(value) ?? fromNumber(value);
  return fromNumber(value);
}

/** Epoch ms of `start` plus the duration asked for, if one was. */
export function expiryAsked(request: unknown, start: number): number | undefined {
  const seconds = numberAt(request, 'durationSeconds');
  return seconds === undefined || seconds <= 0 || seconds > MAX_SECONDS ? undefined : start + seconds * 1000;
}

/** 36 hours, the longest AWS allows for any session. */
const MAX_SECONDS = 129_600;
const US = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s(AM|PM)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parseUsTime(text: string): number | undefined {
  const parts = US.exec(text);
  if (!parts) return undefined;
  const [, month = '', date, year, hour, minute, second, half] = parts;
  const index = MONTHS.indexOf(month);
  if (index < 0 || Number(hour) > 12 || Number(date) > 31) return undefined;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return Date.UTC(Number(year), index, Number(date), hours, Number(minute), Number(second));
}

/** Seconds or milliseconds since 1970; anything below the year 2001 in milliseconds is seconds. */
function fromNumber(value: unknown): number | undefined {
  const number = numberAt({ value }, 'value');
  if (number === undefined || number < 1e9 || number > 1e13) return undefined;
  return number < 1e12 ? Math.round(number * 1000) : number;
}

/** The expiry named in the answer, else the one that follows from the request. */
export function expiryOf(credentials: unknown, request: unknown, start: number): number | undefined {
  return parseExpiry(at(credentials, 'expiration')) ?? expiryAsked(request, start);
}
