/** Times as Microsoft's logs and their exports write them. A time without a zone is UTC. */

import { parseIsoTime } from '../../lib/time.ts';

/** Epoch ms; undefined for what is no time, or none at which these logs can have been written. */
export function parseTime(text: string): number | undefined {
  const time = parseIsoTime(text) ?? parseOther(text.length > 40 ? '' : text.trim());
  return time === undefined || time < EARLIEST || time > LATEST ? undefined : time;
}

/** Azure opened in 2010; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2010, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** `8/22/2022 6:11:52 PM`, and with a comma as the portal exports it: `4/26/2021, 7:18:24.156 PM`. */
const AMERICAN = /^(\d\d?)\/(\d\d?)\/(\d{4}),? (\d\d?):(\d\d):(\d\d)(\.\d{1,9})? ?([AP])M(?: ?\+00:00)?$/i;
/** Some identity protection records write the hour with one digit. */
const SHORT_HOUR = /^(\d{4}-\d\d-\d\dT)(\d:.*)$/;

function parseOther(text: string): number | undefined {
  const parts = AMERICAN.exec(text);
  if (parts === null) {
    const short = SHORT_HOUR.exec(text);
    return short === null ? undefined : parseIsoTime(`${short[1]}0${short[2]}`);
  }
  const [, month = '', day = '', year, hour = '', minute, second, fraction = '', half] = parts;
  const twelve = Number(hour) % 12;
  if (Number(hour) > 12 || Number(hour) === 0) return undefined;
  const hours = half?.toUpperCase() === 'P' ? twelve + 12 : twelve;
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return parseIsoTime(`${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}${fraction}Z`);
}
