/** Coverage as a page for people and as JSON for programs. What it means was settled before; here it is only written. */

import { terminalSafeJson } from '../lib/terminal.ts';
import type {
  AnalyticCoverage,
  CoverageReport,
  DeliveryDelay,
  FieldCoverage,
  Silence,
  SourceCoverage,
  StreamCoverage,
  TelemetryChange,
  Verdict,
} from './coverage-shape.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { optionalTime } from './result-json.ts';
import { counted, duration, grouped, isoTime, readableRange, readableTime } from './words.ts';

const SHOWN = 10;
const VERDICT_WIDTH = 9;
const PROVIDER_WIDTH = 17;
const MINUTE = 60_000;

export function renderCoverage(report: CoverageReport, options: PageOptions): string {
  const page = createPage(options);
  page.text(yardstickWords(report));
  if (report.period === undefined) page.text('No event was read: every analytic is blind.');
  else
    page.text(
      `${counted(report.events, 'event')}, ${readableRange(report.period.first, report.period.last)}.`,
    );
  writeVerdicts(page, report.verdicts);
  writeFixes(page, report.verdicts);
  writeSources(page, report.sources);
  writeChanges(page, report.telemetryChanges);
  writeSilences(page, report.silences);
  page.blank();
  for (const note of report.notes) page.text(`Note: ${note}`, 0, 6);
  return page.toString();
}

export function yardstickWords({ yardstick }: CoverageReport): string {
  return `${yardstick.implemented} of ${yardstick.of} ATT&CK analytics for clouds and identity providers are implemented.`;
}

function writeVerdicts(page: Page, verdicts: readonly AnalyticCoverage[]): void {
  page.section('What the analytics can see');
  for (const group of byAnalytic(verdicts)) {
    const [first] = group;
    if (first === undefined) continue;
    page.text(`${first.analytic}  ${first.title} (${first.technique})`);
    for (const { provider, verdict, shortfalls } of group.filter(({ present }) => present)) {
      const [worst] = shortfalls;
      const prefix = `    ${provider.padEnd(PROVIDER_WIDTH)} ${verdict.padEnd(VERDICT_WIDTH)} `;
      const others = shortfalls.length > 1 ? ` (and ${shortfalls.length - 1} more)` : '';
      page.branch(prefix, ' '.repeat(prefix.length), worst === undefined ? '' : `${worst.what}${others}`);
    }
    const absent = group.filter(({ present }) => !present).map(({ provider }) => provider);
    const prefix = `    ${'no log read'.padEnd(PROVIDER_WIDTH)} ${'blind'.padEnd(VERDICT_WIDTH)} `;
    if (absent.length > 0) page.branch(prefix, ' '.repeat(prefix.length), absent.join(', '));
    page.blank();
  }
}

function byAnalytic(verdicts: readonly AnalyticCoverage[]): readonly (readonly AnalyticCoverage[])[] {
  const groups = new Map<string, AnalyticCoverage[]>();
  for (const each of verdicts) groups.set(each.analytic, [...(groups.get(each.analytic) ?? []), each]);
  return [...groups.values()];
}

export interface Fix {
  readonly fix: string;
  readonly makes: Exclude<Verdict, 'sighted'>;
  /** What is short, each once. */
  readonly whats: readonly string[];
  readonly effects: readonly string[];
  /** `AN1157 okta`: who is blind without it, and who degraded. */
  readonly blind: readonly string[];
  readonly degraded: readonly string[];
}

/** Every fix once, those that open a blind eye first; of providers whose logs were read, or that all were asked for. */
export function fixesOf(verdicts: readonly AnalyticCoverage[]): readonly Fix[] {
  const fixes = new Map<string, Record<'whats' | 'effects' | Fix['makes'], Set<string>>>();
  for (const { analytic, provider, shortfalls } of verdicts)
    for (const { what, effect, fix, makes } of shortfalls) {
      const known = fixes.get(fix) ?? {
        whats: new Set<string>(),
        effects: new Set<string>(),
        blind: new Set<string>(),
        degraded: new Set<string>(),
      };
      fixes.set(fix, known);
      known.whats.add(what);
      known.effects.add(effect);
      known[makes].add(`${analytic} ${provider}`);
    }
  return [...fixes]
    .map(([fix, { whats, effects, blind, degraded }]) => ({
      fix,
      makes: blind.size > 0 ? ('blind' as const) : ('degraded' as const),
      whats: [...whats],
      effects: [...effects],
      blind: [...blind],
      degraded: [...degraded].filter((each) => !blind.has(each)),
    }))
    .sort(
      (a, b) =>
        b.blind.length - a.blind.length || b.degraded.length - a.degraded.length || (a.fix < b.fix ? -1 : 1),
    );
}

function writeFixes(page: Page, verdicts: readonly AnalyticCoverage[]): void {
  const fixes = fixesOf(verdicts.filter(({ present }) => present));
  if (fixes.length === 0) return;
  page.section('What to switch on or set right');
  for (const [at, { fix, whats, effects, blind, degraded }] of fixes.entries()) {
    page.branch(`${String(at + 1).padStart(3)}. `, '     ', fix);
    for (const what of whats.slice(0, SHOWN)) page.text(`- ${what}`, 5, 7);
    if (blind.length > 0) page.text(`Blind without it: ${blind.join(', ')}`, 5, 5);
    if (degraded.length > 0) page.text(`Degraded without it: ${degraded.join(', ')}`, 5, 5);
    page.text(effects.join('; '), 5, 5);
  }
}

function writeSources(page: Page, sources: readonly SourceCoverage[]): void {
  if (sources.length === 0) return;
  page.section('Logs read');
  for (const { source, events, first, last, fields, delay } of sources) {
    page.text(`${source}: ${counted(events, 'event')}, ${readableRange(first, last)}`);
    page.text(`filled: ${fields.map(fieldWords).join(', ')}`, 4, 4);
    if (delay !== undefined) page.text(`delivered: ${delayWords(delay)}`, 4, 4);
  }
}

function delayWords({ half, most, all }: DeliveryDelay): string {
  return `half within ${duration(half * MINUTE)}, 95 of 100 within ${duration(most * MINUTE)}, all within ${duration(all * MINUTE)}`;
}

function fieldWords({ field, filled }: FieldCoverage): string {
  return `${field} ${Math.round(filled * 100)} %`;
}

function writeChanges(page: Page, changes: readonly TelemetryChange[]): void {
  page.section('Logging changed in between');
  if (changes.length === 0) page.text('Nothing of the kind is in the logs.');
  const ranked = [...changes].sort((a, b) => Number(b.ours) - Number(a.ours) || a.time - b.time);
  for (const change of ranked.slice(0, SHOWN)) page.text(`- ${changeWords(change)}`, 0, 2);
  if (ranked.length > SHOWN)
    page.text(`- and ${grouped(ranked.length - SHOWN)} more: --format json lists them all`);
}

function changeWords({ time, operation, scope, by, target, count, ours, restored }: TelemetryChange): string {
  const of = target === undefined ? '' : ` (${target})`;
  const times = count > 1 ? `, ${counted(count, 'time')}` : '';
  const undone = restored === undefined ? '' : `, undone ${readableTime(restored)}`;
  return `${readableTime(time)} ${operation}${of}${scope === '' ? '' : ` in ${scope}`} by ${by}${times}${undone}${ours ? '' : ' (not a log the analytics live on)'}`;
}

function writeSilences(page: Page, silences: readonly Silence[]): void {
  page.section('Silent gaps');
  if (silences.length === 0) page.text('None against the usual rhythm of each scope and region.');
  for (const { source, scope, region = '', from, to, usual, open } of silences.slice(0, SHOWN))
    page.text(
      `- ${source} ${scope} ${region}: ${readableRange(from, to)}, usually some ${grouped(usual)} events${open ? '; not ended' : ''}`,
      0,
      2,
    );
  if (silences.length > SHOWN)
    page.text(`- and ${grouped(silences.length - SHOWN)} more: --format json lists them all`);
}

export function renderCoverageJson(report: CoverageReport): string {
  return `${terminalSafeJson(coverageJson(report), 2)}\n`;
}

function coverageJson(report: CoverageReport) {
  const { period, verdicts, sources, silences, telemetryChanges, ...rest } = report;
  return {
    ...rest,
    period: period === undefined ? null : { first: isoTime(period.first), last: isoTime(period.last) },
    verdicts: verdicts.map(({ streams, ...each }) => ({ ...each, streams: streams.map(streamJson) })),
    sources: sources.map(({ first, last, fields, delay, ...each }) => ({
      ...each,
      deliveryMinutes: delay ?? null,
      first: isoTime(first),
      last: isoTime(last),
      fields: Object.fromEntries(fields.map(({ field, filled }) => [field, rounded(filled)])),
    })),
    silences: silences.map(({ region = null, from, to, ...each }) => ({
      ...each,
      region,
      from: isoTime(from),
      to: isoTime(to),
    })),
    telemetryChanges: telemetryChanges.map(({ time, region = null, target = null, restored, ...each }) => ({
      ...each,
      time: isoTime(time),
      region,
      target,
      restored: optionalTime(restored),
    })),
  };
}

function streamJson({ first, last, fields, ...each }: StreamCoverage) {
  return {
    ...each,
    first: optionalTime(first),
    last: optionalTime(last),
    fields: fields.map(({ field, filled, needed = null }) => ({ field, filled: rounded(filled), needed })),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
