/**
 * The day a file's events belong to, by its path. Only a hint: it decides what is read first, never what an event's
 * time is, and whoever relies on it must notice when a file holds older events.
 */

/** `…/2026/03/02/…` (CloudTrail, Cloud Storage sinks) and `…/y=2026/m=03/d=02/…` (Azure). */
const DAY_IN_PATH = /(?:^|\/)(?:y=)?(\d{4})\/(?:m=)?(\d{2})\/(?:d=)?(\d{2})(?=\/)/;
/** `111122223333_CloudTrail_eu-west-1_20260302T0910Z_….json.gz` */
const DAY_IN_NAME = /[_-](\d{4})(\d{2})(\d{2})T\d{4,6}Z/;

/** Deliveries of a day may still hold events of the last minutes of the day before. */
const DELIVERY_DELAY = 3_600_000;

/** Epoch ms before which the file should hold no event; undefined when the path says nothing. */
export function earliestEventBy(path: string): number | undefined {
  const [, year, month, day] = DAY_IN_PATH.exec(path) ?? DAY_IN_NAME.exec(path) ?? [];
  if (year === undefined) return undefined;
  const start = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(start) ? undefined : start - DELIVERY_DELAY;
}
