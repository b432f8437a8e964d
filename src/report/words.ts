/**
 * Numbers, times and names as a reader sees them. Always UTC and always the same on every machine: no locale,
 * no local time zone, no clock.
 */

import type { Finding } from '../model/finding.ts';

/** `1204113` → `1,204,113`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `3 files`, `2 queries`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** ISO 8601 in UTC with milliseconds, as the machine-readable formats carry it. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** `2026-03-06 21:14:02 UTC`. */
export function readableTime(time: number): string {
  return `${dateOf(time)} ${clockOf(time)} UTC`;
}

/** A range with the date named once where both ends share it; a single moment when they are equal. */
export function readableRange(from: number, to: number): string {
  if (clockOf(from) === clockOf(to) && dateOf(from) === dateOf(to)) return readableTime(from);
  const end = dateOf(from) === dateOf(to) ? clockOf(to) : `${dateOf(to)} ${clockOf(to)}`;
  return `${dateOf(from)} ${clockOf(from)} – ${end} UTC (${duration(to - from)})`;
}

/** The two largest units: `3 d 4 h`, `38 min`, `12 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const units: readonly (readonly [string, number])[] = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3600) % 24],
    ['min', Math.floor(seconds / 60) % 60],
    ['s', seconds % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  if (first < 0) return '0 s';
  const shown = units.slice(first, first + 2).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => `${count} ${unit}`).join(' ');
}

/** One decimal and, when asked, the sign: `+12.0`, `−3.0`. */
export function bits(value: number, signed = false): string {
  const size = Math.abs(value).toFixed(1);
  if (value < 0 && size !== '0.0') return `−${size}`;
  return signed ? `+${size}` : size;
}

/** `alice (user arn:aws:iam::111122223333:user/alice)`; the uid alone when it is the name. */
export function principalWords(principal: Finding['principal']): string {
  if (principal.name === '' || principal.name === principal.uid) return `${principal.kind} ${principal.uid}`;
  return `${principal.name} (${principal.kind} ${principal.uid})`;
}

/** `198.51.100.7 · AS64500 · NL · boto3`, as far as known. */
export function clientWords(client: Finding['client']): string {
  const parts = [client.ip, client.network, client.country, client.agent].filter(
    (part) => part !== undefined && part !== '',
  );
  return parts.length === 0 ? 'not recorded' : [...new Set(parts)].join(' · ');
}

function dateOf(time: number): string {
  return isoTime(time).split('T')[0] ?? '';
}

function clockOf(time: number): string {
  return (isoTime(time).split('T')[1] ?? '').slice(0, 8);
}
