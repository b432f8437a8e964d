/** What records of all of Entra's logs have in common: when, in which directory, under which id. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Unusable } from '../../contract/source.ts';
import { impossibleTime } from '../../contract/unusable.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt } from '../../lib/json.ts';
import { toldText } from '../../lib/told-details.ts';
import type { SaidOfAddress } from '../../model/event.ts';
import { placeOf, saidOfAddress } from '../../vendor/microsoft/address.ts';
import { parseTime } from '../../vendor/microsoft/time.ts';
import { FIELDS } from './fields.ts';

/** The first of the texts that is a possible time, or why there is none. */
export function timeOf(...texts: readonly (string | undefined)[]): number | Unusable {
  let unread: string | undefined;
  for (const text of texts) {
    if (text === undefined || text === '') continue;
    const time = parseTime(text);
    if (time !== undefined) return time;
    unread ??= text;
  }
  if (unread === undefined) return { problem: 'missing-field', message: 'the record has no time' };
  return impossibleTime('time', unread);
}

/** The directory's id. */
export function tenantOf(record: RecordView): string {
  const said = record.text(FIELDS.tenantId);
  if (said !== undefined && said !== '') return said.toLowerCase();
  const resource = record.text(FIELDS.resource) ?? '';
  return (
    /^\/tenants\/([^/]{1,64})/i.exec(resource)?.[1] ??
    record.text(FIELDS.resourceTenantId) ??
    record.text(FIELDS.homeTenantId) ??
    ''
  ).toLowerCase();
}

/** Entra's own id of the record; one without gets the same wherever it is read. */
export function uidOf(record: RecordView, log: string, parts: () => readonly (string | undefined)[]): string {
  const id = record.text(FIELDS.id);
  if (id !== undefined && id !== '') return `entra:${log}:${id}`;
  const told = [record.text(FIELDS.correlationId), record.text(FIELDS.operationName), ...parts()];
  return contentUid('entra:content-', told);
}

export function addressOf(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : addressWithoutPort(text);
}

/** What the record says of the address: the place in full, else the country beside it. */
export function saidOf(record: RecordView): SaidOfAddress | undefined {
  const place = record.derived(FIELDS.location, placeOf) ?? record.derived(FIELDS.region, countryOf);
  return saidOfAddress(place, record.derived(FIELDS.autonomousSystemNumber, asNumber));
}

/** A field named location also names data centres; only two letters are a country. */
function countryOf(location: unknown): SaidOfAddress | undefined {
  return typeof location === 'string' && /^[A-Za-z]{2}$/.test(location) ? placeOf(location) : undefined;
}

function asNumber(value: unknown): number | undefined {
  return numberAt(value);
}

export type DetailValue = string | number | boolean;

/** Puts a detail where there is one: text of a bounded length, with nothing in it that looks like a secret. */
export function tell(
  details: Record<string, DetailValue>,
  name: string,
  value: DetailValue | undefined,
): void {
  if (value === undefined || value === '') return;
  details[name] = typeof value === 'string' ? toldText(value) : value;
}
