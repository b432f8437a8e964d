/** What this program can read and what it looks for: `credtrail sources` and `credtrail analytics`. */

import type { AttackReference, Phase } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import type { Take } from '../model/take.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { counted, grouped } from './words.ts';

export interface SourceListing {
  readonly id: string;
  readonly product: string;
  readonly provider: string;
  /** How many of the source's operations carry each action, in the order to show. */
  readonly operations: readonly { readonly action: string; readonly count: number }[];
}

export interface AnalyticListing {
  /** ATT&CK analytic id, e.g. `AN1470`. */
  readonly id: string;
  readonly technique: string;
  readonly title: string;
  readonly detections: readonly DetectionListing[];
  readonly parameters: readonly ParameterListing[];
  readonly telemetry: readonly string[];
  readonly falsePositives: readonly string[];
  /** What we think of it, in our own words. */
  readonly take?: Take;
  /** The ATT&CK object it was written against. */
  readonly attack?: AttackReference;
}

export interface DetectionListing {
  readonly name: string;
  readonly title: string;
  readonly phase: Phase;
  readonly why: string;
  readonly next: readonly string[];
  /** Reported at this level at least. */
  readonly floor: Level | undefined;
}

export interface ParameterListing {
  readonly name: string;
  readonly about: string;
  /** ATT&CK mutable element it implements; undefined for a dial of our own. */
  readonly attack: string | undefined;
  /** `minutes`, `km/h` …; undefined for a list. */
  readonly unit: string | undefined;
  readonly default: number | readonly string[];
  /** The value in force, when the context file sets one. */
  readonly given?: number | readonly string[];
  /** `1 to 1440`, `one of password, secret`; undefined when anything goes. */
  readonly allowed: string | undefined;
}

export function renderSources(sources: readonly SourceListing[], options: PageOptions): string {
  const page = createPage(options);
  for (const { id, product, provider, operations } of sources) {
    const total = operations.reduce((sum, { count }) => sum + count, 0);
    page.section(id);
    page.labelled('Reads', `${product} (${provider})`);
    page.labelled('Knows', `${counted(total, 'operation')}; every other one teaches baselines and lineage`);
    const byAction = operations.map(({ action, count }) => `${action} ${grouped(count)}`).join(', ');
    if (byAction !== '') page.labelled('', byAction);
  }
  return page.toString();
}

/** One line for every analytic and detection; `renderAnalytics` with `detail` tells all about those given. */
export function renderAnalytics(
  analytics: readonly AnalyticListing[],
  options: PageOptions & { readonly detail: boolean },
): string {
  const page = createPage(options);
  for (const analytic of analytics) {
    page.section(`${analytic.id} ${analytic.title}`);
    if (options.detail) writeDetail(page, analytic);
    else writeOverview(page, analytic);
  }
  if (!options.detail) {
    page.blank();
    page.text(
      'credtrail analytics ID tells why each detection matters, its parameters and what it needs logged.',
    );
  }
  return page.toString();
}

function writeOverview(page: Page, { technique, detections }: AnalyticListing): void {
  page.text(`ATT&CK ${technique}, ${counted(detections.length, 'detection')}:`);
  for (const { name, title, floor } of detections) page.text(`- ${name}: ${title}${floorWords(floor)}`, 2, 4);
}

function writeDetail(page: Page, analytic: AnalyticListing): void {
  page.text(
    `ATT&CK ${analytic.technique}. https://attack.mitre.org/techniques/${analytic.technique.replace('.', '/')}/`,
  );
  writeReference(page, analytic.attack);
  if (analytic.take !== undefined) writeTake(page, analytic.take);
  for (const detection of analytic.detections) writeDetection(page, detection);
  writeParameters(page, analytic.parameters);
  writeList(page, 'Needs logged', analytic.telemetry);
  writeList(page, 'Known false positives', analytic.falsePositives);
}

function writeReference(page: Page, attack: AttackReference | undefined): void {
  if (attack === undefined) return;
  const { id, version, release, rawHash } = attack;
  page.text(`Written for ${id} version ${version} of ATT&CK ${release}, raw hash ${rawHash}.`);
  page.text(`MITRE’s own text, once a release is imported: credtrail attack show ${id}`);
}

/** Ours alone: ATT&CK's text never stands on this page. */
function writeTake(page: Page, take: Take): void {
  page.blank();
  page.text('Our take (written by Credtrail’s authors, not by MITRE)');
  page.labelled('Priority', `${take.executive.priority}: ${take.executive.why}`);
  page.labelled('Technical', take.technical);
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['Telemetry', take.telemetry],
    ['Direction', take.direction],
    ['Mitigations', take.mitigations],
    ['Limits', take.limits],
  ];
  for (const [label, entries] of parts)
    for (const [at, entry] of entries.entries()) page.labelled(at === 0 ? label : '', `- ${entry}`, 2);
  page.labelled('Confidence', `${take.confidence.level}: ${take.confidence.why}`);
}

function writeDetection(page: Page, { name, title, phase, why, next, floor }: DetectionListing): void {
  page.blank();
  page.text(`${name}: ${title}`, 0, 2);
  page.labelled('Phase', `${phase}${floorWords(floor)}`);
  page.labelled('Why', why);
  for (const [at, step] of next.entries()) page.labelled(at === 0 ? 'Next' : '', `${at + 1}. ${step}`, 3);
}

function writeParameters(page: Page, parameters: readonly ParameterListing[]): void {
  if (parameters.length === 0) return;
  page.blank();
  page.text('Parameters');
  for (const parameter of parameters) {
    page.text(`- ${parameter.name}: ${valueWords(parameter)}`, 2, 4);
    const element =
      parameter.attack === undefined ? 'our own dial' : `ATT&CK mutable element ${parameter.attack}`;
    page.text(
      `${parameter.about} (${element}${parameter.allowed === undefined ? '' : `; ${parameter.allowed}`})`,
      4,
    );
  }
}

function valueWords({ default: normal, given, unit }: ParameterListing): string {
  const words = (value: number | readonly string[]): string => {
    if (typeof value === 'number') return unit === undefined ? grouped(value) : `${grouped(value)} ${unit}`;
    return value.length === 0 ? 'nothing' : value.join(', ');
  };
  return given === undefined ? `${words(normal)} (default)` : `${words(given)} (default ${words(normal)})`;
}

function writeList(page: Page, name: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  page.blank();
  page.text(name);
  for (const entry of entries) page.text(`- ${entry}`, 2, 4);
}

function floorWords(floor: Level | undefined): string {
  return floor === undefined ? '' : ` (a fact: at least ${floor})`;
}
