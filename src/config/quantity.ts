/** Amounts with their unit, as people write them: `90 minutes`, `2h`, `500 km`, `64MiB`. A duration is never bare. */

import type { NumberParameter } from '../contract/parameter.ts';

type Unit = NumberParameter['unit'];

const MINUTES_PER: Readonly<Record<string, number>> = {
  m: 1,
  min: 1,
  minute: 1,
  minutes: 1,
  h: 60,
  hour: 60,
  hours: 60,
  d: 1440,
  day: 1440,
  days: 1440,
};

const BYTES_PER: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/** The amount in `unit`, converted where the text names another unit of time; undefined when it is none. */
export function parseAmount(text: string, unit: Unit): number | undefined {
  const written = split(text);
  if (!written) return undefined;
  if (written.unit === unit) return written.amount;
  const from = lookUp(MINUTES_PER, written.unit);
  const to = lookUp(MINUTES_PER, unit);
  return from === undefined || to === undefined ? undefined : (written.amount * from) / to;
}

/** Whole bytes; undefined when the text is not a size. */
export function parseSize(text: string): number | undefined {
  const written = split(text);
  const factor = written && lookUp(BYTES_PER, written.unit);
  if (!written || factor === undefined) return undefined;
  const bytes = Math.round(written.amount * factor);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

function split(text: string): { readonly amount: number; readonly unit: string } | undefined {
  const parts = /^(\d{1,15}(?:\.\d{1,9})?)\s{0,3}([a-z/]{1,8})$/i.exec(text.trim());
  const [, amount, unit] = parts ?? [];
  return amount === undefined || unit === undefined
    ? undefined
    : { amount: Number(amount), unit: unit.toLowerCase() };
}

function lookUp(table: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
