/** Tells unified audit log records, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, textAt } from '../../lib/json.ts';
import { auditData, elementsOf, TABLE_ROWS } from './framing.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseColumns(head);
  if (head.keys.includes('tables')) return hasRowColumns(namesIn(head.text)) ? 'records' : undefined;
  const { samples } = head;
  if (samples.some(holdsRecord)) return 'records';
  if (samples.some(isRow)) return TABLE_ROWS;
  // A record that is mostly lists, as of a thousand mails read, or longer than the head, shows its names alone.
  const isNamed = head.keys.includes('CreationTime') && head.keys.includes('Operation');
  const isCut = samples.length === 0 && /^\s*[[{]/.test(head.text);
  return (isNamed || isCut) && looksLikeRecord(head.text) ? 'records' : undefined;
}

/** The workload tells nearly all other samples apart without a look at their columns. */
function isRow(sample: Readonly<Record<string, unknown>>): boolean {
  return textAt(sample, 'OfficeWorkload') !== undefined && hasRowColumns(Object.keys(sample));
}

function holdsRecord(sample: unknown): boolean {
  if (isRecord(sample) || holdsAuditData(sample)) return true;
  return elementsOf(sample).some((element) => isRecord(element) || holdsAuditData(element));
}

function holdsAuditData(value: unknown): boolean {
  const inner = auditData(value);
  return typeof inner === 'string' ? looksLikeRecord(inner) : isRecord(inner);
}

/** Every record has these, whichever service wrote it. */
function isRecord(value: unknown): boolean {
  if (!isObject(value) || textAt(value, 'Operation') === undefined) return false;
  const type = at(value, 'RecordType');
  if (typeof type !== 'number' && typeof type !== 'string') return false;
  const isWhole =
    textAt(value, 'CreationTime') !== undefined && textAt(value, 'OrganizationId') !== undefined;
  return isWhole && COMPANIONS.some((name) => at(value, name) !== undefined);
}

const COMPANIONS = ['Workload', 'UserType', 'UserKey'];

function looksLikeRecord(text: string): boolean {
  return (
    /"CreationTime"\s*:\s*"\d{4}-/.test(text) &&
    /"RecordType"\s*:\s*["\d]/.test(text) &&
    /"(?:Workload|UserType|UserKey)"\s*:/.test(text)
  );
}

function recogniseColumns({ columns, text }: Head): Recognition | undefined {
  const isExport = columns.includes('AuditData') && columns.some((name) => /^Operations?$/.test(name));
  const isTable = hasRowColumns(columns);
  if (!isExport && !isTable) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

function hasRowColumns(columns: readonly string[]): boolean {
  const names = new Set(columns.map((name) => name.replace(/ ?\[UTC\]$/, '')));
  return ['OfficeWorkload', 'Operation', 'TimeGenerated'].every((name) => names.has(name));
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/"name"\s*:\s*"([^"]{1,80})"/g)].map((match) => match[1] ?? '');
}
