/**
 * Times as logs write them, read fast: millions pass through here. Strict about what a calendar allows, lenient
 * about how many digits a fraction has. A time without a zone is UTC, as every log we read means it; times that
 * people type go through `instant.ts`, which refuses that.
 */

/**
 * Epoch ms of `2023-07-10T12:27:13Z`, with a fraction, an offset, a space for the `T`, or in the compact form
 * `20131102T010628Z`. Undefined for anything else, and for days and hours that do not exist.
 */
export function parseIsoTime(text: string): number | undefined {
  const end = endOfTime(text);
  const ms = end < 19 || end > 29 || !hasSeparators(text, end) ? undefined : milliseconds(text, end);
  if (ms !== undefined) {
    const second = assemble(
      digits(text, 0, 4),
      digits(text, 5, 2),
      digits(text, 8, 2),
      digits(text, 11, 2),
      digits(text, 14, 2),
      digits(text, 17, 2),
    );
    return second === undefined ? undefined : second + ms;
  }
  return parseGeneral(text);
}

/**
 * The same of text that lies in bytes from `start` to before `end`, if it is written as most logs do:
 * `2023-07-10T12:27:13Z` and nothing else. Undefined leaves it to {@link parseIsoTime}.
 */
export function usualTimeIn(bytes: Uint8Array, start: number, end: number): number | undefined {
  const isUsual =
    end - start === 20 &&
    bytes[start + 4] === DASH &&
    bytes[start + 7] === DASH &&
    bytes[start + 10] === T &&
    bytes[start + 13] === COLON &&
    bytes[start + 16] === COLON &&
    bytes[start + 19] === Z;
  if (!isUsual) return undefined;
  return assemble(
    twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2),
    twoDigits(bytes, start + 5),
    twoDigits(bytes, start + 8),
    twoDigits(bytes, start + 11),
    twoDigits(bytes, start + 14),
    twoDigits(bytes, start + 17),
  );
}

/** NaN where a byte is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Where the zone begins, if it is UTC or not said; any other is no digit of the fraction. */
function endOfTime(text: string): number {
  if (text.charCodeAt(text.length - 1) === Z) return text.length - 1;
  if (text.endsWith(NO_OFFSET)) return text.length - NO_OFFSET.length;
  return text.endsWith(UTC) ? text.length - UTC.length : text.length;
}

/** Of a fraction that begins at the 19th character and ends before `end`; its further digits are cut off. */
function milliseconds(text: string, end: number): number | undefined {
  if (end === 19) return 0;
  if (end === 20) return undefined;
  let ms = 0;
  for (let i = 20; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    if (i < 23) ms = ms * 10 + digit;
  }
  return end === 21 ? ms * 100 : end === 22 ? ms * 10 : ms;
}

const Z = 90;
const T = 84;
const DASH = 45;
const COLON = 58;
const POINT = 46;
const COMMA = 44;
const BLANK = 32;
/** How Python writes UTC. */
const NO_OFFSET = '+00:00';
/** How Ruby does. */
const UTC = ' UTC';
const DAY_MS = 86_400_000;
const GENERAL =
  /^(\d{4})-?(\d\d)-?(\d\d)[Tt ](\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,9}))?(?: ?(?:[Zz]|UTC)| ?([+-])(\d\d):?(\d\d)?)?$/;

function hasSeparators(text: string, end: number): boolean {
  const between = text.charCodeAt(10);
  const point = end === 19 ? POINT : text.charCodeAt(19);
  return (
    (between === T || between === BLANK) &&
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    (point === POINT || point === COMMA)
  );
}

/** NaN where a character is no digit: every later comparison then fails. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function parseGeneral(text: string): number | undefined {
  const parts = GENERAL.exec(text.length > 48 ? '' : text.trim());
  if (!parts) return undefined;
  const [, year, month, date, hour, minute, second, fraction = '', sign, zoneHours = '0', zoneMinutes = '0'] =
    parts;
  const local = assemble(
    Number(year),
    Number(month),
    Number(date),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (local === undefined || Number(zoneHours) > 14 || Number(zoneMinutes) > 59) return undefined;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return local + ms - (sign === undefined ? 0 : sign === '-' ? -offset : offset);
}

function assemble(
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  const day = midnight(year, month, date);
  // A leap second is written as :60; it counts as the second after.
  if (day === undefined || !(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  return day + ((hour * 60 + minute) * 60 + second) * 1000;
}

// Records of one file are of one or two days: the last day asked for answers nearly every call.
let lastDay = 0;
let lastMidnight: number | undefined;

function midnight(year: number, month: number, date: number): number | undefined {
  const key = year * 10_000 + month * 100 + date;
  if (key === lastDay) return lastMidnight;
  lastDay = key;
  lastMidnight = calendarMidnight(year, month, date);
  return lastMidnight;
}

function calendarMidnight(year: number, month: number, date: number): number | undefined {
  if (!(month >= 1 && month <= 12 && date >= 1 && date <= 31 && year >= 1000)) return undefined;
  const time = Date.UTC(year, month - 1, date);
  return time % DAY_MS === 0 && new Date(time).getUTCDate() === date ? time : undefined;
}
