/** What is wrong with a single value, by what it must mean: a pattern, a moment, an address, an operation, a size. */

import { parseInstant } from '../lib/instant.ts';
import { parseCidr } from '../lib/ip.ts';
import { parseWildcard } from '../lib/wildcard.ts';
import { ACTIONS } from '../model/action.ts';
import { quoted } from './problem.ts';
import { parseSize } from './quantity.ts';

export interface Complaint {
  readonly message: string;
  readonly fix: string;
}

export function patternComplaint(value: unknown): Complaint | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const wildcard = parseWildcard(value);
  if ('matches' in wildcard) return undefined;
  return {
    message: `this is ${wildcard.fault}`,
    fix: 'use * for any text, ? for one character, {a,b} for either, \\{ for a brace itself',
  };
}

/** `zone` is the zone of times that carry none. */
export function momentComplaint(value: unknown, zone?: string): Complaint | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const instant = parseInstant(value, zone === undefined ? { edge: 'start' } : { edge: 'start', zone });
  if ('time' in instant) return undefined;
  const fix = instant.fault.includes('without a zone')
    ? `add the zone: ${quoted(`${value.trim().replace(' ', 'T')}Z`)} for UTC`
    : 'write ISO 8601 with its zone, e.g. 2026-03-02T09:00:00Z, or a date such as 2026-03-02';
  return { message: `this is ${instant.fault}`, fix };
}

export function cidrComplaint(value: unknown): Complaint | undefined {
  if (typeof value !== 'string' || value === '' || parseCidr(value) !== undefined) return undefined;
  return {
    message: 'this is not an IP address or CIDR',
    fix: 'write e.g. 198.51.100.0/24 (prefix 0 to 32) or 2001:db8::/32 (prefix 0 to 128)',
  };
}

/** Operations are `service:Operation`: plain text without a service fits none of them, and nobody would notice. */
export function operationComplaint(value: unknown): Complaint | undefined {
  if (typeof value !== 'string' || !/^[\w.-]+$/.test(value)) return undefined;
  return {
    message: 'this names no service, so it fits no operation',
    fix: `write service:Operation, e.g. "iam:CreateAccessKey", or ${quoted(`*:${value}`)} for any service`,
  };
}

export function actionComplaint(value: unknown): Complaint | undefined {
  return ACTIONS.some((action) => action === value) ? undefined : operationComplaint(value);
}

export function zoneComplaint(value: unknown): Complaint | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if ('time' in parseInstant('2026-01-01T00:00', { edge: 'start', zone: value })) return undefined;
  return { message: 'this is not a zone', fix: 'write an offset from UTC such as +01:00, or Z' };
}

export function countryComplaint(value: unknown): Complaint | undefined {
  if (typeof value !== 'string' || value === '' || /^[A-Z]{2}$/.test(value)) return undefined;
  return { message: 'this is not a country code', fix: 'write ISO 3166-1 alpha-2 in capitals, e.g. CH' };
}

export function sizeComplaint(value: unknown): Complaint | undefined {
  const size = typeof value === 'string' ? parseSize(value) : value;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size > 0) return undefined;
  return {
    message: 'this is not a size',
    fix: 'write bytes (1048576) or a number with its unit: 64MiB, 2GiB',
  };
}
